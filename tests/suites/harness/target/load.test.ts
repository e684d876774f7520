import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { loadTarget, targetOf } from '../../../../suites/harness/target/load.ts';
import { get } from '../../../../suites/harness/target/members.ts';
import { type Leaf, loadTargetSchema, type SchemaNode } from '../../../../suites/harness/target/schema.ts';

const cwd = mkdtempSync(join(tmpdir(), 'tollgate-target-'));
after(() => rmSync(cwd, { recursive: true }));

const { leaves, schema, systems } = loadTargetSchema();
const ACCOUNT = { TARGET_WAZO_USER_NAME: 'alice', TARGET_WAZO_USER_PASSWORD: 'wonderland' };

function load(env: Record<string, string>, file?: unknown) {
  if (file !== undefined) writeFileSync(join(cwd, 'my.json'), typeof file === 'string' ? file : JSON.stringify(file));
  const target = loadTarget({ env: { ...env, ...(file !== undefined && { TARGET_FILE: 'my.json' }) }, cwd });
  assert.ok(target);
  return target;
}

function mistakesOf(env: Record<string, string>, file?: unknown): string[] {
  try {
    load(env, file);
  } catch (error) {
    assert.equal((error as Error).name, 'UsageError');
    return (error as Error).message.split('\n');
  }
  assert.fail('no mistake was found');
}

test('nothing set is not a target', () => {
  assert.equal(loadTarget({ env: {}, cwd }), undefined);
  assert.equal(loadTarget({ env: { PATH: '/bin', TOLLGATE_STRICT: '' }, cwd }), undefined);
});

test('a variable that is there and empty is a mistake: a CI job hands over a secret that it lacks in that way', () => {
  assert.deepEqual(mistakesOf({ TARGET_URL: '', TARGET_WAZO_USER_NAME: '', TARGET_WAZO_USER_PASSWORD: '' }), [
    'TARGET_URL: is empty; give it a value or unset it',
    'TARGET_WAZO_USER_NAME: is empty; give it a value or unset it',
    'TARGET_WAZO_USER_PASSWORD: is empty; give it a value or unset it',
  ]);
  assert.deepEqual(mistakesOf({ TARGET_FILE: '' }), ['TARGET_FILE: is empty; give it a value or unset it']);
});

test('where a target is required, none is a mistake', () => {
  assert.deepEqual(mistakesOf({ TOLLGATE_TARGET_REQUIRED: '1' }), [
    'TOLLGATE_TARGET_REQUIRED: no target is named; set TARGET_URL or TARGET_FILE',
  ]);
  assert.deepEqual(mistakesOf({ TOLLGATE_TARGET_REQUIRED: 'yes' }), [
    'TOLLGATE_TARGET_REQUIRED: is "yes"; write 1 or 0',
  ]);
  assert.equal(loadTarget({ env: { TOLLGATE_TARGET_REQUIRED: '0' }, cwd }), undefined);
  assert.equal(load({ TOLLGATE_TARGET_REQUIRED: '1', TARGET_URL: 'http://h' }).baseUrl, 'http://h');
});

test('what is switched takes 1 and 0 as well as true and false', () => {
  for (const [text, on] of [
    ['1', true],
    ['true', true],
    ['0', false],
    ['false', false],
  ] as const) {
    assert.equal(load({ TARGET_URL: 'http://h', TARGET_TLS_INSECURE: text }).tls.insecure, on);
    assert.deepEqual(
      load({ TARGET_URL: 'http://h', TOLLGATE_STRICT: text }).gate,
      on ? ['document', 'rfc'] : ['document'],
    );
  }
});

test('bases may be left out, by the file or the environment, and the report says which', () => {
  const file = { url: 'http://h', bases: ['document', 'rfc'] };
  assert.deepEqual(load({}, file).bases, ['document', 'rfc']);
  assert.deepEqual(load({}, file).notices, ['Requirements of basis vendor, practice were left out (bases).']);
  assert.deepEqual(load({ TOLLGATE_BASES: 'document, practice' }, file).bases, ['document', 'practice']);
  assert.match(mistakesOf({ TOLLGATE_BASES: 'documents', TARGET_URL: 'http://h' }).join(), /did you mean document\?/);
});

