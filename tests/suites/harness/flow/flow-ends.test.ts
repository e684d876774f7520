import assert from 'node:assert/strict';
import test from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { contract } from '../../../../suites/harness/checks/contract.ts';
import { succeeds } from '../../../../suites/harness/checks/matchers.ts';
import { each } from '../../../../suites/harness/flow/dependencies.ts';
import { BOUNDS } from '../../../../suites/harness/flow/session.ts';
import { told, toyFlow, toySession } from '../toy.ts';

const spec = (...ids: string[]) => ({ endpoint: 'token', judges: each(ids) });
const ok = () => [200, { data: { token: 't' } }] as const;
const TARGET = {};
const nothing = async () => [];
const clockOf = (request: { headers: readonly (readonly [string, string])[] }) =>
  request.headers.find(([name]) => name === 'tollgate-clock')?.[1];

test('what is to be cleaned up is cleaned up however the flow ends, last first', async () => {
  const endings: Readonly<Record<string, (end: () => void) => void>> = {
    'in order': () => undefined,
    'by an exception': () => assert.fail('thrown'),
    'by nothing to take': (end) => end(),
  };
  for (const [how, end] of Object.entries(endings)) {
    const flow = toyFlow(how, spec('toy.one'), async ({ call, check, cleanUp, extract }) => {
      for (const path of ['/first', '/second', '/third']) {
        cleanUp(async () => {
          await call(path);
          return [];
        });
      }
      const exchange = await call('/');
      end(() => void extract(exchange, '/nowhere', 'toy.one'));
      check('toy.one', exchange, succeeds);
    });
    const session = toySession(ok);
    const result = await flow.run(session, TARGET);
    assert.deepEqual(
      session.sent.map(({ url }) => url),
      ['http://toy/', 'http://toy/third', 'http://toy/second', 'http://toy/first'],
      how,
    );
    assert.equal(result.checks.length, 1);
    assert.equal(result.exchanges.length, 4);
  }
});

test('a clean-up that fails, at once or later, spoils neither the others nor the result', async () => {
  const flow = toyFlow('clumsy', spec('toy.one'), async ({ call, check, cleanUp }) => {
    cleanUp(async () => {
      await call('/cleaned');
      return ['a refresh token'];
    });
    cleanUp(() => Promise.reject(new Error('later')));
    cleanUp(() => {
      throw new URIError('at once');
    });
    check('toy.one', await call('/'), succeeds);
  });
  const session = toySession(ok);
  const result = await flow.run(session, TARGET);
  assert.deepEqual(told(result), ['toy.one: pass']);
  assert.equal(session.sent.at(-1)?.url, 'http://toy/cleaned');
  assert.deepEqual(result.leftovers, ['a refresh token']);
});

test('a flow that is out of time ends with verdicts, and nothing of it goes on', async () => {
  const flow = toyFlow('slow', spec('toy.one', 'toy.two'), async ({ call, check, cleanUp }) => {
    cleanUp(async () => {
      await call('/cleaned');
      return [];
    });
    check('toy.one', await call('/fast'), succeeds);
    const late = await call('/slow');
    check('toy.two', [late, await call('/after')], succeeds);
  });
  const session = toySession(({ url }) => (url.endsWith('/slow') ? 'never' : ok()), {
    bounds: { ...BOUNDS, flowMs: 60 },
  });
  const result = await flow.run(session, TARGET);
  assert.deepEqual(told(result), ['toy.one: pass', 'toy.two: inconclusive on tollgate.flow-deadline']);
  assert.match(result.checks[1]?.message ?? '', /longer than 0\.06 s/);
  const paths = session.sent.map(({ url }) => url.slice('http://toy'.length));
  assert.deepEqual(paths, ['/fast', '/slow', '/cleaned']);
  await sleep(20);
  assert.equal(session.sent.length, 3);
  assert.equal(result.checks.length, 2);
});

test('waiting for a target in real time ends with the flow', async () => {
  const flow = toyFlow('waits', spec('toy.one'), async ({ movableClock, wait }) => {
    assert.equal(movableClock, false);
    await wait(3_600);
  });
  const session = toySession(ok, { movableClock: false, bounds: { ...BOUNDS, flowMs: 30 } });
  assert.deepEqual(told(await flow.run(session, TARGET)), ['toy.one: inconclusive on tollgate.flow-deadline']);
});

