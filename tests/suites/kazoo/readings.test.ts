import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { openSession } from '../../../suites/harness/flow/open-session.ts';
import { type Exchange, jsonOf, type SentRequest } from '../../../suites/harness/http/exchange.ts';
import { loadCatalogue, requirementsOf } from '../../../suites/harness/model/catalogue.ts';
import type { Verdict } from '../../../suites/harness/model/verdict.ts';
import { serverFlows } from '../../../suites/kazoo/flows.ts';
import { mockFor } from '../../mock-idp/mock-client.ts';
import { bundledTarget } from '../../mutation/bundled.ts';
import { verdictsOf } from '../../mutation/judge.ts';
import { checksIn, runIn } from '../../run-flows.ts';

const catalogue = loadCatalogue();
const gating = new Set(
  requirementsOf(catalogue)
    .filter(({ level, basis }) => level === 'MUST' && basis === 'document')
    .map(({ id }) => id),
);

/** What another reading of the document makes of a request of the suite: the request that the mock gets, or a response. */
interface Reading {
  /** A status in place of the mock's response. */
  refuses?(request: SentRequest): number | undefined;
  /** The body in place of the mock's. */
  rewrites?(request: SentRequest, body: Record<string, unknown>): unknown;
}

/** Judges the mock, or the mock with a fault, as it looks through a reading; gives each id's verdict. */
async function judged(t: TestContext, reading: Reading, fault?: string): Promise<ReadonlyMap<string, Verdict>> {
  const { url } = await mockFor(t);
  const target = bundledTarget(fault ? `${url}/~fault/${fault}` : url);
  const session = openSession(target, catalogue, {
    bundled: true,
    peer: { url, publicUrl: url },
    bounds: { settleMs: 20 },
  });
  t.after(() => session.close());
  const sender = {
    ...session.sender,
    async send(...order: Parameters<typeof session.sender.send>): Promise<Exchange> {
      const exchange = await session.sender.send(...order);
      return new URL(exchange.request.url).pathname.startsWith('/v2') ? seenThrough(reading, exchange) : exchange;
    },
  };
  return verdictsOf(checksIn(await runIn({ ...session, sender }, target, serverFlows)));
}

function seenThrough({ refuses, rewrites }: Reading, exchange: Exchange): Exchange {
  const { request, response } = exchange;
  if (!response) return exchange;
  const status = refuses?.(request);
  if (status !== undefined) return { ...exchange, response: { ...response, status, body: Buffer.from('{}') } };
  const body = jsonOf(exchange);
  const changed = 'value' in body ? rewrites?.(request, body.value as Record<string, unknown>) : undefined;
  if (changed === undefined) return exchange;
  return { ...exchange, response: { ...response, body: Buffer.from(JSON.stringify(changed)) } };
}

/** What would make a run red. */
const redOf = (verdicts: ReadonlyMap<string, Verdict>) =>
  [...verdicts]
    .filter(([id, verdict]) => ['error', 'fail'].includes(verdict) || (verdict === 'inconclusive' && gating.has(id)))
    .map(([id, verdict]) => `${id}: ${verdict}`);

const pathOf = ({ url }: SentRequest) => new URL(url).pathname;

test('an account whose secret nobody but a super duper administrator resets keeps the document', async (t) => {
  const isAccountReset = (request: SentRequest) => /^\/v2\/accounts\/[^/]+\/auth$/.test(pathOf(request));
  const verdicts = await judged(t, { refuses: (request) => (isAccountReset(request) ? 403 : undefined) });
  assert.deepEqual(redOf(verdicts), []);
  assert.equal(verdicts.get('kazoo.account-reset.by-an-administrator'), 'warn');
  assert.equal(verdicts.get('kazoo.account-reset.empty-success'), 'skip');
});

test('a callback that wants the token of the sample keeps the document', async (t) => {
  const isBare = (request: SentRequest) =>
    pathOf(request) === '/v2/auth/callback' && !request.headers.some(([name]) => name === 'X-Auth-Token');
  const verdicts = await judged(t, { refuses: (request) => (isBare(request) ? 401 : undefined) });
  assert.deepEqual(redOf(verdicts), []);
  assert.equal(verdicts.get('kazoo.link.regularly'), 'pass');
});

test('a link that no token names keeps the document', async (t) => {
  const withoutToken = (request: SentRequest, { auth_token: _, ...body }: Record<string, unknown>) =>
    pathOf(request) === '/v2/auth/callback' ? body : undefined;
  const verdicts = await judged(t, { rewrites: withoutToken });
  assert.deepEqual(redOf(verdicts), []);
  assert.equal(verdicts.get('kazoo.link.put'), 'skip');
});

test('a server that lets who has not linked yet in keeps the document', async (t) => {
  const verdicts = await judged(t, {}, 'kazoo.server.unlinked-token-works');
  assert.deepEqual(redOf(verdicts), []);
  assert.equal(verdicts.get('kazoo.callback.unlinked-no-access'), 'warn');
  assert.equal(verdicts.get('kazoo.link.delete'), 'pass');
});