test('a base URL that already ends with the documented path is a mistake', () => {
  const account = { TARGET_WAZO_USER_NAME: 'a', TARGET_WAZO_USER_PASSWORD: 'b' };
  for (const end of ['/api/auth/0.1/token', '/api/auth/0.1', '/api/auth', '/x/api/auth/']) {
    const [mistake = ''] = mistakesOf({ ...account, TARGET_URL: `https://h${end}` });
    const told = end.replace('/x', '').replace(/\/$/, '');
    assert.equal(
      mistake,
      `TARGET_URL: ends with the documented path ${told}, which is appended to it; leave it out, or say in wazo.prefix (TARGET_WAZO_PREFIX) where it begins`,
    );
  }
  const [own = ''] = mistakesOf({ ...account, TARGET_WAZO_URL: 'https://h/api/auth' });
  assert.match(own, /^TARGET_WAZO_URL: ends with/);
  for (const base of ['https://h/api', 'https://h/~fault/x', 'https://h/api/auth/0.1/token/of'])
    assert.equal(load({ ...account, TARGET_URL: base }).baseUrl, base);
  assert.equal(
    load({ ...account, TARGET_URL: 'https://h/api/auth', TARGET_WAZO_PREFIX: '/0.1' }).baseUrl,
    'https://h/api/auth',
  );
  assert.equal(
    load({ TARGET_URL: 'https://h/api/auth/0.1' }).baseUrl,
    'https://h/api/auth/0.1',
    'no account of it is known',
  );
});

test('defaults', () => {
  const target = load({ TARGET_URL: 'https://h.example:8443/base/' });
  assert.equal(target.name, 'h.example:8443');
  assert.equal(target.baseUrl, 'https://h.example:8443/base');
  assert.equal(target.timeoutMs, 10_000);
  assert.equal(target.pace, undefined);
  assert.deepEqual(target.gate, ['document']);
  assert.equal(target.destructive, false);
  assert.equal(target.ownAccounts, false);
  assert.deepEqual(target.capabilities, { clock: false });
  assert.equal(target.trigger, undefined);
  assert.deepEqual(target.peers, { idp: { listen: '127.0.0.1:0' }, receiver: { listen: '127.0.0.1:0' } });
  assert.deepEqual(target.tls, { insecure: false });
  assert.deepEqual(target.systems.wazo, { url: 'https://h.example:8443/base', prefix: '/api/auth/0.1' });
  assert.deepEqual(target.secrets, []);
  assert.deepEqual(target.notices, []);
});

/** What a leaf may be set to by its variable, and what that gives. */
function sample({ type, choices, format, name, path }: Leaf): { text: string; value: unknown } {
  if (type === 'boolean') return { text: 'true', value: true };
  if (type === 'integer') return { text: '1234', value: 1234 };
  if (type === 'number') return { text: '2.5', value: 2.5 };
  if (type === 'array') return { text: choices?.slice(0, 2).join(', ') ?? '', value: choices?.slice(0, 2) };
  if (choices) return { text: choices.at(-1) ?? '', value: choices.at(-1) };
  const texts: Record<string, string> = {
    'base-url': 'http://127.0.0.1:1/x',
    'http-url': 'http://127.0.0.1:1/x?y=z',
    'url-path': '/x',
    'path-or-url': '/x/y',
    'listen-address': '0.0.0.0:81',
    'file-path': join(cwd, 'some.pem'),
  };
  const node = path.reduce<SchemaNode | undefined>((at, member) => at?.properties?.[member], schema);
  const digits = String(node?.pattern ?? '').startsWith('^[0-9]') ? '1234' : undefined;
  const text = texts[format ?? ''] ?? digits ?? `a value of ${name}, with = and "quotes"`;
  return { text, value: text };
}

