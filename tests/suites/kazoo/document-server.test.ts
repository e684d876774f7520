import assert from 'node:assert/strict';
import test from 'node:test';
import { serverFlows } from '../../../suites/kazoo/flows.ts';
import { mockFor } from '../../mock-idp/mock-client.ts';
import { judgedBy, serve } from '../judged.ts';
import { documentServer, USERS } from './document-server.ts';

const user = (name: string) => ({ name, password: USERS[name], account: 'acme' });

test('a server that keeps the document and nothing more is green, though its tokens name no key', async (t) => {
  const url = await serve(t, documentServer());
  const { url: idp } = await mockFor(t);
  const { red, checks } = await judgedBy(
    serverFlows,
    url,
    { kazoo: { user: user('alice'), admin: user('carol') } },
    { peer: { url: idp, publicUrl: idp }, bounds: { settleMs: 30, quietMs: 30 } },
  );
  assert.deepEqual(red, []);
  assert.equal(checks.get('kazoo.keys.lists-signing-key')?.verdict, 'warn');
  assert.equal(checks.get('kazoo.key.verifies-tokens')?.verdict, 'pass');
  assert.equal(checks.get('kazoo.access.unknown-token-refused')?.verdict, 'pass');
  assert.equal(checks.get('kazoo.refresh.new-token')?.verdict, 'pass');
});
