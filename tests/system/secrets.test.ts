import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { API_KEY } from '../../suites/authlete/client-api.ts';
import { DEVELOPERS } from '../../suites/authlete/client-at-once.ts';
import { ANY_SECRET, TEXTS } from '../../suites/authlete/client-request.ts';
import { targetOf } from '../../suites/harness/target/load.ts';
import { UNUSABLE_TEXTS } from '../../suites/kaleyra/client-tokens.ts';
import { BUNDLED, judgeWazo } from '../hostile/judge.ts';
import { admin, base, login, mockFor, send } from '../mock-idp/mock-client.ts';
import { filesIn, playwright, type Ran, verdictsIn } from './run.ts';

interface Entry {
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: { readonly text?: string };
  readonly response: {
    readonly headers: readonly (readonly [string, string])[];
    readonly body: { readonly text?: string };
  } | null;
}

async function journalOf(url: string, since = 0): Promise<{ entries: readonly Entry[]; next: number }> {
  const { json } = await send(`${url}/_control/journal?since=${since}&limit=2000`);
  assert.equal(json.dropped, 0);
  return json;
}

/** The secrets of the bundled mock's target file. */
const CONFIGURED = targetOf(BUNDLED).secrets.map(({ value }) => value);

/** What flows make up to have it compared: reports show it. */
const MADE_UP = [
  ...TEXTS.map(({ typed }) => typed.password),
  ...DEVELOPERS.map(({ password }) => password),
  ANY_SECRET,
  ...UNUSABLE_TEXTS,
];

