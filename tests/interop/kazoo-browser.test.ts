import assert from 'node:assert/strict';
import test from 'node:test';
import { request } from 'undici';
import { byBrowser } from '../../suites/harness/browser/browser.ts';
import { type Browser, NoBrowser, type Seen } from '../../suites/harness/browser/browsing.ts';
import { NO_CHROMIUM } from '../../suites/harness/browser/chromium.ts';
import { mockFor } from '../mock-idp/mock-client.ts';
import { alice, apps, crossbar, opened, redirectUri, tokenOf, works } from '../mock-idp/systems/kazoo/client.ts';

const fill = { username: 'visitor', password: 'visitor-at-the-provider' };

/** What a visitor does: logs in on the first page that asks for a password. */
function logIn({ forms }: Seen) {
  const form = forms.findIndex(({ fields }) => fields.some(({ type }) => type === 'password'));
  if (form < 0) return undefined;
  const button = forms[form]?.buttons.findIndex(({ label }) => /sign in|log in/i.test(label)) ?? -1;
  return { form, fill, button: button < 0 ? undefined : button };
}

test('a login in a browser at "google" ends as a linked Kazoo user', async (t) => {
  const browsing = byBrowser();
  t.after(() => browsing.close());
  let browser: Browser;
  try {
    browser = await browsing.open();
  } catch (error) {
    if (error instanceof NoBrowser) return t.skip(NO_CHROMIUM);
    throw error;
  }
  const { url } = await mockFor(t);
  const { token, owner } = await tokenOf(url, alice);
  const discovery = await (await request(`${url}/sso/google/.well-known/openid-configuration`)).body.json();
  const { authorization_endpoint } = discovery as { authorization_endpoint: string };

  async function signOn() {
    const query = { client_id: apps.google, redirect_uri: redirectUri, response_type: 'code', scope: 'openid email' };
    const { exchanges } = await browser.visit({
      url: `${authorization_endpoint}?${new URLSearchParams(query)}`,
      hold: redirectUri,
      decide: logIn,
    });
    const pages = exchanges.map(({ response }) => Buffer.from(response?.body ?? []).toString());
    assert.ok(
      pages.some((page) => page.includes('Sign in at')),
      'the login page was shown',
    );
    const led = exchanges.flatMap(
      ({ response }) => response?.headers.filter(([name]) => /^location$/i.test(name)) ?? [],
    );
    const back = led.map(([, value]) => value).find((value) => value.startsWith(redirectUri));
    assert.ok(back, 'the provider led back to the redirect URI');
    const code = new URL(back).searchParams.get('code');
    const data = { provider: 'google', client_id: apps.google, redirect_uri: redirectUri, code };
    return crossbar(url, 'PUT', '/auth/callback', undefined, { data });
  }

  const first = await signOn();
  assert.deepEqual([first.status, first.json.data], [201, {}], first.text);
  const { auth_id } = opened(first.json.auth_token).claims;
  assert.equal((await crossbar(url, 'PUT', `/auth/links/${auth_id}`, token)).status, 201);
  const again = await signOn();
  assert.equal(again.json.data.owner_id, owner, again.text);
  assert.ok(await works(url, again.json.auth_token));
});
