import assert from 'node:assert/strict';
import test from 'node:test';
import { openSession } from '../../../suites/harness/flow/open-session.ts';
import { headerValues, jsonOf } from '../../../suites/harness/http/exchange.ts';
import { loadCatalogue } from '../../../suites/harness/model/catalogue.ts';
import { flows } from '../../../suites/sipgate/flows.ts';
import { mockFor } from '../../mock-idp/mock-client.ts';
import { bundledTarget } from '../../mutation/bundled.ts';
import { runIn } from '../../run-flows.ts';

test('nothing that a run of the sipgate suite reports holds a secret', async (t) => {
  const { url } = await mockFor(t);
  const target = bundledTarget(url);
  const session = openSession(target, loadCatalogue(), { peer: { url, publicUrl: url } });
  t.after(() => session.close());
  const secrets = new Set(target.secrets.filter(({ path }) => path.startsWith('sipgate.')).map(({ value }) => value));
  const { send } = session.sender;
  session.sender.send = async (request, signal) => {
    const exchange = await send(request, signal);
    const body = jsonOf(exchange);
    const members = 'value' in body ? (body.value as Record<string, unknown>) : {};
    for (const name of ['access_token', 'refresh_token', 'id_token']) {
      if (typeof members[name] === 'string') secrets.add(members[name]);
    }
    const headers = exchange.response?.headers ?? [];
    for (const location of headerValues(headers, 'location')) {
      const code = URL.canParse(location) ? new URL(location).searchParams.get('code') : null;
      if (code && code !== 'planted') secrets.add(code);
    }
    for (const cookie of headerValues(headers, 'set-cookie')) {
      const value = /^[^=]+=([^;]{8,})/.exec(cookie)?.[1];
      if (value) secrets.add(value);
    }
    return exchange;
  };
  const report = JSON.stringify(await runIn(session, target, flows));
  assert.ok(secrets.size > 200, `only ${secrets.size} secrets were seen`);
  for (const secret of secrets) {
    const at = report.indexOf(secret);
    assert.equal(at, -1, `a secret is told: …${report.slice(Math.max(0, at - 60), at)}`);
  }
});
