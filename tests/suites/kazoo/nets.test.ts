import assert from 'node:assert/strict';
import test from 'node:test';
import type { Exchange, HeaderList } from '../../../suites/harness/http/exchange.ts';
import { SERVER_NET } from '../../../suites/kazoo/nets.ts';

const target = {
  url: 'http://kazoo.example',
  user: { name: 'alice', password: 'secret', account: 'acme' },
  destructive: false,
  ownAccounts: false,
};

/** A request of a run, and what it was answered with. */
interface Seen {
  readonly url: string;
  readonly headers?: HeaderList;
  readonly status?: number;
  readonly body: unknown;
}

const exchangeOf = ({ url, headers = [], status = 200, body }: Seen): Exchange => ({
  request: { method: 'GET', url, headers },
  response: { status, headers: [['Content-Type', 'application/json']], body: Buffer.from(JSON.stringify(body)) },
  durationMs: 1,
});

/** The ids that the net finds broken by one exchange. */
const brokenBy = (seen: Seen) =>
  SERVER_NET.rules.flatMap((rule) => {
    const watch = rule.watch(target);
    watch.see(exchangeOf(seen), { onPurpose: false });
    return watch.found().flatMap(({ id, broken }) => (broken > 0 ? [id] : []));
  });

const TOKEN: HeaderList = [['X-Auth-Token', 'token']];
const PEM: HeaderList = [['Accept', 'application/x-pem-file']];
const key = 'http://kazoo.example/v2/auth/keys/96247e';
const info = 'http://kazoo.example/v2/auth/tokeninfo';
const links = 'http://kazoo.example/v2/auth/links';

test("the net looks at the target's own responses, not at those that it gets from its provider", () => {
  const refusal = { status: 401, body: { error: 'invalid_client' } };
  assert.ok(brokenBy({ url: links, ...refusal }).includes('kazoo.vendor.error-message'));
  assert.deepEqual(brokenBy({ url: 'http://idp.example/sso/google/o/oauth2/token', ...refusal }), []);
});

test('the net looks at a key where JSON is asked for, and at a token that is named', () => {
  assert.ok(brokenBy({ url: key, body: { data: 'PEM' } }).includes('kazoo.key.data'));
  assert.deepEqual(brokenBy({ url: key, headers: PEM, body: { data: 'PEM' } }), []);
  assert.ok(brokenBy({ url: `${info}?token=abc`, body: {} }).includes('kazoo.tokeninfo.data'));
  assert.deepEqual(brokenBy({ url: info, body: {} }), []);
});

test('the net looks for auth_token where the request brings a token, as the samples do', () => {
  const body = { data: [], status: 'success' };
  assert.ok(brokenBy({ url: links, headers: TOKEN, body }).includes('kazoo.envelope.auth-token'));
  assert.ok(!brokenBy({ url: links, body }).includes('kazoo.envelope.auth-token'));
});