/** A Basic pair without a name and a password, which a requirement quotes. */
const NOBODY = 'Og==';
const NAMED = /"(?:\w*token|password|client_secret|code|assertion)":\s*"([^"]*)"/g;
const IN_FORM = /(?:^|[?&#])(?:\w*token|password|client_secret|code|code_verifier|assertion)=([^&#\s]*)/g;

/** Every secret that a mock has seen or given: passwords, credentials, codes and tokens of every kind. */
function secretsIn(entries: readonly Entry[]): string[] {
  const found = new Set<string>();
  for (const { path, headers, body, response } of entries) {
    const fields = [...headers, ...(response?.headers ?? [])];
    for (const [name, value] of fields) {
      const [, scheme = '', credentials] = /^(Basic|Bearer) (.+)$/i.exec(value) ?? [];
      if (/^x-auth-token$/i.test(name)) found.add(value);
      if (/^cookie$/i.test(name)) for (const pair of value.split('; ')) found.add(pair.replace(/^[^=]*=/, ''));
      if (!/^authorization$/i.test(name) || !credentials || credentials === NOBODY) continue;
      found.add(credentials);
      if (!/basic/i.test(scheme)) continue;
      for (const encoding of ['utf8', 'latin1'] as const) {
        found.add(Buffer.from(credentials, 'base64').toString(encoding).split(':').slice(1).join(':'));
      }
    }
    const location = fields.filter(([name]) => /^location$/i.test(name)).map(([, value]) => value);
    for (const text of [path, body.text, response?.body.text, ...location]) {
      for (const [, value = ''] of text?.matchAll(NAMED) ?? []) found.add(value);
      if (/^\s*[[{<]/.test(text ?? '')) continue;
      for (const [, value = ''] of text?.matchAll(IN_FORM) ?? [])
        found.add(decodeURIComponent(value.replaceAll('+', ' ')));
    }
  }
  for (const value of [...MADE_UP, 'undefined']) {
    found.delete(value);
    found.delete(Buffer.from(`${API_KEY}:${value}`).toString('base64'));
  }
  // Shorter values are nobody's secret, unless the target file says so: the suites try out empty and wrong ones, and
  // beginnings of right ones, some of which are words such as "callback".
  const all = [...CONFIGURED, ...found];
  const isBeginning = (value: string) => value.length <= 8 && all.some((one) => one !== value && one.startsWith(value));
  return [...new Set([...CONFIGURED, ...[...found].filter((value) => value.length >= 6 && !isBeginning(value))])];
}

function formsOf(secret: string): Buffer[] {
  const base64 = Buffer.from(secret).toString('base64');
  const forms = [
    secret,
    encodeURIComponent(secret),
    new URLSearchParams([['', secret]]).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
    JSON.stringify(secret)
      .slice(1, -1)
      .replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`),
    base64,
    base64.replace(/=+$/, ''),
    Buffer.from(secret).toString('base64url'),
  ];
  return [...new Set(forms)].map((form) => Buffer.from(form));
}

/** How many bytes of a form are looked up at once; no form is shorter. */
const START = 5;

/** Where a secret shows, in all that a run has written. */
function leaks(secrets: readonly string[], written: ReadonlyMap<string, Buffer>): string[] {
  const byStart = new Map<string, { readonly form: string; readonly secret: string }[]>();
  for (const secret of secrets) {
    for (const form of formsOf(secret).map((bytes) => bytes.toString('latin1'))) {
      const start = form.slice(0, START);
      byStart.set(start, [...(byStart.get(start) ?? []), { form, secret }]);
    }
  }
  const found = new Set<string>();
  for (const [where, bytes] of written) {
    const text = bytes.toString('latin1');
    for (let at = 0; at + START <= text.length; at++) {
      const hit = byStart.get(text.slice(at, at + START))?.find(({ form }) => text.startsWith(form, at));
      if (hit) found.add(`${hit.secret} in ${where}`);
    }
  }
  return [...found];
}

test('the search for leaks finds them', () => {
  const written = new Map([
    ['here', Buffer.from(`x ${Buffer.from('pépéç').toString('base64')} \\u00e9 p%C3%A9p%C3%A9%C3%A7`)],
  ]);
  assert.deepEqual(leaks(['pépéç', 'correct-horse'], written), ['pépéç in here']);
  assert.deepEqual(leaks(['correct-horse'], new Map([['there', Buffer.from('"correct-horse"')]])), [
    'correct-horse in there',
  ]);
  assert.deepEqual(leaks(['correct-horse'], new Map([['there', Buffer.from('"correct horse"')]])), []);
});

const writtenBy = ({ folder, out, err }: Ran) =>
  new Map([...filesIn(folder), ['stdout', Buffer.from(out)], ['stderr', Buffer.from(err)]]);

/** The bundled mock's target file, as variables. */
const ENVIRONMENT = {
  TARGET_FILE: 'fixtures/targets/bundled-mock.json',
};

/** What the suite's accounts hold at the mock, seen by an administrator. */
async function leftAt(t: TestContext, url: string): Promise<unknown> {
  const { json } = await login(url, { expiration: 60 }, admin);
  const headers = { 'x-auth-token': json.data.token };
  const list = async (path: string) => (await send(url + base + path, 'GET', { headers })).json;
  const { items } = await list('/tokens?recurse=true');
  const sessions = await list('/sessions?recurse=true');
  t.diagnostic(`${sessions.items.length} sessions with the administrator's own`);
  await send(`${url}${base}/token/${json.data.token}`, 'DELETE');
  return {
    refreshTokens: items,
    sessions: sessions.items.filter((one: { user_uuid: string }) => one.user_uuid !== json.data.metadata.uuid),
  };
}

test('two runs on one target: the same verdicts, nothing left behind, and no secret in any byte', async (t) => {
  const { url } = await mockFor(t);
  const verdicts: unknown[] = [];
  for (const run of ['first', 'second']) {
    const ran = await playwright(t, ['test', 'wazo'], { env: { ...ENVIRONMENT, TARGET_URL: url } });
    assert.equal(ran.code, 0, ran.out);
    verdicts.push(verdictsIn(ran.report()));
    const secrets = secretsIn((await journalOf(url)).entries);
    assert.ok(secrets.length > 100, `${run}: ${secrets.length} secrets`);
    assert.deepEqual(leaks(secrets, writtenBy(ran)), [], run);
    assert.deepEqual(await leftAt(t, url), { refreshTokens: [], sessions: [] }, run);
    await send(`${url}/_control/reset`, 'POST').then(() => undefined);
  }
  assert.deepEqual(verdicts[1], verdicts[0]);
});

/** Faults that show secrets, in places where they do not belong or by names that nobody knows. */
const SHOWING = [
  'wazo.server.password-echoed',
  'wazo.server.list-shows-tokens',
  'wazo.server.request-token',
  'wazo.server.refresh-token-rotates',
  'wazo.server.token-refused',
];

test('a target that shows secrets: none of them is in a result', async (t) => {
  const { url } = await mockFor(t);
  for (const fault of SHOWING) {
    await send(`${url}/_control/reset`, 'POST');
    const { results, summary } = await judgeWazo(`${url}/~fault/${fault}`);
    assert.ok((summary.fail ?? 0) + (summary.warn ?? 0) > 0, fault);
    const secrets = secretsIn((await journalOf(`${url}/~fault/${fault}`)).entries);
    assert.ok(secrets.length > 5, `${fault}: ${secrets.length} secrets`);
    assert.deepEqual(leaks(secrets, new Map([[fault, Buffer.from(JSON.stringify(results))]])), []);
  }
});

/** Reads a journal from time to time, before it drops anything; gives the function that ends and tells all. */
function follow(url: string): () => Promise<Entry[]> {
  const entries: Entry[] = [];
  let since = 0;
  const read = async () => {
    const page = await journalOf(url, since);
    entries.push(...page.entries);
    since = page.next;
  };
  let reading = Promise.resolve();
  const timer = setInterval(() => {
    reading = reading.then(read);
  }, 250);
  return async () => {
    clearInterval(timer);
    await reading.then(read);
    return entries;
  };
}

/** Systems with bodies in JSON and in forms, redirects, cookies, pages and JWTs; Kazoo would need this run's own IdP. */
const SYSTEMS = ['authlete', 'kaleyra', 'sipgate', 'wazo'];

test('a failing run of several systems: no secret in the report, its renderings, or on the terminal', async (t) => {
  const { url } = await mockFor(t);
  const target = `${url}/~fault/wazo.server.password-echoed`;
  const entriesSoFar = follow(target);
  const ran = await playwright(t, ['test', ...SYSTEMS], { env: { ...ENVIRONMENT, TARGET_URL: target } });
  const secrets = secretsIn(await entriesSoFar());
  assert.notEqual(ran.report().outcome.exitCode, 2, ran.out);
  const echo = ran.report().checks.filter(({ id }) => id === 'wazo.practice.no-echo');
  assert.ok(echo.some(({ verdict }) => verdict === 'warn'));
  assert.ok(new Set(ran.report().checks.map(({ role }) => role)).size > 1);
  assert.ok(secrets.length > 200, `${secrets.length} secrets`);
  assert.deepEqual(leaks(secrets, writtenBy(ran)), []);
});