for (const leaf of leaves) {
  test(`${leaf.env} sets ${leaf.name}`, () => {
    writeFileSync(join(cwd, 'some.pem'), '');
    const { text, value } = sample(leaf);
    const env: Record<string, string> = { ...settingsAround(leaf), [leaf.env]: text };
    const target = load(env);
    const member = leaf.system ? target.systems[leaf.system] : target;
    const path = leaf.name === 'url' ? ['baseUrl'] : leaf.system ? leaf.path.slice(1) : leaf.path;
    assert.deepEqual(get(member, path), value);
    assert.ok(target.given.has(leaf.name));
    assert.equal(
      target.secrets.some(({ path: name, value: secret }) => name === leaf.name && secret === value),
      leaf.secret,
    );
  });
}

/** The settings that must come along with a leaf: what the objects around it require, of themselves or because of it. */
function settingsAround({ path }: Leaf): Record<string, string> {
  const around: Record<string, string> = {};
  let node: SchemaNode | undefined = schema;
  for (const [depth, member] of path.entries()) {
    const { required = [], dependentRequired = {} } = node as Requiring;
    for (const name of [...required, ...(dependentRequired[member] ?? [])]) {
      const other = leaves.find((one) => one.path.join() === [...path.slice(0, depth), name].join());
      if (other && name !== member) around[other.env] = sample(other).text;
    }
    node = node?.properties?.[member];
  }
  return around;
}

interface Requiring {
  readonly required?: readonly string[];
  readonly dependentRequired?: Readonly<Record<string, readonly string[]>>;
}

test('a variable wins over the file, leaf by leaf', () => {
  const file = {
    url: 'http://file',
    destructive: true,
    wazo: { user: { name: 'alice', password: 'from-file' }, otherUser: { name: 'bob', password: 'b' } },
  };
  const env = { TARGET_URL: 'http://env', TARGET_DESTRUCTIVE: 'false', TARGET_WAZO_USER_PASSWORD: 'from-env' };
  const target = load(env, file);
  assert.equal(target.baseUrl, 'http://env');
  assert.equal(target.destructive, false);
  assert.deepEqual(target.systems.wazo?.user, { name: 'alice', password: 'from-env' });
  assert.deepEqual(target.systems.wazo?.otherUser, { name: 'bob', password: 'b' });
  assert.equal(target.file, 'my.json');
});

test('a secret may stay out of the file', () => {
  const target = load({ TARGET_WAZO_USER_PASSWORD: 's' }, { url: 'http://h', wazo: { user: { name: 'alice' } } });
  assert.deepEqual(target.systems.wazo?.user, { name: 'alice', password: 's' });
});

test("a system's own URL stands before the base URL", () => {
  const target = load({ TARGET_URL: 'http://h', TARGET_WAZO_URL: 'http://wazo/x/' });
  assert.equal(target.systems.wazo?.url, 'http://wazo/x');
});

test('secrets never are among the facts', () => {
  const target = load({
    TARGET_URL: 'http://h',
    ...ACCOUNT,
    TARGET_TRIGGER_URL: 'http://t/',
    TARGET_TRIGGER_AUTHORIZATION: 'Bearer abc',
  });
  assert.deepEqual(target.secrets, [
    { path: 'trigger.authorization', value: 'Bearer abc', envName: 'TARGET_TRIGGER_AUTHORIZATION' },
    { path: 'wazo.user.password', value: 'wonderland', envName: 'TARGET_WAZO_USER_PASSWORD' },
  ]);
  assert.doesNotMatch(JSON.stringify(target.facts), /wonderland|Bearer abc/);
  assert.deepEqual(target.facts.wazo, {
    prefix: '/api/auth/0.1',
    user: { name: 'alice', password: '<wazo.user.password>' },
  });
  assert.deepEqual(target.facts.trigger, { url: 'http://t/', authorization: '<trigger.authorization>' });
});

test('the facts name a system only where the target does', () => {
  assert.equal(load({ TARGET_URL: 'http://h' }).facts.wazo, undefined);
});

test('a trigger is a call with its defaults, or a command', () => {
  const call = load({ TARGET_TRIGGER_URL: 'http://t/go' }).trigger;
  assert.deepEqual(call, { url: 'http://t/go', method: 'POST', contentType: 'application/json' });
  assert.deepEqual(load({ TARGET_TRIGGER_COMMAND: './go "$X"' }).trigger, { command: './go "$X"' });
});

