import assert from 'node:assert/strict';
import test from 'node:test';
import { contract } from '../../../../suites/harness/checks/contract.ts';
import {
  given,
  hasStatus,
  notApplicable,
  same,
  succeeds,
  undecided,
} from '../../../../suites/harness/checks/matchers.ts';
import { orNothing } from '../../../../suites/harness/checks/seen.ts';
import { because, circleIn, each, type Table, where } from '../../../../suites/harness/flow/dependencies.ts';
import type { Check } from '../../../../suites/harness/model/verdict.ts';
import { type Script, type ToyTarget, told, toyFlow, toySession } from '../toy.ts';

const TARGET = {};
const ok = () => [200, { data: { token: 't' } }] as const;
/** The status is the path: `/401`. */
const asAsked: Script = ({ url }) => [Number(url.split('/').at(-1))];

/** A flow that judges each of its ids on the status that is asked for it, in order. */
const judging = (judges: Table, statuses: Readonly<Record<string, number>>) =>
  toyFlow('judges', { endpoint: 'token', judges }, async ({ call, check }) => {
    for (const [id, status] of Object.entries(statuses)) await check(id, () => call(`/${status}`), succeeds);
  });
const run = async (judges: Table, statuses: Readonly<Record<string, number>>) => {
  const session = toySession(asAsked);
  const result = await judging(judges, statuses).run(session, TARGET);
  return { told: told(result), checks: result.checks, sent: session.sent.map(({ url }) => url) };
};

test('what depends on a broken requirement is blocked by it and not sent, whatever its level', async () => {
  for (const [on, verdict] of [
    ['toy.one', 'fail'],
    ['toy.should', 'warn'],
    ['toy.rfc', 'warn'],
    ['toy.may', 'info'],
  ] as const) {
    const judges = { [on]: [], 'toy.two': [because(on, 'as a trial')], 'toy.three': [] };
    const { told, sent } = await run(judges, { [on]: 401, 'toy.two': 200, 'toy.three': 200 });
    assert.deepEqual(told, [`${on}: ${verdict}`, `toy.two: inconclusive on ${on}`, 'toy.three: pass']);
    assert.deepEqual(sent, ['http://toy/401', 'http://toy/200']);
  }
});

test('a condition that is not kept makes the dependent not applicable, with what was seen; so does what depends on that', async () => {
  const judges = { 'toy.may': [], 'toy.one': [where('toy.may')], 'toy.two': ['toy.one'] };
  const fact = '(toy.may is not kept: 401 application/json: {})';
  const broken = await run(judges, { 'toy.may': 401, 'toy.one': 200, 'toy.two': 200 });
  assert.deepEqual(broken.told, ['toy.may: info', `toy.one: skip ${fact}`, `toy.two: skip ${fact}`]);
  const kept = await run(judges, { 'toy.may': 200, 'toy.one': 200, 'toy.two': 200 });
  assert.deepEqual(kept.told, ['toy.may: pass', 'toy.one: pass', 'toy.two: pass']);
});

test('what could not be judged blocks, a condition too; not applicable outweighs it, and what is broken is named first', async () => {
  const told1 = async (on: Table[string]) => {
    const judges = { 'toy.may': [], 'toy.one': [], 'toy.two': ['toy.one'], 'toy.three': on };
    const statuses = { 'toy.may': 401, 'toy.one': 401, 'toy.two': 200, 'toy.three': 200 };
    return (await run(judges, statuses)).told.at(-1);
  };
  assert.equal(await told1(['toy.two']), 'toy.three: inconclusive on toy.two');
  assert.equal(await told1([where('toy.two')]), 'toy.three: inconclusive on toy.two');
  assert.equal(await told1(['toy.two', 'toy.one']), 'toy.three: inconclusive on toy.one');
  assert.match((await told1(['toy.two', where('toy.may')])) ?? '', /^toy\.three: skip/);
});

test('a requirement that was once broken blocks, though it is kept again; one that this run does not judge blocks nothing', async () => {
  const session = toySession(asAsked);
  for (const status of [200, 401, 200]) await judging({ 'toy.may': [] }, { 'toy.may': status }).run(session, TARGET);
  const dependent = judging({ 'toy.one': ['toy.may'], 'toy.two': ['toy.rfc'] }, { 'toy.one': 200, 'toy.two': 200 });
  assert.deepEqual(told(await dependent.run(session, TARGET)), ['toy.one: inconclusive on toy.may', 'toy.two: pass']);
});

