import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { ServerOptions } from 'node:https';
import test from 'node:test';
import { createSecureContext } from 'node:tls';
import { fileURLToPath } from 'node:url';
import type { BrowserOrder, Browsing, Decision, Seen } from '../../../../suites/harness/browser/browsing.ts';
import { VISITOR_AGENT, VISITOR_LANGUAGE } from '../../../../suites/harness/http/visitor.ts';
import { byteServer, response } from '../http/byte-server.ts';
import { browserFor, deadUrl, pageServer } from './page-server.ts';

const HOLD = 'http://app.invalid/callback';
const pem = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../../../hostile/tls/test-only-${name}.pem`, import.meta.url)), 'utf8');

async function visit(browsing: Browsing, url: string, more: Partial<BrowserOrder> = {}) {
  const browser = await browsing.open();
  return browser.visit({ url, hold: HOLD, decide: () => undefined, ...more });
}

/** What came of each exchange: its status, or the kind of its failure. */
const outcomes = ({ exchanges }: Awaited<ReturnType<typeof visit>>) =>
  exchanges.map(({ response: came, failure }) => failure?.kind ?? came?.status);

/** Presses the first button of the page, once. */
function pressOnce(): (seen: Seen) => Decision {
  let done = false;
  return ({ forms }) => {
    if (done || !forms[0]?.buttons[0]) return undefined;
    done = true;
    return { form: 0, fill: {}, button: 0 };
  };
}

const page = (body: string) => ({ body: `<!doctype html><title>Test</title><body>${body}` });
const form = (action: string, method = 'post') =>
  page(`<form action="${action}" method="${method}"><button>Go</button></form>`);

test('whatever keeps a page from being shown is an exchange with its kind, in plain words', async (t) => {
  const browsing = await browserFor(t, { timeoutMs: 1_500 });
  if (!browsing) return;
  const bytes = async (serve: Parameters<typeof byteServer>[1]) => (await byteServer(t, serve)).url;
  const cases: readonly (readonly [what: string, url: string, outcome: string | number, message?: RegExp])[] = [
    ['nothing listens', await deadUrl(), 'refused', /^no connection could be made \(connection refused\)$/],
    ['no such name', 'http://tollgate.invalid/', 'unresolved', /^the host name does not resolve/],
    ['silence', await bytes(() => undefined), 'timeout', /^no complete response within 1\.5 s$/],
    ['a closed connection', await bytes((_, socket) => void socket.destroy()), 'reset', /^the connection was closed/],
    [
      'half a body',
      await bytes((_, socket) => void socket.end(response(200, 'x', { 'Content-Length': '99' }))),
      'reset',
    ],
    ['a body without end', await bytes(() => response(200, 'x', { 'Content-Length': '99' })), 'timeout'],
    ['two megabytes', await bytes(() => response(200, 'x'.repeat(2 ** 21))), 'too-large', /over 1048576 bytes/],
    ['no HTTP', await bytes(() => Buffer.from('\x00\x01 not http\r\n\r\n')), 'malformed'],
    [
      'a header of a megabyte',
      await bytes(() => response(200, '', { X: 'x'.repeat(2 ** 20) })),
      'malformed',
      /headers too big/,
    ],
    ['204', await bytes(() => response(204)), 204],
    ['an empty 404', await bytes(() => response(404)), 404],
    ['an empty 500', await bytes(() => response(500)), 500],
    ['a download', await bytes(() => response(200, 'x', { 'Content-Disposition': 'attachment' })), 200],
  ];
  for (const [what, url, outcome, message] of cases) {
    const seen = await visit(browsing, url);
    assert.deepEqual(outcomes(seen), [outcome], what);
    const told = seen.exchanges[0]?.failure?.message ?? '';
    if (message) assert.match(told, message, what);
    assert.doesNotMatch(told, /[^ -~]|Call log|page\.goto|net::/, what);
    assert.equal(seen.exchanges[0]?.request.method, 'GET', what);
  }
});

test('redirects without end are each recorded, and said', async (t) => {
  const browsing = await browserFor(t);
  if (!browsing) return;
  const { url } = await pageServer(t, () => ({ status: 302, headers: { Location: '/again' } }));
  const seen = await visit(browsing, url);
  assert.deepEqual(new Set(outcomes(seen)), new Set([302]));
  assert.equal(seen.remark, 'the redirects do not end');
});

test('a button that leads nowhere ends the visit with the exchange that says why', async (t) => {
  const browsing = await browserFor(t, { timeoutMs: 3_000 });
  if (!browsing) return;
  const dead = await deadUrl();
  const { url } = await pageServer(t, ({ url: { pathname } }) => {
    if (pathname === '/none') return { status: 204 };
    if (pathname === '/file') return { headers: { 'Content-Disposition': 'attachment' }, body: 'x' };
    if (pathname === '/empty') return { status: 500 };
    return form(pathname === '/to-dead' ? dead : pathname.replace('/to', ''));
  });
  const from = async (path: string) => outcomes(await visit(browsing, url + path, { decide: pressOnce() }));
  assert.deepEqual(await from('/to/none'), [200, 204]);
  assert.deepEqual(await from('/to/file'), [200, 200]);
  assert.deepEqual(await from('/to/empty'), [200, 500]);
  assert.deepEqual(await from('/to-dead'), [200, 'refused']);
});

test('a form is sent by a POST, and the way back is held, whether a response leads there or a script', async (t) => {
  const browsing = await browserFor(t);
  if (!browsing) return;
  const { url, asked } = await pageServer(t, ({ method, url: { pathname } }) => {
    if (pathname === '/script') return page(`<script>location = '${HOLD}?code=2#x=y'</script>`);
    return method === 'POST' ? { status: 303, headers: { Location: `${HOLD}?code=1` } } : form('/send');
  });
  const byResponse = await visit(browsing, url, { decide: pressOnce() });
  assert.deepEqual([outcomes(byResponse), byResponse.held], [[200, 303], `${HOLD}?code=1`]);
  assert.deepEqual(
    asked.map(({ method }) => method),
    ['GET', 'POST'],
  );
  const byScript = await visit(browsing, `${url}/script`);
  assert.deepEqual([outcomes(byScript), byScript.held], [[200], `${HOLD}?code=2#x=y`]);
});