test('TOLLGATE_STRICT adds rfc to what gates', () => {
  assert.deepEqual(load({ TARGET_URL: 'http://h', TOLLGATE_STRICT: '1' }).gate, ['document', 'rfc']);
  assert.deepEqual(load({ TARGET_URL: 'http://h', TOLLGATE_STRICT: '0' }).gate, ['document']);
  assert.deepEqual(load({ TARGET_GATE: 'rfc,document', TOLLGATE_STRICT: '1' }).gate, ['rfc', 'document']);
  assert.deepEqual(load({ TARGET_GATE: 'rfc,document', TOLLGATE_STRICT: '1' }).facts.gate, ['rfc', 'document']);
  assert.deepEqual(mistakesOf({ TARGET_URL: 'http://h', TOLLGATE_STRICT: 'yes' }), [
    'TOLLGATE_STRICT: is "yes"; write 1 or 0',
  ]);
});

test('unverified certificates are noticed', () => {
  assert.deepEqual(load({ TARGET_TLS_INSECURE: 'true' }).notices, [
    'TLS certificates were not verified (tls.insecure).',
  ]);
});

test('a secret that is too short to be hidden everywhere is noticed, and no other', () => {
  const file = { url: 'http://h', wazo: { user: { name: 'u', password: 'abc' } } };
  const notices = load({}, file).notices.filter((notice) => /password/.test(notice));
  assert.equal(notices.length, 1);
  assert.match(notices[0] ?? '', /^wazo\.user\.password \(TARGET_WAZO_USER_PASSWORD\) has fewer than 4 characters/);
  assert.deepEqual(load({}, { ...file, wazo: { user: { name: 'alice', password: 'abcd' } } }).notices, []);
});

test('certificates are found from where they are named: the file or the working directory', () => {
  mkdirSync(join(cwd, 'sub'), { recursive: true });
  writeFileSync(join(cwd, 'sub/ca.pem'), '');
  writeFileSync(join(cwd, 'sub/t.json'), '{ "tls": { "ca": "ca.pem" } }');
  assert.equal(loadTarget({ env: { TARGET_FILE: 'sub/t.json' }, cwd })?.tls.ca, join(cwd, 'sub/ca.pem'));
  const env = { TARGET_FILE: 'sub/t.json', TARGET_TLS_CA: 'sub/ca.pem' };
  assert.equal(loadTarget({ env, cwd })?.tls.ca, join(cwd, 'sub/ca.pem'));
  assert.throws(() => loadTarget({ env: { ...env, TARGET_TLS_CA: 'ca.pem' }, cwd }), {
    message: 'TARGET_TLS_CA: no such file: ca.pem; correct the name',
  });
  writeFileSync(join(cwd, 'sub/t.json'), '{ "tls": { "ca": "no.pem" } }');
  assert.throws(() => loadTarget({ env: { TARGET_FILE: 'sub/t.json' }, cwd }), {
    message: 'sub/t.json: /tls/ca: no such file: no.pem; correct the name',
  });
});

test('a document in memory makes the same target, which it leaves as it is', () => {
  const document = Object.freeze({
    url: 'http://127.0.0.1:1',
    capabilities: Object.freeze({ clock: true }),
    wazo: { user: { name: 'a', password: 'b' } },
  });
  const target = targetOf(document);
  assert.equal(target.capabilities.clock, true);
  assert.equal(target.systems.wazo?.prefix, '/api/auth/0.1');
  assert.deepEqual(Object.keys(document), ['url', 'capabilities', 'wazo']);
  assert.equal('prefix' in document.wazo, false);
  assert.deepEqual(targetOf(document, { env: { TOLLGATE_STRICT: '1' } }).gate, ['document', 'rfc']);
  assert.throws(() => targetOf({ ulr: 'http://h' }), {
    name: 'UsageError',
    message: '/ulr: is not a member of the target file; did you mean url?',
  });
});