test('a flow all of whose ids are blocked is not run; what depends on them within it is blocked by them', async () => {
  const session = toySession(asAsked);
  await judging({ 'toy.one': [] }, { 'toy.one': 401 }).run(session, TARGET);
  const flow = toyFlow(
    'blocked',
    {
      endpoint: 'token',
      judges: { 'toy.two': ['toy.one'], 'toy.three': ['toy.two'], 'toy.may': [] },
      facts: { 'toy.may': ({ withoutIt }) => withoutIt },
    },
    async () => assert.fail('it is run'),
  );
  assert.deepEqual(told(await flow.run(session, { withoutIt: 'there is no it' })), [
    'toy.two: inconclusive on toy.one',
    'toy.three: inconclusive on toy.two',
    'toy.may: skip (there is no it)',
  ]);
  assert.equal(session.sent.length, 1);
  assert.deepEqual(flow.needs, ['toy.one']);
  assert.deepEqual(flow.judges, ['toy.two', 'toy.three', 'toy.may']);
});

test('what the target file leaves out makes an id not applicable, and what depends on it', async () => {
  const flow = (target: ToyTarget) =>
    toyFlow(
      'optional',
      {
        endpoint: 'token',
        judges: { 'toy.one': [], 'toy.two': ['toy.one'], 'toy.three': [] },
        facts: { 'toy.one': ({ withoutIt }) => withoutIt },
      },
      async ({ call, check }) => {
        for (const id of ['toy.one', 'toy.two', 'toy.three']) check(id, await call('/200'), succeeds);
      },
    ).run(toySession(asAsked), target);
  const fact = 'the target file names no it';
  assert.deepEqual(told(await flow({ withoutIt: fact })), [
    `toy.one: skip (${fact})`,
    `toy.two: skip (${fact})`,
    'toy.three: pass',
  ]);
  assert.deepEqual(told(await flow({})), ['toy.one: pass', 'toy.two: pass', 'toy.three: pass']);
});

test('what stays open at the end is closed by the table, or is an error of ours', async () => {
  const flow = (judges: Table) =>
    toyFlow('forgets', { endpoint: 'token', judges }, async ({ call, check }) => {
      check('toy.one', await call('/401'), succeeds);
    }).run(toySession(asAsked), TARGET);
  assert.deepEqual(told(await flow({ 'toy.one': [], 'toy.two': ['toy.one'] })), [
    'toy.one: fail',
    'toy.two: inconclusive on toy.one',
  ]);
  const forgotten = await flow({ 'toy.one': [], 'toy.two': [], 'toy.three': ['toy.one'] });
  assert.deepEqual(told(forgotten), ['toy.one: fail', 'toy.three: inconclusive on toy.one', 'toy.two: error']);
  assert.match(forgotten.checks[2]?.message ?? '', /ended without a verdict on toy\.two/);
});

test('a flow that ends early leaves what is open to the table, the rest to what ended it', async () => {
  const flow = toyFlow(
    'ends',
    { endpoint: 'token', judges: { 'toy.may': [], 'toy.one': [where('toy.may')], 'toy.two': [], 'toy.three': [] } },
    async ({ call, check, extract }) => {
      check('toy.may', await call('/401'), succeeds);
      extract(await call('/200'), '/nowhere', 'toy.two');
    },
  );
  const [, one, two, three] = told(await flow.run(toySession(asAsked), TARGET));
  assert.match(one ?? '', /^toy\.one: skip/);
  assert.equal(two, 'toy.two: inconclusive on toy.two');
  assert.equal(three, 'toy.three: inconclusive on toy.two');
});

test('judging before a dependency, a circle and a check that is not awaited are errors of ours', async () => {
  const early = await run({ 'toy.one': [], 'toy.two': ['toy.one'] }, { 'toy.two': 200, 'toy.one': 200 });
  assert.deepEqual(early.told, ['toy.one: error', 'toy.two: error']);
  assert.match(early.checks[0]?.message ?? '', /judges toy\.two before toy\.one, on which it depends/);

  const round = await run({ 'toy.one': ['toy.two'], 'toy.two': [where('toy.one')] }, {});
  assert.deepEqual(round.told, ['toy.one: error', 'toy.two: error']);
  assert.match(round.checks[0]?.message ?? '', /depends on itself: toy\.one → toy\.two → toy\.one/);

  const unawaited = toyFlow('hasty', { endpoint: 'token', judges: { 'toy.one': [] } }, async ({ check }) => {
    void check('toy.one', () => new Promise<never>(() => undefined), succeeds);
  });
  const result = await unawaited.run(toySession(asAsked), TARGET);
  assert.deepEqual(told(result), ['toy.one: error']);
  assert.match(result.checks[0]?.message ?? '', /did not await its check of toy\.one/);
});

test('what is not awaited and fails breaks nothing beyond its flow', async () => {
  const flow = toyFlow('hasty', { endpoint: 'token', judges: { 'toy.one': [] } }, async ({ refuses }) => {
    const send = () => new Promise<never>((_, reject) => setImmediate(() => reject(new Error('too late'))));
    void refuses('toy.one', { given: () => 200, alter: () => 401, send, accepted: succeeds });
  });
  const result = await flow.run(toySession(asAsked), TARGET);
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(told(result), ['toy.one: error']);
});