test('a visit may begin where it will end', async (t) => {
  const browsing = await browserFor(t);
  if (!browsing) return;
  const idp = await pageServer(t, ({ url: { searchParams } }) => ({
    status: 302,
    headers: { Location: `${searchParams.get('to')}?code=1` },
  }));
  const app = await pageServer(t, ({ headers: { host } }) => ({
    status: 302,
    headers: { Location: `${idp.url}/auth?to=http://${host}/login` },
  }));
  const seen = await visit(browsing, `${app.url}/login`, { hold: `${app.url}/login` });
  assert.deepEqual([outcomes(seen), seen.held], [[302, 302], `${app.url}/login?code=1`]);
  assert.equal(app.asked.length, 1);
});

test('a page made by scripts is looked at until there is something to do; then it may change without a load', async (t) => {
  const browsing = await browserFor(t, { timeoutMs: 5_000 });
  if (!browsing) return;
  const { url } = await pageServer(t, () =>
    page(`<div id="root">Loading…</div><script>
      addEventListener('load', () => setTimeout(() => {
        root.innerHTML = '<input id="name"><input type="password" id="secret"><p><button type="button">Log in</button></p>';
        document.querySelector('button').onclick = () => setTimeout(() => {
          root.innerHTML = 'Hello ' + document.querySelector('#name').value + document.querySelector('#secret').value.length;
        }, 300);
      }, 100));
    </script>`),
  );
  const seen: Seen[] = [];
  const visited = await visit(browsing, url, {
    decide(now) {
      seen.push(now);
      if (!/Hello/.test(now.text) && now.forms[0]?.buttons[0]) {
        return { form: 0, fill: { name: 'carla', secret: 'four' }, button: 0 };
      }
      return /Hello/.test(now.text) ? 'stop' : undefined;
    },
  });
  assert.equal(seen[0]?.text, 'Loading…');
  assert.deepEqual(
    visited.looks.map(({ seen: { text } }) => text),
    ['Log in', 'Hello carla4'],
  );
  assert.equal(visited.looks[0]?.seen.forms[0]?.buttons[0]?.submits, false);
});

test('a page on which there is nothing to do is left at once, unless its scripts may make something of it', async (t) => {
  const browsing = await browserFor(t, { timeoutMs: 1_000 });
  if (!browsing) return;
  const { url } = await pageServer(t, ({ url: { pathname } }) => ({
    status: pathname === '/refused' ? 403 : 200,
    ...page(pathname === '/plain' ? 'Plain' : 'Scripted<script></script>'),
  }));
  const tries = async (path: string) => {
    let count = 0;
    await visit(browsing, url + path, { decide: () => void count++ });
    return count;
  };
  assert.equal(await tries('/plain'), 1);
  assert.equal(await tries('/refused'), 1);
  assert.ok((await tries('/scripted')) > 5);
});

test('controls are seen as they are shown, and pressed where they stand', async (t) => {
  const browsing = await browserFor(t);
  if (!browsing) return;
  const { url, asked } = await pageServer(t, ({ method }) =>
    method === 'POST'
      ? page('Done')
      : page(`<p style="display: none"><input name="hidden-by-style" form="f"></p>
        <form id="f" method="post"><input name="a" value="1"><select name="s"><option>x<option selected>y</select>
        <label><input type="checkbox" name="scope" value="balance:read"> Balance</label>
        <input name="off" disabled></form>
        <div style="position: fixed; inset: 0">An overlay</div><button form="f" name="b" value="2">Send</button>`),
  );
  const { looks } = await visit(browsing, url, {
    decide: ({ forms: [shape] }) => {
      const box = shape?.fields.find(({ type }) => type === 'checkbox');
      return shape && box ? { form: 0, fill: { a: 'filled' }, tick: [box.at], button: 0 } : 'stop';
    },
  });
  const fields = looks[0]?.seen.forms[0]?.fields.map(({ name, visible, label }) => [name, visible, label]);
  assert.deepEqual(fields, [
    ['hidden-by-style', false, ''],
    ['a', true, ''],
    ['s', true, ''],
    ['scope', true, 'Balance'],
  ]);
  assert.equal(asked.at(-1)?.text, 'hidden-by-style=&a=filled&s=y&scope=balance%3Aread&b=2');
});

