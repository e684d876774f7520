import assert from 'node:assert/strict';
import test from 'node:test';
import type { Fired } from '../../../suites/harness/target/trigger.ts';
import { begunBy, callbackUrl } from '../../../suites/kazoo/client-begun.ts';

const told = 'http://idp/auth?client_id=c&redirect_uri=https%3A%2F%2Fapp%2Fback%3Fview%3Done&state=s';
const usual = 'http://127.0.0.1/usual';

/** A trigger that was responded to so. */
const responded = (headers: readonly (readonly [string, string])[], body: string): Fired => ({
  exchange: {
    request: { method: 'POST', url: 'http://app/', headers: [] },
    response: { status: 200, headers, body: Buffer.from(body) },
    durationMs: 1,
  },
  failed: false,
  said: '',
  printed: '',
});

for (const [how, fired] of Object.entries({
  'a redirect': responded([['Location', told]], ''),
  'the member location': responded([['Content-Type', 'application/json']], JSON.stringify({ location: told })),
  'a link of a page': responded([], `<p>Go <a href="${told}">there</a></p>`),
  'what a command prints': { failed: false, said: '', printed: `opening ${told}\n` },
})) {
  test(`the login that was begun is told by ${how}`, () => {
    const begun = begunBy(fired, usual);
    assert.equal(begun.request?.href, told);
    assert.deepEqual([begun.clientId, begun.redirectUri, begun.state], ['c', 'https://app/back?view=one', 's']);
    assert.equal(callbackUrl(begun, '4/+'), 'https://app/back?view=one&code=4%2F%2B&state=s');
  });
}

test('a trigger that tells no login leaves the usual redirect URI and no state', () => {
  const begun = begunBy(responded([], 'done, see https://app/help'), usual);
  assert.deepEqual(begun, { redirectUri: usual });
  assert.equal(callbackUrl(begun, 'c'), `${usual}?code=c`);
});