test('what a contract says of what is not there blocks nothing once it was looked for', async () => {
  const { ids } = contract('wazo/token-list-response');
  const ofItems = ids.find((id) => id === 'wazo.vendor.list-client-id') ?? assert.fail();
  const flow = (isEarly: boolean) =>
    toyFlow(
      'empty list',
      { endpoint: 'token', judges: { ...each(['toy.one', ...ids]), 'toy.two': [ofItems] } },
      async ({ call, check, conforms }) => {
        const list = await call('/');
        check('toy.one', list, succeeds);
        if (isEarly) check('toy.two', list, succeeds);
        conforms('wazo/token-list-response', list, 'toy.one');
        check('toy.two', list, succeeds);
      },
    ).run(
      toySession(() => [200, { total: 0, filtered: 0, items: [] }]),
      TARGET,
    );
  const found = told(await flow(false));
  assert.ok(!found.some((line) => line.startsWith(ofItems)), found.join());
  assert.equal(found.at(-1), 'toy.two: pass');
  assert.ok(told(await flow(true)).includes('toy.two: error'));
});

test('a message is read as the flow says, and an absent one leaves all of its contract open to judge', async () => {
  const ids = ['wazo.refresh.answer-refreshed-json', 'wazo.refresh.answer-refreshed-data'];
  const flow = toyFlow(
    'reads',
    {
      endpoint: 'token',
      judges: each(['toy.one', ...ids, 'wazo.refresh.refreshed-token', 'wazo.refresh.refreshed-token-type']),
    },
    async ({ call, check, conforms }) => {
      check('toy.one', await call('/', { data: { token: 5 } }), succeeds);
      const read = () => ({ value: { data: { token: 5 } } });
      conforms('wazo/refreshed-token-response', await call('/'), 'toy.one', succeedsAtAll, read);
      conforms('wazo/refreshed-token-response', { nothing: 'no request came', blockedBy: 'toy.one' }, 'toy.one');
    },
  );
  const found = told(
    await flow.run(
      toySession(() => [200, 'no JSON']),
      TARGET,
    ),
  );
  assert.ok(found.includes('wazo.refresh.refreshed-token-type: fail'), found.join());
  for (const id of ids) assert.ok(found.includes(`${id}: inconclusive on toy.one`), found.join());
});
const succeedsAtAll = () => true;

/** A refusal whose altered request has this status, with an id that depends on it, and one of how it is refused. */
function refusal(status: number, more: { control?: number; unless?: { nothing: string; blockedBy?: string } } = {}) {
  const flow = toyFlow(
    'refuses',
    { endpoint: 'token', judges: { 'toy.one': [], 'toy.rfc': [], 'toy.two': ['toy.one'] } },
    async ({ call, check, refuses }) => {
      const refused = await refuses('toy.one', {
        unless: more.unless,
        given: () => more.control ?? 200,
        alter: () => status,
        send: (asked) => call(`/${asked}`),
        accepted: succeeds,
        detail: { 'toy.rfc': hasStatus(401) },
      });
      check('toy.two', refused, () => ({ ok: true, expected: '', actual: '' }));
    },
  );
  return flow.run(toySession(asAsked), TARGET);
}

test('a refusal that crashed was not accepted and blocks nothing; one that was accepted blocks', async () => {
  assert.deepEqual(told(await refusal(401)), ['toy.one: pass', 'toy.rfc: pass', 'toy.two: pass']);
  assert.deepEqual(told(await refusal(500)), ['toy.one: warn', 'toy.rfc: warn', 'toy.two: pass']);
  assert.deepEqual(told(await refusal(200)), [
    'toy.one: fail',
    'toy.rfc: inconclusive on toy.one',
    'toy.two: inconclusive on toy.one',
  ]);
  assert.deepEqual(told(await refusal(401, { control: 403 })), [
    'toy.one: inconclusive',
    'toy.rfc: inconclusive',
    'toy.two: inconclusive on toy.one',
  ]);
});

test('a refusal that could mean nothing is not sent', async () => {
  const unless = { nothing: 'the other user cannot log in', blockedBy: 'toy.may' };
  const { checks, exchanges } = await refusal(401, { unless });
  assert.deepEqual(exchanges, []);
  const found = checks.map(({ id, verdict, message, blockedBy }: Check) => [id, verdict, message, blockedBy]);
  assert.deepEqual(found.slice(0, 2), [
    ['toy.one', 'inconclusive', unless.nothing, 'toy.may'],
    ['toy.rfc', 'inconclusive', unless.nothing, 'toy.may'],
  ]);
});

