import assert from 'node:assert/strict';
import test from 'node:test';
import { attemptsOf } from '../../../../suites/harness/checks/attempts.ts';
import { hasStatus, succeeds } from '../../../../suites/harness/checks/matchers.ts';
import { nearMissesInJson } from '../../../../suites/harness/checks/near-misses.ts';
import { type Script, told, toyFlow, toySession } from '../toy.ts';

const ROWS = ['one', 'two', 'three', 'four', 'five'].map((name) => ({ name, value: `/${name}` }));

/** A flow that tries five addresses which must be refused; `/right` must not. */
async function triedOn(script: Script) {
  const flow = toyFlow(
    'tries',
    { endpoint: 'token', judges: { 'toy.one': [], 'toy.rfc': [] } },
    async ({ call, refuses }) => {
      await refuses('toy.one', {
        given: () => '/right',
        alter: attemptsOf(ROWS, (_, path) => path),
        send: call,
        accepted: succeeds,
        detail: { 'toy.rfc': hasStatus(401) },
      });
    },
  );
  const session = toySession(script);
  const result = await flow.run(session, {});
  return { verdicts: told(result), checks: result.checks, paths: session.sent.map(({ url }) => new URL(url).pathname) };
}

const isRight = (url: string) => url.endsWith('/right');

test('all attempts are sent, with the plain request before, between and after them', async () => {
  const { verdicts, paths, checks } = await triedOn(({ url }) => [isRight(url) ? 200 : 401]);
  assert.deepEqual(verdicts, ['toy.one: pass', 'toy.rfc: pass']);
  assert.deepEqual(paths, ['/right', '/one', '/two', '/right', '/three', '/four', '/right', '/five', '/right']);
  assert.match(checks[0]?.actual ?? '', /refused one; two; three; four; five/);
});

test('one attempt that is accepted breaks the requirement, and is named and shown', async () => {
  const { verdicts, checks } = await triedOn(({ url }) => [isRight(url) || url.endsWith('/four') ? 200 : 401]);
  assert.deepEqual(verdicts, ['toy.one: fail', 'toy.rfc: pass']);
  assert.match(checks[0]?.actual ?? '', /^accepted four: 200 /);
  assert.deepEqual(checks[0]?.exchanges, [0, 5]);
});

test('how attempts are refused is judged of all, and the first odd one is shown with the count', async () => {
  const { verdicts, checks } = await triedOn(({ url }) => {
    if (isRight(url)) return [200];
    return [/two|five/.test(url) ? 403 : 401];
  });
  assert.deepEqual(verdicts, ['toy.one: pass', 'toy.rfc: warn']);
  assert.match(checks[1]?.actual ?? '', /^two: 403 .* \(2 of 5 refusals\)$/);
});

test('a crash is no acceptance and no refusal in order', async () => {
  const { verdicts, checks } = await triedOn(({ url }) => [isRight(url) ? 200 : url.endsWith('/one') ? 500 : 401]);
  assert.equal(verdicts[0], 'toy.one: warn');
  assert.match(checks[0]?.actual ?? '', /^one: 500/);
  assert.match(checks[0]?.expected ?? '', /told by a status below 500$/);
});

test('a target that locks the account proves nothing, and is not asked further', async () => {
  let wrong = 0;
  const { verdicts, checks, paths } = await triedOn(({ url }) => {
    if (!isRight(url)) wrong += 1;
    return [isRight(url) && wrong < 3 ? 200 : 401];
  });
  assert.equal(verdicts[0], 'toy.one: inconclusive');
  assert.match(checks[0]?.message ?? '', /^after 4 attempts the request without the fault is not accepted any more/);
  assert.ok(!paths.includes('/five'));
});

test('what was accepted before a lock is a finding all the same', async () => {
  let wrong = 0;
  const { verdicts } = await triedOn(({ url }) => {
    if (!isRight(url)) wrong += 1;
    return [url.endsWith('/one') || (isRight(url) && wrong < 3) ? 200 : 401];
  });
  assert.equal(verdicts[0], 'toy.one: fail');
});

test('where the plain request is not accepted nothing else is sent', async () => {
  const { verdicts, paths } = await triedOn(() => [401]);
  assert.deepEqual(verdicts, ['toy.one: inconclusive', 'toy.rfc: inconclusive on toy.one']);
  assert.deepEqual(paths, ['/right']);
});

test('a table of values of any type goes into a body', () => {
  const attempts = attemptsOf(nearMissesInJson('secret'), (body: Record<string, unknown>, password) => ({
    ...body,
    password,
  }));
  const bodies = attempts.map(({ alter }) => JSON.stringify(alter({ id: 'x', password: 'secret' })));
  assert.equal(new Set(bodies).size, bodies.length);
  assert.ok(bodies.includes('{"id":"x"}') && !bodies.includes('{"id":"x","password":"secret"}'));
});