test('every mistake of the environment has its line', () => {
  const env = {
    TARGET_URI: 'http://h',
    TARGET_WAZO_USR_PASSWORD: 'hidden',
    TARGET_NONSENSE: 'x',
    TARGET_FIEL: 'my.json',
    TARGET_DESTRUCTIVE: 'yes',
    TARGET_TIMEOUT_MS: '1.5',
    TARGET_PACE: '1e3',
    TARGET_GATE: 'document,,rcf',
    TARGET_URL: 'http://alice:hidden@h',
    TARGET_PEERS_IDP_LISTEN: '8080',
    TARGET_TRIGGER_URL: 'http://t',
    TARGET_TRIGGER_COMMAND: 'go',
    TARGET_TLS_CERT: 'a.pem',
    TARGET_WAZO_USER_NAME: 'alice',
  };
  const mistakes = mistakesOf(env);
  assert.deepEqual(mistakes.sort(), [
    'TARGET_DESTRUCTIVE: is "yes"; write true or false (or 1 or 0)',
    'TARGET_FIEL: is not a setting of the target file; did you mean TARGET_FILE?',
    'TARGET_GATE: is "", not one of document, rfc, vendor, practice; write one of document, rfc, vendor, practice',
    'TARGET_GATE: is "rcf", not one of document, rfc, vendor, practice; did you mean rfc?',
    'TARGET_NONSENSE: is not a setting of the target file; `npx tollgate env` lists all variables',
    'TARGET_PACE: is "1e3"; write a number',
    'TARGET_PEERS_IDP_LISTEN: is not host:port; write it like 127.0.0.1:8080',
    'TARGET_TIMEOUT_MS: is "1.5"; write a whole number',
    'TARGET_TLS_KEY: is missing although tls.cert is given; set it',
    'TARGET_TRIGGER_*: has both url and command; keep one of them',
    'TARGET_URI: is not a setting of the target file; did you mean TARGET_URL?',
    'TARGET_URL: has credentials in it; move them to the members for accounts and clients',
    'TARGET_WAZO_USER_PASSWORD: is missing although wazo.user is given; set it',
    'TARGET_WAZO_USR_PASSWORD: is not a setting of the target file; did you mean TARGET_WAZO_USER_PASSWORD?',
  ]);
  assert.doesNotMatch(mistakes.join(), /hidden/);
});

test('a variable with the wrong prefix is a mistake, not a run against the bundled mock', () => {
  for (const [stray, meant] of [
    ['TOLLGATE_TARGET', 'TARGET_FILE'],
    ['TOLLGATE_FILE', 'TARGET_FILE'],
    ['TOLLGATE_URL', 'TARGET_URL'],
    ['TOLLGATE_TARGET_URL', 'TARGET_URL'],
    ['TOLLGATE_WAZO_USER_NAME', 'TARGET_WAZO_USER_NAME'],
    ['TOLLGATE_STRCT', 'TOLLGATE_STRICT'],
  ]) {
    const expected = `${stray}: is not a variable of Tollgate; did you mean ${meant}?`;
    assert.deepEqual(mistakesOf({ [`${stray}`]: 'x' }), [expected]);
  }
  const env = { TOLLGATE_STRICT: '1', TOLLGATE_BASELINE: 'a', TOLLGATE_OUT: 'b', TOLLGATE_CHROMIUM: 'c' };
  assert.equal(
    loadTarget({ env: { ...env, TOLLGATE_PASSWORD: 'of somebody else', TOLLGATE_URL: '' }, cwd }),
    undefined,
  );
});