test('a blocked refusal is not sent, and what looks at it is told why', async () => {
  const flow = toyFlow(
    'blocked refusal',
    {
      endpoint: 'token',
      judges: { 'toy.may': [], 'toy.one': ['toy.may'], 'toy.rfc': [], 'toy.two': [], 'toy.three': [where('toy.may')] },
    },
    async ({ call, check, refuses, refused, observe }) => {
      check('toy.may', await call('/401'), succeeds);
      const one = await refuses('toy.one', {
        given: () => 200,
        alter: () => 401,
        send: (status) => call(`/${status}`),
        accepted: succeeds,
        detail: { 'toy.rfc': hasStatus(401) },
      });
      check('toy.two', [one], succeeds);
      const three = await refused('toy.three', {
        control: () => call('/200'),
        refused: () => call('/401'),
        accepted: succeeds,
      });
      observe('toy.two', three, 'something');
    },
  );
  const session = toySession(asAsked);
  assert.deepEqual(told(await flow.run(session, TARGET)), [
    'toy.may: info',
    'toy.one: inconclusive on toy.may',
    'toy.rfc: inconclusive on toy.may',
    'toy.two: inconclusive on toy.may',
    'toy.three: skip (toy.may is not kept: 401 application/json: {})',
    'toy.two: skip (toy.may is not kept: 401 application/json: {})',
  ]);
  assert.equal(session.sent.length, 1);
});

test('the second of a pair is not sent where the control was not accepted', async () => {
  const flow = toyFlow(
    'pairs',
    { endpoint: 'token', judges: each(['toy.one', 'toy.two']) },
    async ({ call, refused }) => {
      const control = await call('/200');
      await refused('toy.one', { control, refused: () => call('/401'), accepted: succeeds });
      await refused('toy.two', { control: () => call('/403'), refused: () => call('/402'), accepted: succeeds });
    },
  );
  const session = toySession(asAsked);
  assert.deepEqual(told(await flow.run(session, TARGET)), ['toy.one: pass', 'toy.two: inconclusive']);
  assert.deepEqual(
    session.sent.map(({ url }) => url),
    ['http://toy/200', 'http://toy/401', 'http://toy/403'],
  );
});

test('a matcher says of what came that it cannot be judged or does not apply; nothing is made of what did not come', async () => {
  const flow = toyFlow(
    'kinds',
    { endpoint: 'token', judges: each(['toy.one', 'toy.two', 'toy.three', 'toy.may', 'toy.rfc']) },
    async ({ call, check }) => {
      const response = await call('/200');
      check('toy.one', response, () => undecided('it is no refusal', 'toy.two'));
      check('toy.two', response, () => notApplicable('there is no list'));
      check(
        'toy.three',
        response,
        given((one) => !succeeds(one).ok, 'toy.one', succeeds),
      );
      check('toy.may', orNothing([], 'no request came', 'toy.one'), succeeds);
      check(
        'toy.rfc',
        [response, await call('/201')],
        same('status', (one) => one.response?.status),
      );
    },
  );
  const { checks, ...result } = await flow.run(toySession(asAsked), TARGET);
  assert.deepEqual(told({ checks, ...result }), [
    'toy.one: inconclusive on toy.two',
    'toy.two: skip (there is no list)',
    'toy.three: inconclusive on toy.one',
    'toy.may: inconclusive on toy.one',
    'toy.rfc: warn',
  ]);
  assert.deepEqual(
    checks.map(({ message }) => message),
    ['it is no refusal', undefined, '200 application/json: {}', 'no request came', undefined],
  );
  assert.deepEqual([checks[4]?.expected, checks[4]?.actual], ['status 200', '201']);
});

test('a silence blocks what depends on it and is not judged by a matcher', async () => {
  const flow = toyFlow(
    'silent',
    { endpoint: 'token', judges: { 'toy.one': [], 'toy.two': ['toy.one'] } },
    async ({ call, check }) => {
      await call('/');
      check('toy.one', await call('/'), () => assert.fail('it is judged'));
      await check('toy.two', () => assert.fail('it is sent'), succeeds);
    },
  );
  const session = toySession((_, i) => (i === 0 ? ok() : 'silent'));
  assert.deepEqual(told(await flow.run(session, TARGET)), [
    'toy.one: inconclusive',
    'toy.two: inconclusive on toy.one',
  ]);
});

test('a circle is found wherever it begins, and what is depended on twice is none', () => {
  const [b, c]: string[] = ['b', 'c'];
  assert.equal(circleIn({ a: ['b', where(c ?? '')], b: ['d'], c: ['d'], d: [] }), undefined);
  assert.deepEqual(circleIn({ a: ['b'], b: [because(c ?? '', 'so')], c: [where(b ?? '')] }), ['b', 'c', 'b']);
  assert.deepEqual(circleIn({ a: ['a'] }), ['a', 'a']);
});