test('a visitor is the same by HTTP and in the browser, and brings the cookies that it is given', async (t) => {
  const browsing = await browserFor(t);
  if (!browsing) return;
  const { url, asked } = await pageServer(t, () => page('Hello'));
  const cookie = { name: 'session', value: 'x', domain: '127.0.0.1', path: '/', hostOnly: true };
  await visit(browsing, url, { cookies: [{ ...cookie, secure: true, httpOnly: true }] });
  const { 'user-agent': agent, 'accept-language': language, cookie: sent } = asked[0]?.headers ?? {};
  assert.deepEqual([agent, language, sent], [VISITOR_AGENT, VISITOR_LANGUAGE, 'session=x']);
});

test("the target's pace holds for whatever a page asks for", async (t) => {
  const browsing = await browserFor(t);
  if (!browsing) return;
  const { url, asked } = await pageServer(t, () => page('<link rel="stylesheet" href="/a"><img src="/b">'));
  let turns = 0;
  await visit(browsing, url, { turn: async () => void turns++ });
  assert.ok(asked.length >= 3);
  assert.ok(turns >= asked.length, `${turns} turns for ${asked.length} requests`);
});

const secure = { key: pem('server.key'), cert: pem('server') };

test('a private authority is trusted where the target file names it, for the hosts of its certificate', async (t) => {
  const { url } = await pageServer(t, () => page('Hello'), { tls: secure });
  const elsewhere = await pageServer(t, () => page('Hello'), { tls: secure, host: '127.0.0.2' });
  const without = await browserFor(t);
  const withCa = await browserFor(t, { tls: { ca: pem('ca') } });
  const insecure = await browserFor(t, { tls: { insecure: true } });
  if (!without || !withCa || !insecure) return;
  const refused = await visit(without, url);
  assert.deepEqual(outcomes(refused), ['tls']);
  assert.match(refused.exchanges[0]?.failure?.message ?? '', /^the TLS handshake failed \(cert authority invalid\)$/);
  assert.deepEqual(outcomes(await visit(withCa, url)), [200]);
  assert.deepEqual(outcomes(await visit(withCa, url.replace('127.0.0.1', 'localhost'))), [200]);
  const otherHost = await visit(withCa, elsewhere.url);
  assert.deepEqual(outcomes(otherHost), ['tls']);
  assert.match(otherHost.exchanges[0]?.failure?.message ?? '', /127\.0\.0\.2 is not in the cert's list/);
  assert.equal(elsewhere.asked.length, 0);
  assert.deepEqual(outcomes(await visit(insecure, elsewhere.url)), [200]);
});

test('a named authority lets no certificate of others pass, nor another one than was checked', async (t) => {
  const others = await browserFor(t, { tls: { ca: pem('client') } });
  const ours = await browserFor(t, { tls: { ca: pem('ca') } });
  if (!others || !ours) return;
  const { url, asked } = await pageServer(t, () => page('Hello'), { tls: secure });
  const unknown = await visit(others, url);
  assert.deepEqual([outcomes(unknown), asked.length], [['tls'], 0]);
  assert.match(unknown.exchanges[0]?.failure?.message ?? '', /unable to verify the first certificate/);

  const [first, second] = [secure, { key: pem('client.key'), cert: pem('client') }].map(createSecureContext);
  let shown = 0;
  const SNICallback: ServerOptions['SNICallback'] = (_, done) => done(null, shown++ === 0 ? first : second);
  const changing = await pageServer(t, () => page('Hello'), { tls: { ...secure, SNICallback } });
  const decide = () => assert.fail('nothing is done on such a page');
  const swapped = await visit(ours, changing.url.replace('127.0.0.1', 'localhost'), { decide });
  assert.deepEqual([outcomes(swapped), swapped.looks], [['tls'], []]);
  assert.match(swapped.exchanges[0]?.failure?.message ?? '', /another certificate than the one that was checked/);
});

test('the client certificate is shown where the target asks for one', async (t) => {
  const tls = { ...secure, ca: pem('ca'), requestCert: true, rejectUnauthorized: true };
  const { url } = await pageServer(t, () => page('Hello'), { tls });
  const certificate = { cert: pem('client'), key: pem('client.key') };
  const withCert = await browserFor(t, { tls: { ca: pem('ca'), ...certificate } });
  const withoutCa = await browserFor(t, { tls: certificate });
  const without = await browserFor(t, { tls: { ca: pem('ca') } });
  if (!withCert || !withoutCa || !without) return;
  assert.deepEqual(outcomes(await visit(withCert, url)), [200]);
  assert.deepEqual(outcomes(await visit(withoutCa, url)), ['tls']);
  assert.notEqual(outcomes(await visit(without, url))[0], 200);
});
