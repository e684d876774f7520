import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { BUNDLED } from '../hostile/judge.ts';
import { hangUp, mockBehind } from '../hostile/proxy.ts';
import { mockFor } from '../mock-idp/mock-client.ts';
import { folderFor, playwright, type Ran } from './run.ts';

const ACCOUNT = { TARGET_WAZO_USER_NAME: 'alice', TARGET_WAZO_USER_PASSWORD: 'correct-horse' };
const pem = (name: string) => readFileSync(new URL(`../hostile/tls/test-only-${name}.pem`, import.meta.url), 'utf8');
/** A line of a stack trace. */
const STACK = /^\s+at .*:\d+:\d+\)?$/m;

function assertNoStack({ out, err }: Ran): void {
  assert.doesNotMatch(out + err, STACK);
}

describe('a whole run ends with a report and an exit code that say what happened', { concurrency: 2 }, () => {
  test('the target is down: one cause, nothing judged', async (t) => {
    const ran = await playwright(t, ['test', 'wazo'], { env: { ...ACCOUNT, TARGET_URL: 'http://127.0.0.1:9' } });
    assert.equal(ran.code, 4, ran.out);
    assertNoStack(ran);
    const { rootCauses, exchanges, summary } = ran.report();
    assert.deepEqual(
      rootCauses.map(({ id }) => id),
      ['wazo.reachable'],
    );
    assert.match(
      ran.out,
      /Fix this first\n {2}\? wazo\.reachable wazo\.server {2}POST http:\/\/127\.0\.0\.1:9\/.*ECONNREFUSED/,
    );
    assert.equal(exchanges.length, 3);
    assert.deepEqual(
      Object.keys(summary).filter((verdict) => summary[verdict as 'pass'] > 0),
      ['inconclusive'],
    );
  });

  test('a wrong password: one finding first, on which everything hangs', async (t) => {
    const { url } = await mockFor(t);
    const env = { ...ACCOUNT, TARGET_WAZO_USER_PASSWORD: 'not-the-password', TARGET_URL: url };
    const ran = await playwright(t, ['test', 'wazo'], { env });
    assert.equal(ran.code, 1, ran.out);
    assertNoStack(ran);
    const { rootCauses, checks, exchanges } = ran.report();
    assert.deepEqual(
      rootCauses.map(({ id }) => id),
      ['wazo.token.password-login'],
    );
    const failed = checks.filter(({ verdict }) => verdict === 'fail');
    assert.deepEqual(
      failed.map(({ id }) => id),
      ['wazo.token.password-login'],
    );
    const unjudged = checks.filter(({ verdict }) => verdict === 'inconclusive');
    assert.ok(unjudged.length > 100 && unjudged.every(({ blockedBy }) => blockedBy !== undefined));
    assert.ok(exchanges.length < 10, 'only what needs no account is still asked');
    assert.ok(!(ran.out + ran.err).includes('not-the-password'));
    assert.match(ran.out, /Failures\n {2}. wazo\.token\.password-login/);
    assert.doesNotMatch(ran.out, /To accept these/);
  });

  test('a target file with a typo: where, what, and the nearest name', async (t) => {
    const file = join(folderFor(t), 'my-target.json');
    writeFileSync(
      file,
      JSON.stringify({ ...BUNDLED, $schema: undefined, wazo: { usr: { name: 'a', password: 'b' } } }),
    );
    const ran = await playwright(t, ['test', 'wazo'], { env: { TARGET_FILE: file } });
    assert.equal(ran.code, 2, ran.out);
    assertNoStack(ran);
    assert.match(ran.out, /my-target\.json:\d+: \/wazo\/usr: is not a member of the target file; did you mean user\?/);
    assert.equal(ran.report().outcome.exitCode, 2);
  });

  test('a mistyped variable: the nearest name', async (t) => {
    const ran = await playwright(t, ['test', 'wazo'], { env: { ...ACCOUNT, TARGET_ULR: 'http://h' } });
    assert.equal(ran.code, 2, ran.out);
    assertNoStack(ran);
    assert.match(ran.out, /TARGET_ULR: is not a setting of the target file; did you mean TARGET_URL\?/);
  });

  test('variables that are all there and all empty: not a run of the bundled mock', async (t) => {
    const env = { TARGET_URL: '', TARGET_WAZO_USER_NAME: '', TARGET_WAZO_USER_PASSWORD: '' };
    const ran = await playwright(t, ['test', 'wazo'], { env });
    assert.equal(ran.code, 2, ran.out);
    assertNoStack(ran);
    assert.match(ran.out, /TARGET_URL: is empty; give it a value or unset it/);
  });

  test('a name that no suite has: the nearest, and the systems', async (t) => {
    const ran = await playwright(t, ['test', 'wazzo']);
    assert.equal(ran.code, 4, ran.out);
    assertNoStack(ran);
    assert.match(
      ran.out,
      /no flow is called wazzo; did you mean wazo\? The systems are authlete, kaleyra, kazoo, sipgate/,
    );
  });

  test("without Tollgate's reporter: said once, before anything runs", async (t) => {
    const ran = await playwright(t, ['test', 'wazo', '--reporter=line']);
    assert.equal(ran.code, 2, ran.out);
    assertNoStack(ran);
    assert.match(ran.err, /^Verdicts need Tollgate's reporter: [^\n]*\n$/);
  });

  test('a second run on the same folder: said at once', async (t) => {
    const folder = folderFor(t);
    writeFileSync(join(folder, '.running'), JSON.stringify({ host: hostname(), pid: process.pid }));
    const ran = await playwright(t, ['test', 'wazo'], { folder });
    assert.equal(ran.code, 2, ran.out);
    assert.match(ran.err, /another run \(process \d+\) writes there; name another folder in TOLLGATE_OUT/);
  });

  test('bases that are left out are not judged, and the report says so', async (t) => {
    const ran = await playwright(t, ['test', 'wazo', '--grep', '@refresh'], { env: { TOLLGATE_BASES: 'document' } });
    assert.equal(ran.code, 0, ran.out);
    const { requirements, checks, notices } = ran.report();
    assert.ok(checks.length > 0 && requirements.every(({ basis }) => basis === 'document'));
    const known = new Set(requirements.map(({ id }) => id));
    assert.ok(checks.every(({ id }) => known.has(id)));
    assert.match(notices.join(), /rfc, vendor, practice were left out/);
    assert.match(ran.out, /Outcome: the bundled mock, not a server of yours: conforms/);
  });

  test('a system that is known by its URL alone: which variables would run it', async (t) => {
    const ran = await playwright(t, ['test', 'wazo'], { env: { TARGET_URL: 'http://127.0.0.1:9' } });
    assert.equal(ran.code, 2, ran.out);
    assertNoStack(ran);
    assert.match(ran.out, /wazo\.server: set TARGET_WAZO_USER_NAME, TARGET_WAZO_USER_PASSWORD to run it/);
  });

  test('a CA that is not a certificate: said before the target is asked', async (t) => {
    const env = { ...ACCOUNT, TARGET_URL: 'https://127.0.0.1:9', TARGET_TLS_CA: 'package.json' };
    const ran = await playwright(t, ['test', 'wazo'], { env });
    assert.equal(ran.code, 2, ran.out);
    assertNoStack(ran);
    assert.match(ran.out, /tls\.ca: .*package\.json: holds no certificate in PEM form; name a file that does/);
  });

  test('certificates that are not verified: the report and every curl line say so', async (t) => {
    const { url } = await mockFor(t, { tls: { key: pem('server.key'), cert: pem('server') } });
    const env = { ...ACCOUNT, TARGET_URL: url, TARGET_TLS_INSECURE: 'true' };
    const ran = await playwright(t, ['test', 'wazo', '--grep', 'a user name and a password'], { env });
    assert.equal(ran.code, 0, ran.out);
    const { notices, exchanges } = ran.report();
    assert.deepEqual(notices, ['TLS certificates were not verified (tls.insecure).']);
    assert.ok(exchanges.length > 0 && exchanges.every(({ curl }) => curl.startsWith('curl -i -k ')));
    assert.match(ran.out, /note: TLS certificates were not verified/);
  });

  test('a secret too short to be hidden is told before anything runs, and in the report', async (t) => {
    const env = { ...ACCOUNT, TARGET_URL: 'http://127.0.0.1:9', TARGET_WAZO_USER_PASSWORD: 'abc' };
    const ran = await playwright(t, ['test', 'wazo', '--grep', 'a user name and a password'], { env });
    assert.match(ran.err, /^note: wazo\.user\.password \(TARGET_WAZO_USER_PASSWORD\) has fewer than 4 characters: /);
    assert.match(ran.report().notices.join(), /has fewer than 4 characters/);
  });

  test('traces of the browser, which hold passwords, are refused', async (t) => {
    const ran = await playwright(t, ['test', 'wazo', '--trace', 'on'], { env: { ...ACCOUNT, TARGET_URL: 'http://h' } });
    assert.equal(ran.code, 2, ran.out);
    assert.match(ran.err, /holds the passwords that the browser types/);
  });

  test('nothing is selected: nothing was judged, and that is red', async (t) => {
    const ran = await playwright(t, ['test', '--grep', 'nothing-like-this']);
    assert.equal(ran.code, 4, ran.out);
    assertNoStack(ran);
    assert.match(ran.out, /nothing was judged/);
    assert.equal(ran.report().checks.length, 0);
  });

  test('only a role that the target does not have is selected', async (t) => {
    const env = { ...ACCOUNT, TARGET_URL: 'http://127.0.0.1:9' };
    const ran = await playwright(t, ['test', 'sipgate'], { env });
    assert.equal(ran.code, 4, ran.out);
    assertNoStack(ran);
    assert.match(ran.out, /nothing was judged/);
    assert.equal(ran.report().exchanges.length, 0);
  });

  test('the report cannot be written: said at once, before the target is asked', async (t) => {
    const { url, count } = await mockBehind(t, () => hangUp);
    const folder = join(folderFor(t), 'a-file');
    writeFileSync(folder, 'in the way');
    const ran = await playwright(t, ['test', 'wazo'], { env: { ...ACCOUNT, TARGET_URL: url }, folder });
    assert.equal(ran.code, 2, ran.out);
    assertNoStack(ran);
    assert.match(ran.err, /cannot write its report to .*a-file: .*; name another folder in TOLLGATE_OUT/);
    assert.equal(count(), 0);
  });

  test('an interrupted run leaves its report, marked so, and is red', async (t) => {
    const { url } = await mockBehind(t, (index) => (index < 30 ? undefined : () => undefined));
    const ran = await playwright(t, ['test', 'wazo'], {
      env: { ...ACCOUNT, TARGET_URL: url },
      interruptAt: 'a user name and a password create a token',
    });
    assert.notEqual(ran.code, 0);
    const { interrupted, outcome, flows, checks } = ran.report();
    assert.equal(interrupted, true);
    assert.notEqual(outcome.exitCode, 0);
    assert.match(outcome.reasons.join('\n'), /interrupted after \d+ of \d+ flows/);
    assert.ok(flows.withoutResult.length > 0);
    assert.ok(
      checks.some(({ verdict }) => verdict === 'pass'),
      'what was judged before is there',
    );
    assert.ok(existsSync(join(ran.folder, 'index.html')));
  });
});
