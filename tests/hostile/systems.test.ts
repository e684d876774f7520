import assert from 'node:assert/strict';
import test from 'node:test';
import { gzipSync } from 'node:zlib';
import { mockFor } from '../mock-idp/mock-client.ts';
import { flowsByRole } from '../mutation/roles.ts';
import { byteServer, response } from '../suites/harness/http/byte-server.ts';
import { judge } from './judge.ts';
import { LENIENT, SILENT, WRONG } from './targets.ts';

/** Some of each kind; Wazo meets them all elsewhere. */
const SOME = [
  ['closes every connection', SILENT],
  ['HTML with 200', WRONG],
  ['a 500', WRONG],
  ['a redirect to itself', WRONG],
  ['null with 200', WRONG],
  ['bytes that are not UTF-8', WRONG],
  ['brackets without end', WRONG],
  ['members of the wrong type', WRONG],
  ['a token that is half a character', WRONG],
  ['a token that no header can carry', LENIENT],
  ['members with names of JavaScript', LENIENT],
] as const;

const ROLES = await flowsByRole();

test('a target that compresses whatever it is asked is not judged, and told so', async (t) => {
  const { url: mock } = await mockFor(t);
  const zipped = () =>
    response(200, gzipSync('{}'), { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' });
  for (const [role, flows] of ROLES) {
    if (!role.endsWith('.server')) continue;
    const { url } = await byteServer(t, zipped);
    const peer = { url: mock, publicUrl: mock };
    const { checks } = await judge(flows, url, {}, { peer, bounds: { settleMs: 50 } });
    const found = checks.filter(({ verdict }) => !['inconclusive', 'skip', 'info'].includes(verdict));
    assert.deepEqual(
      found.map(({ id, verdict, actual, message }) => `${id}: ${verdict} ${actual} ${message}`),
      [],
    );
    assert.ok(
      checks.some(({ message }) => /content coding gzip/.test(message ?? '')),
      role,
    );
  }
});

for (const [role, flows] of ROLES) {
  if (!role.endsWith('.server') || role === 'wazo.server') continue;
  test(`${role}: nothing that a target answers is an error of ours, and nothing is found without a response`, async (t) => {
    const { url: mock } = await mockFor(t);
    const peer = { url: mock, publicUrl: mock };
    for (const [what, kind] of SOME) {
      const server = await byteServer(t, kind[what]);
      const { checks, summary, unfounded } = await judge(flows, server.url, {}, { peer, bounds: { settleMs: 50 } });
      const errors = checks.filter(({ verdict }) => verdict === 'error');
      assert.deepEqual([...new Set(errors.map(({ flow, message }) => `${what}: ${flow}: ${message}`))], []);
      assert.deepEqual(
        unfounded.map(({ id, verdict }) => `${what}: ${id} is ${verdict}`),
        [],
      );
      assert.ok((summary.fail ?? 0) + (summary.inconclusive ?? 0) > 0, what);
      assert.ok(server.requests.length <= 2_000, `${what}: ${server.requests.length} requests`);
      if (kind === SILENT) assert.equal(server.requests.length, 3, what);
    }
  });
}
