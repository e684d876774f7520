import assert from 'node:assert/strict';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import test, { type TestContext } from 'node:test';
import bundled from '../../fixtures/targets/bundled-mock.json' with { type: 'json' };
import { targetOf } from '../../suites/harness/target/load.ts';
import { clientFlows } from '../../suites/sipgate/client-flows.ts';
import { mockFor } from '../mock-idp/mock-client.ts';
import { checksIn, runFlows } from '../run-flows.ts';

/** A tunnel: what applications call goes on to a server that this process reaches by another address. */
async function tunnelTo(test: TestContext, goal: () => string): Promise<string> {
  const server = createServer((req, res) => {
    const onward = request(goal() + req.url, { method: req.method, headers: req.headers }, (response) => {
      res.writeHead(response.statusCode ?? 502, response.rawHeaders);
      response.pipe(res);
    });
    onward.on('error', () => res.destroy());
    res.on('close', () => onward.destroy());
    req.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  test.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('an application that reaches the identity provider through a tunnel is judged like any other', async (t) => {
  let localUrl = '';
  const publicUrl = await tunnelTo(t, () => localUrl);
  const peer = await mockFor(t, { publicUrl });
  localUrl = peer.localUrl;
  const { url } = await mockFor(t, { config: { sipgate: { app: { idp: publicUrl } } } });
  const target = targetOf({ name: 'an application', url, sipgate: { app: bundled.sipgate.app } });
  const options = { peer: { url: localUrl, publicUrl }, bounds: { settleMs: 50 } };
  const checks = checksIn(await runFlows(target, clientFlows, options));
  const notPassed = checks.filter(({ verdict }) => verdict !== 'pass').map(({ id, message }) => `${id}: ${message}`);
  assert.deepEqual(notPassed, []);
  assert.ok(checks.length >= 68);
});
