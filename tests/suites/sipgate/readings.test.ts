import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import type { Flow } from '../../../suites/harness/flow/flow.ts';
import { PROJECT_ROOT } from '../../../suites/harness/target/schema.ts';
import { exchange } from '../../../suites/sipgate/exchange.ts';
import { serverFlows } from '../../../suites/sipgate/flows.ts';
import { login } from '../../../suites/sipgate/login.ts';
import { otherRealm, resource } from '../../../suites/sipgate/resource.ts';
import { mockFor } from '../../mock-idp/mock-client.ts';
import { judgedBy } from '../judged.ts';

const TARGET = JSON.parse(readFileSync(join(PROJECT_ROOT, 'fixtures/targets/bundled-mock.json'), 'utf8'));

interface Setting {
  readonly fault?: string;
  readonly preset?: 'document' | 'keycloak';
  readonly sipgate?: object;
}

/** Judges the mock, over HTTP alone; with members of the target file changed. */
async function judge(t: TestContext, flows: readonly Flow<never>[], { fault, preset, sipgate }: Setting) {
  const { url } = await mockFor(t, { port: 0, config: { sipgate: { preset } } });
  const target = { ...TARGET, sipgate: { ...TARGET.sipgate, login: 'http', ...sipgate } };
  return judgedBy(flows, fault ? `${url}/~fault/sipgate.server.${fault}` : url, target);
}

/** Realms that keep the document in their own way, each by the fault of the mock that makes it so. */
const SOUND = {
  'goes on with the same refresh token': 'refresh-token-kept',
  'takes the first redirect URI where none is named': 'redirect-uri-guessed',
  'does not take HTTP Basic as RFC 6749 wants it': 'basic-not-decoded',
};

for (const [what, fault] of Object.entries(SOUND)) {
  test(`a realm that ${what} keeps the document`, async (t) => {
    assert.deepEqual((await judge(t, serverFlows, { fault })).red, []);
  });
}

const toResource = [login, exchange, resource] as readonly Flow<never>[];

test('a default resource that wants another scope is one setting to correct', async (t) => {
  const sipgate = { scope: 'balance:read', resource: undefined, lesserScope: undefined };
  const { checks, red } = await judge(t, toResource, { preset: 'keycloak', sipgate });
  assert.deepEqual(
    red.filter((line) => line.startsWith('sipgate.resource.bearer')),
    ['sipgate.resource.bearer: inconclusive'],
  );
  assert.match(checks.get('sipgate.resource.bearer')?.message ?? '', /add openid to sipgate\.scope/);
  assert.equal(checks.get('sipgate.resource.needs-token')?.blockedBy, 'sipgate.resource.bearer');
});

test('another realm that is not there proves nothing', async (t) => {
  const flows = [login, exchange, otherRealm] as readonly Flow<never>[];
  const { checks } = await judge(t, flows, { sipgate: { otherRealm: 'no-such-realm' } });
  const { verdict, message } = checks.get('sipgate.rfc.token-of-another-realm') ?? {};
  assert.equal(verdict, 'inconclusive');
  assert.match(message ?? '', /set sipgate\.otherRealm/);
});