test('a clean-up that never ends is ended', async () => {
  const flow = toyFlow('stuck', spec('toy.one'), async ({ call, check, cleanUp }) => {
    for (let i = 0; i < 5; i++) {
      cleanUp(async () => {
        await call('/stuck');
        return [];
      });
    }
    check('toy.one', await call('/'), succeeds);
  });
  const session = toySession((_, i) => (i === 0 ? ok() : 'never'), { bounds: { ...BOUNDS, flowMs: 50 } });
  assert.deepEqual(told(await flow.run(session, TARGET)), ['toy.one: pass']);
  assert.equal(session.sent.length, 2);
});

test('a movable clock is moved by a header of each later request, and by nothing else', async () => {
  const flow = toyFlow('ages', spec('toy.one'), async ({ call, check, movableClock, wait }) => {
    assert.equal(movableClock, true);
    await call('/now');
    await wait(3_600);
    await call('/later');
    await wait(1);
    check('toy.one', await call('/latest'), succeeds);
  });
  const session = toySession(ok);
  await flow.run(session, TARGET);
  assert.deepEqual(session.sent.map(clockOf), [undefined, '+3600', '+3601']);
  await flow.run(session, TARGET);
  assert.equal(clockOf(session.sent[3] ?? assert.fail()), undefined);
});

const ask = (title: string, id: string, times = 1) =>
  toyFlow(title, spec(id), async ({ call, check }) => {
    for (let i = 1; i < times; i++) await call('/');
    check(id, await call('/'), succeeds);
  });

test('a target that never answers is asked three times in all, and everything is blocked by that', async () => {
  const session = toySession(() => 'silent');
  const first = await ask('first', 'toy.one').run(session, TARGET);
  assert.deepEqual(told(first), ['toy.one: inconclusive on toy.reachable']);
  assert.equal(first.checks[0]?.message, 'POST http://toy/: hung up, 3 times in a row');
  const second = await ask('second', 'toy.two').run(session, TARGET);
  assert.deepEqual(told(second), ['toy.two: inconclusive on toy.reachable']);
  assert.equal(session.sent.length, 3);
});

test('a target that starts late is waited for before anything is judged', async () => {
  const session = toySession((_, i) => (i < 2 ? 'silent' : ok()));
  assert.deepEqual(told(await ask('late', 'toy.one').run(session, TARGET)), ['toy.one: pass']);
});

test('a target that falls silent is given up after three exchanges in a row; its clean-ups are not sent', async () => {
  const flow = toyFlow('dies', spec('toy.one', 'toy.two'), async ({ call, check, cleanUp }) => {
    check('toy.one', await call('/'), succeeds);
    cleanUp(async () => {
      await call('/clean');
      return [];
    });
    for (;;) check('toy.two', await call('/'), succeeds);
  });
  const session = toySession((_, i) => (i === 0 ? ok() : 'silent'));
  assert.deepEqual(told(await flow.run(session, TARGET)), [
    'toy.one: pass',
    'toy.two: inconclusive',
    'toy.two: inconclusive',
  ]);
  assert.equal(session.sent.length, 4);
  assert.equal(session.memory.givenUp.has('toy'), true);
});

test('a response in between begins the count anew; calls for patience and requests that cannot be sent are no silence', async () => {
  const replies = [
    ok(),
    'silent',
    'silent',
    ok(),
    'silent',
    'silent',
    'throttled',
    'silent',
    'unsendable',
    'unsendable',
    'unsendable',
    'silent',
    ok(),
  ] as const;
  const session = toySession((_, i) => replies[i] ?? assert.fail());
  assert.deepEqual(told(await ask('flaky', 'toy.one', replies.length).run(session, TARGET)), ['toy.one: pass']);
});

test('another system is not given up with it', async () => {
  const session = toySession(() => 'silent');
  session.memory.givenUp.set('other', 'down');
  session.memory.answered.add('toy');
  assert.deepEqual(told(await ask('alone', 'toy.one').run(session, TARGET)), ['toy.one: inconclusive']);
});

