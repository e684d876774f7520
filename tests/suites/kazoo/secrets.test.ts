import assert from 'node:assert/strict';
import test from 'node:test';
import { openSession } from '../../../suites/harness/flow/open-session.ts';
import type { Exchange } from '../../../suites/harness/http/exchange.ts';
import type { Sender } from '../../../suites/harness/http/sender.ts';
import { loadCatalogue } from '../../../suites/harness/model/catalogue.ts';
import { flows } from '../../../suites/kazoo/flows.ts';
import { mockFor } from '../../mock-idp/mock-client.ts';
import { bundledTarget } from '../../mutation/bundled.ts';
import { runIn } from '../../run-flows.ts';

/** Whatever stands where Kazoo and its providers put secrets, but for a word that is tried in their place. */
function secretsIn({ request, response }: Exchange): readonly string[] {
  const texts = [request.body, response?.body].map((body) => Buffer.from(body ?? []).toString());
  const members = /"(?:auth_token|credentials|api_key|code|access_token|id_token|client_secret)"\s*:\s*"([^"\\]{8,})"/g;
  const found = texts.flatMap((text) => [...text.matchAll(members)].map(([, value = '']) => value));
  const header = request.headers.find(([name]) => name === 'X-Auth-Token')?.[1] ?? '';
  return [...found, ...(header.length >= 8 ? [header] : [])].filter((value) => value !== 'undefined');
}

test('no secret of the target, and no token or code of a run, leaves a flow', async (t) => {
  const { url } = await mockFor(t);
  const target = bundledTarget(url);
  const peer = { url, publicUrl: url };
  const session = openSession(target, loadCatalogue(), { bundled: true, peer, bounds: { settleMs: 20 } });
  t.after(() => session.close());
  const seen = new Set(target.secrets.filter(({ path }) => path.startsWith('kazoo.')).map(({ value }) => value));
  assert.ok(seen.size >= 8, 'the target file has secrets');
  const sender: Sender = {
    ...session.sender,
    async send(...order) {
      const exchange = await session.sender.send(...order);
      for (const secret of secretsIn(exchange)) seen.add(secret);
      return exchange;
    },
  };
  const results = (await runIn({ ...session, sender }, target, flows)).map((result) => JSON.stringify(result));
  assert.ok(seen.size > 100, `${seen.size} secrets were seen`);
  const told = [...seen].filter((secret) => results.some((text) => text.includes(secret)));
  assert.deepEqual(told, []);
});