test('every mistake of the file has its line', () => {
  const file = {
    $schema: 'x',
    ulr: 'http://h',
    url: 7,
    timeoutMs: 0,
    pace: null,
    gate: ['rfc', 'rfc'],
    destructive: 'true',
    capabilities: { clocks: true },
    trigger: {},
    tls: { key: 'a' },
    peers: [],
    wazo: { usr: {}, user: { name: '' }, otherUser: 'bob' },
    'a/b': 1,
  };
  assert.deepEqual(mistakesOf({}, file).sort(), [
    `my.json:1: /a~1b: is not a member of the target file; the members here are name, version, url, timeoutMs, quietMs, leeway, pace, gate, bases, destructive, ownAccounts, capabilities, trigger, peers, tls, ${systems.join(', ')}`,
    'my.json:1: /capabilities/clocks: is not a member of the target file; did you mean clock?',
    'my.json:1: /destructive: is a string; write true or false',
    'my.json:1: /gate: names the same thing twice; keep one of them',
    'my.json:1: /pace: is null; write a number',
    'my.json:1: /peers: is an array; write an object',
    'my.json:1: /timeoutMs: is 0; it must be >= 1',
    'my.json:1: /tls/cert: is missing although tls.key is given; add it or set TARGET_TLS_CERT',
    'my.json:1: /trigger: is empty; give it a member or leave it out',
    'my.json:1: /ulr: is not a member of the target file; did you mean url?',
    'my.json:1: /url: is a number; write a string',
    'my.json:1: /wazo/otherUser: is a string; write an object',
    'my.json:1: /wazo/user/name: is empty; give it a value or leave it out',
    'my.json:1: /wazo/user/password: is missing although wazo.user is given; add it or set TARGET_WAZO_USER_PASSWORD',
    'my.json:1: /wazo/usr: is not a member of the target file; did you mean user?',
  ]);
});

test('a mistake is placed where its value came from', () => {
  assert.deepEqual(mistakesOf({ TARGET_URL: 'h' }, { url: 'http://h', pace: -1 }), [
    'TARGET_URL: is not an http or https URL; begin it with http:// or https://',
    'my.json:1: /pace: is -1; it must be > 0',
  ]);
  assert.deepEqual(mistakesOf({ TARGET_TRIGGER_COMMAND: 'go' }, { trigger: { url: 'http://h' } }), [
    'TARGET_TRIGGER_* with my.json:1: /trigger: has both url and command; keep one of them',
  ]);
});

test('a file that is not JSON is told with line and column', () => {
  const mistakes = [
    [
      '{\n  "url": "http://h",\n}',
      "my.json:3:1: is not JSON: quoted object key expected but got '}'; correct it there",
    ],
    ['', 'my.json:1:1: is not JSON: JSON value expected but reached end of input; correct it there'],
    ['{"url": "a\nb"}', "my.json:1:11: is not JSON: invalid character '\\n'; correct it there"],
    ['{"url": "a", "url": "b"}', "my.json:1:15: is not JSON: duplicate key 'url'; correct it there"],
    ['[]', 'my.json:1: is an array; write an object'],
    ['null', 'my.json:1: is null; write an object'],
  ] as const;
  for (const [text, mistake] of mistakes) assert.deepEqual(mistakesOf({}, text), [mistake]);
  assert.equal(load({}, '\uFEFF{"url": "http://h"}').baseUrl, 'http://h');
});

test('a file that cannot be read is told with the mistakes of the environment', () => {
  const of = (env: Record<string, string>) => mistakesOf(env);
  assert.deepEqual(of({ TARGET_FILE: 'none.json', TARGET_PACE: 'x' }), [
    'none.json: no such file; correct TARGET_FILE',
    'TARGET_PACE: is "x"; write a number',
  ]);
  assert.deepEqual(of({ TARGET_FILE: '.' }), ['.: is a directory; name a file in TARGET_FILE']);
});

test('a target without a name is called by its hosts, wherever its URLs stand', () => {
  const named = (env: Record<string, string>) => {
    const { name, urls } = load({ ...ACCOUNT, ...env });
    return [name, ...urls];
  };
  assert.deepEqual(named({ TARGET_URL: 'https://a.example' }), ['a.example', 'https://a.example']);
  assert.deepEqual(named({ TARGET_WAZO_URL: 'https://b.example/api' }), ['b.example', 'https://b.example/api']);
  assert.deepEqual(
    named({ TARGET_URL: 'https://a.example', TARGET_WAZO_URL: 'https://b.example', TARGET_NAME: 'us' }),
    ['us', 'https://a.example', 'https://b.example'],
  );
});