test('secrets leave in no part of a result', async () => {
  const secret = 'hidden-token-0123456789';
  const flow = toyFlow('secretive', spec('toy.one', 'toy.two', 'toy.three', 'toy.may'), async (context) => {
    const { call, check, cleanUp, observe, transport } = context;
    transport.secret(secret, 'token');
    cleanUp(async () => [`refresh token ${secret}`]);
    const exchange = await call(`/path/${secret}?q=${secret}`, { secret });
    check('toy.one', exchange, () => ({ ok: false, expected: `not ${secret}`, actual: `got ${secret}` }));
    check('toy.two', { nothing: `because of ${secret}` }, succeeds);
    check('toy.three', { notApplicable: `the response was ${secret}` }, succeeds);
    observe('toy.may', exchange, secret);
  });
  const session = toySession(() => [200, { secret, cookie: secret }]);
  const text = JSON.stringify(await flow.run(session, TARGET));
  assert.ok(!text.includes(secret), text);
  assert.ok(text.split('<token#1>').length > 9, text);
});

test('a contract is judged member by member; a response of another kind hangs it on what promised that kind', async () => {
  const list = { total: 1, filtered: 1, items: [{ client_id: 5 }] };
  const flow = (body: unknown, status = 200) => {
    const made = toyFlow(
      'conforms',
      spec(
        'wazo.refresh.answer-refreshed-json',
        'wazo.refresh.answer-refreshed-data',
        'wazo.refresh.refreshed-token',
        'wazo.refresh.refreshed-token-type',
        'toy.one',
      ),
      async ({ call, check, conforms }) => {
        const response = await call('/');
        check('toy.one', response, () => ({ ok: true, expected: '', actual: '' }));
        conforms('wazo/refreshed-token-response', response, 'toy.one');
      },
    );
    return made
      .run(
        toySession(() => [status, body]),
        TARGET,
      )
      .then(told);
  };
  const kept = await flow({ data: { token: 't', ...list } });
  assert.ok(kept.includes('wazo.refresh.refreshed-token: pass'), kept.join());
  const missing = await flow({ data: {} });
  assert.ok(missing.includes('wazo.refresh.refreshed-token: fail'), missing.join());
  assert.ok(
    missing.includes('wazo.refresh.refreshed-token-type: inconclusive on wazo.refresh.refreshed-token'),
    missing.join(),
  );
  const refused = await flow({ data: { token: 't' } }, 401);
  assert.ok(refused.includes('wazo.refresh.refreshed-token: inconclusive on toy.one'), refused.join());
  const html = await flow('<html>');
  assert.equal(html[1], 'wazo.refresh.answer-refreshed-json: fail');
  assert.ok(
    html.includes('wazo.refresh.refreshed-token: inconclusive on wazo.refresh.answer-refreshed-json'),
    html.join(),
  );
});

test('what a contract says of items is not forgotten where there is no item', async () => {
  const { ids } = contract('wazo/token-list-response');
  const flow = toyFlow('empty list', spec(...ids, 'toy.one'), async ({ call, check, conforms }) => {
    const list = await call('/');
    check('toy.one', list, succeeds);
    conforms('wazo/token-list-response', list, 'toy.one');
  });
  const found = told(
    await flow.run(
      toySession(() => [200, { total: 0, filtered: 0, items: [] }]),
      TARGET,
    ),
  );
  assert.ok(found.length < ids.length, found.join());
  assert.deepEqual(new Set(found.map((check) => check.split(': ')[1])), new Set(['pass']));
});

test('a role that needs a peer says so where the run has none', async () => {
  const flow = toyFlow('lonely', spec('toy.one'), async ({ transport }) => void (await transport.peer.mark()));
  const result = await flow.run(toySession(ok), TARGET);
  assert.match(result.checks[0]?.message ?? '', /toy\.server needs the mock IdP as its peer/);
});

test('exchanges that a peer noted can be named by checks, and are searched for secrets', async () => {
  const flow = toyFlow('noted', spec('toy.one'), async ({ call, check, transport }) => {
    const own = await call('/');
    const seen = { ...own, request: { ...own.request, headers: [['Authorization', 'Bearer seen-by-peer'] as const] } };
    transport.note([seen]);
    check('toy.one', seen, succeeds);
  });
  const result = await flow.run(toySession(ok), TARGET);
  assert.deepEqual(result.checks[0]?.exchanges, [1]);
  assert.deepEqual(result.exchanges[1]?.request.headers, [['Authorization', 'Bearer <credentials#1>']]);
});

test('a flow without anything to clean up sends nothing after its end', async () => {
  const flow = toyFlow('clean', spec('toy.one'), async ({ call, check, cleanUp }) => {
    cleanUp(nothing);
    check('toy.one', await call('/'), succeeds);
  });
  const session = toySession(ok);
  await flow.run(session, TARGET);
  assert.equal(session.sent.length, 1);
});
