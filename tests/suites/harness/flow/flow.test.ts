import assert from 'node:assert/strict';
import test from 'node:test';
import { hasStatus, succeeds, succeedsWith } from '../../../../suites/harness/checks/matchers.ts';
import { each } from '../../../../suites/harness/flow/dependencies.ts';
import { told, toyFlow, toySession } from '../toy.ts';

const spec = (...ids: string[]) => ({ endpoint: 'token', judges: each(ids) });
const ok = () => [200, { data: { token: 't' } }] as const;
const TARGET = {};

test('a broken requirement has the verdict of its level and basis, a kept one passes', async () => {
  const ids = ['toy.one', 'toy.rfc', 'toy.should', 'toy.may'];
  const judge = toyFlow('judges', spec(...ids), async ({ call, check }) => {
    const kept = await call('/kept');
    const broken = await call('/broken');
    for (const id of ids) {
      assert.equal(check(id, kept, succeeds), true);
      assert.equal(check(id, [kept, broken], succeeds), false);
    }
  });
  const script = ({ url }: { url: string }) => [url.endsWith('/kept') ? 200 : 404] as const;
  const result = await judge.run(toySession(script), TARGET);
  assert.deepEqual(told(result), [
    'toy.one: pass',
    'toy.one: fail',
    'toy.rfc: pass',
    'toy.rfc: warn',
    'toy.should: pass',
    'toy.should: warn',
    'toy.may: pass',
    'toy.may: info',
  ]);
  const [kept, broken] = result.checks;
  assert.deepEqual(kept?.exchanges, [0]);
  assert.deepEqual(broken?.exchanges, [0, 1]);
  assert.equal(broken?.expected, 'a 2xx response');
  assert.equal(broken?.actual, '404 application/json: {}');
  const strict = await judge.run(toySession(script, { gate: ['document', 'rfc'] }), TARGET);
  assert.ok(told(strict).includes('toy.rfc: fail'));
});

test('nothing is judged of a silence, of a call for patience, or of no exchange at all', async () => {
  const flow = toyFlow('silent', spec('toy.one', 'toy.two', 'toy.three'), async ({ call, check }) => {
    await call('/');
    check('toy.one', [await call('/'), await call('/')], succeeds);
    check('toy.two', await call('/'), hasStatus(429));
    check('toy.three', [], succeeds);
  });
  const result = await flow.run(
    toySession((_, i) => (['silent', 'throttled'] as const)[i - 2] ?? ok()),
    TARGET,
  );
  assert.deepEqual(told(result), ['toy.one: inconclusive', 'toy.two: inconclusive', 'toy.three: inconclusive']);
  assert.deepEqual(
    result.checks.map(({ message }) => message),
    ['no response: hung up', 'asked 2 times to slow down', 'no exchange was made'],
  );
  assert.equal(result.exchanges.at(-1)?.response?.status, 429);
});

test('an id that the flow does not declare, or that no document has, is an error of ours', async () => {
  const undeclared = toyFlow('undeclared', spec('toy.one'), async ({ call, check }) => {
    check('toy.two', await call('/'), succeeds);
  });
  const result = await undeclared.run(toySession(ok), TARGET);
  assert.deepEqual(told(result), ['toy.one: error']);
  assert.match(result.checks[0]?.message ?? '', /"undeclared" judges toy\.two, which it does not declare\. \(at /);

  const unknown = toyFlow('unknown', spec('toy.none'), async ({ call, check }) => {
    check(`toy.${'none' as string}`, await call('/'), succeeds);
  });
  assert.match((await unknown.run(toySession(ok), TARGET)).checks[0]?.message ?? '', /no requirement toy\.none/);
});

test('a declared id without a verdict is an error of ours', async () => {
  const flow = toyFlow('forgets', spec('toy.one', 'toy.two'), async ({ call, check }) => {
    check('toy.one', await call('/'), succeeds);
  });
  const result = await flow.run(toySession(ok), TARGET);
  assert.deepEqual(told(result), ['toy.one: pass', 'toy.two: error']);
  assert.match(result.checks[1]?.message ?? '', /ended without a verdict on toy\.two/);
});

test('an exception is an error on what was not judged yet, on everything where all was judged', async () => {
  const thrower = (judged: readonly string[]) =>
    toyFlow('throws', spec('toy.one', 'toy.two'), async ({ call, check }) => {
      const exchange = await call('/');
      for (const id of judged) check(id, exchange, succeeds);
      throw new TypeError('what is this');
    });
  assert.deepEqual(told(await thrower(['toy.one']).run(toySession(ok), TARGET)), ['toy.one: pass', 'toy.two: error']);
  const all = await thrower(['toy.one', 'toy.two']).run(toySession(ok), TARGET);
  assert.deepEqual(told(all).slice(2), ['toy.one: error', 'toy.two: error']);
  assert.match(all.checks[2]?.message ?? '', /what is this \(at .*flow\.test\.ts/);
});

test('take gives a value, or ends the flow and hangs the rest on what promised it', async () => {
  const flow = toyFlow('takes', spec('toy.one', 'toy.two', 'toy.three'), async ({ call, check, extract }) => {
    const login = await call('/');
    check('toy.one', login, succeeds);
    assert.equal(extract(login, '/data/token', 'toy.one'), 't');
    check('toy.two', await call('/'), succeeds);
    check('toy.three', await call('/'), succeeds);
  });
  assert.deepEqual(told(await flow.run(toySession(ok), TARGET)), ['toy.one: pass', 'toy.two: pass', 'toy.three: pass']);
  for (const token of ['', 5, null, ['t'], { t: 1 }, '\ud800']) {
    const session = toySession(() => [200, { data: { token } }]);
    const result = await flow.run(session, TARGET);
    const rest = ['toy.two: inconclusive on toy.one', 'toy.three: inconclusive on toy.one'];
    assert.deepEqual(told(result), ['toy.one: pass', ...rest]);
    assert.match(result.checks[1]?.message ?? '', /nothing to take at \/data\/token/);
    assert.equal(session.sent.length, 1);
  }
  const refused = await flow.run(
    toySession(() => [401, { data: { token: 't' } }]),
    TARGET,
  );
  assert.equal(told(refused)[1], 'toy.two: inconclusive on toy.one');
});

const one = toyFlow(
  'one',
  spec('toy.one'),
  async ({ call, check }) => void check('toy.one', await call('/'), succeeds),
);
const needing = (...needs: string[]) =>
  toyFlow('needs', { endpoint: 'token', judges: { 'toy.two': needs } }, async ({ call, check }) => {
    check('toy.two', await call('/'), succeeds);
  });

test('what a flow needs is remembered: a broken need is one finding, and the target is not asked again', async () => {
  const session = toySession(() => [401]);
  await one.run(session, TARGET);
  assert.deepEqual(told(await needing('toy.one').run(session, TARGET)), ['toy.two: inconclusive on toy.one']);
  assert.equal(session.sent.length, 1);
  const third = toyFlow('third', { endpoint: 'token', judges: { 'toy.three': ['toy.two'] } }, async () => undefined);
  assert.deepEqual(told(await third.run(session, TARGET)), ['toy.three: inconclusive on toy.two']);
});

test('a need that was not judged in this run keeps nothing from being judged', async () => {
  assert.deepEqual(told(await needing('toy.one').run(toySession(ok), TARGET)), ['toy.two: pass']);
});

test('a need that was once kept and once broken is broken', async () => {
  const session = toySession((_, i) => [i === 1 ? 401 : 200]);
  for (let i = 0; i < 3; i++) await one.run(session, TARGET);
  assert.deepEqual(told(await needing('toy.one').run(session, TARGET)), ['toy.two: inconclusive on toy.one']);
});

test('a skip goes on to what needs it, with its fact', async () => {
  const session = toySession(ok);
  const skipping = toyFlow('skips', spec('toy.one'), async ({ check }) => {
    check('toy.one', { notApplicable: 'there is no list' }, succeeds);
  });
  assert.deepEqual(told(await skipping.run(session, TARGET)), ['toy.one: skip (there is no list)']);
  assert.deepEqual(told(await needing('toy.one').run(session, TARGET)), ['toy.two: skip (there is no list)']);
  assert.equal(session.sent.length, 0);
});

test('a fact of the target file skips a flow before it sends anything', async () => {
  const flow = toyFlow(
    'optional',
    { ...spec('toy.one', 'toy.two'), skipFact: ({ withoutIt }) => withoutIt },
    async ({ call, check }) => {
      const exchange = await call('/');
      for (const id of ['toy.one', 'toy.two']) check(id, exchange, succeeds);
    },
  );
  const session = toySession(ok);
  const skipped = await flow.run(session, { withoutIt: 'the target file names no it' });
  assert.deepEqual(told(skipped), [
    'toy.one: skip (the target file names no it)',
    'toy.two: skip (the target file names no it)',
  ]);
  assert.equal(session.sent.length, 0);
  assert.deepEqual(told(await flow.run(session, {})), ['toy.one: pass', 'toy.two: pass']);
});

test('what is neither right nor wrong is told', async () => {
  const flow = toyFlow('observes', spec('toy.may'), async ({ call, observe }) => {
    observe('toy.may', await call('/'), 'it rotates');
  });
  const result = await flow.run(toySession(ok), TARGET);
  assert.deepEqual(told(result), ['toy.may: info']);
  assert.equal(result.checks[0]?.message, 'it rotates');
});

/** A negative check whose control and altered request are answered so. */
async function refusal(control: ReturnType<Parameters<typeof toySession>[0]>, altered: typeof control) {
  const flow = toyFlow('refuses', spec('toy.one', 'toy.rfc'), async ({ call, refuses }) => {
    await call('/warm-up');
    let made = 0;
    await refuses('toy.one', {
      given: () => ({ single: ++made }),
      alter: (body) => ({ ...body, wrong: true }),
      send: (body) => call('/token', body),
      accepted: succeedsWith('/data/token'),
      detail: { 'toy.rfc': hasStatus(401) },
    });
  });
  const script = ({ url }: { url: string }, i: number) =>
    url.endsWith('/warm-up') ? ok() : i === 1 ? control : altered;
  const session = toySession(script);
  const result = await flow.run(session, TARGET);
  return {
    told: told(result),
    result,
    bodies: session.sent.slice(1).map(({ body }) => Buffer.from(body ?? []).toString()),
  };
}

test('a refusal with the right detail passes; given runs afresh for each of the two requests', async () => {
  const { told, bodies, result } = await refusal(ok(), [401]);
  assert.deepEqual(told, ['toy.one: pass', 'toy.rfc: pass']);
  assert.deepEqual(bodies, ['{"single":1}', '{"single":2,"wrong":true}']);
  assert.deepEqual(result.checks[0]?.exchanges, [1, 2]);
});

test('any response below 500 without the effect is a refusal; which one is a detail', async () => {
  for (const status of [400, 403, 302, 404, 418]) {
    assert.deepEqual((await refusal(ok(), [status])).told, ['toy.one: pass', 'toy.rfc: warn']);
  }
  assert.deepEqual((await refusal(ok(), [200, { error: 'no' }])).told, ['toy.one: pass', 'toy.rfc: warn']);
});

test('an accepted fault fails, and its detail is blocked by that', async () => {
  const { told, result } = await refusal(ok(), ok());
  assert.deepEqual(told, ['toy.one: fail', 'toy.rfc: inconclusive on toy.one']);
  assert.equal(result.checks[0]?.expected, 'a refusal: not a 2xx response with data.token, a non-empty string');
});

test('a crash over a fault is not a refusal in order, but nothing was accepted', async () => {
  for (const status of [500, 502, 503, 599]) {
    const { told, result } = await refusal(ok(), [status]);
    assert.deepEqual(told, ['toy.one: warn', 'toy.rfc: warn']);
    const { expected = '', actual = '', message = '' } = result.checks[0] ?? {};
    assert.match(expected, /^a refusal: not a 2xx response with data\.token.*, told by a status below 500$/);
    assert.match(actual, new RegExp(`^${status} `));
    assert.match(message, /^nothing was accepted, as the rule asks; but the target failed/);
  }
  assert.deepEqual((await refusal(ok(), 'silent')).told, ['toy.one: warn', 'toy.rfc: inconclusive']);
});

test('a call for patience is not a refusal', async () => {
  assert.deepEqual((await refusal(ok(), 'throttled')).told, ['toy.one: inconclusive', 'toy.rfc: inconclusive']);
});

test('without an accepted control a refusal proves nothing, and the fault is not sent', async () => {
  for (const control of [[401], [500], [200, {}], 'silent', 'throttled'] as const) {
    const { told, bodies, result } = await refusal(control, [401]);
    assert.deepEqual(told, ['toy.one: inconclusive', 'toy.rfc: inconclusive']);
    assert.equal(bodies.length, 1);
    assert.match(result.checks[0]?.message ?? '', /a refusal proves nothing/);
  }
});

test('refused judges two exchanges that were made before', async () => {
  const flow = toyFlow('pairs', spec('toy.one', 'toy.two'), async ({ call, refused }) => {
    const control = await call('/good');
    refused('toy.one', { control, refused: await call('/bad'), accepted: succeeds });
    refused('toy.two', { control: await call('/bad'), refused: await call('/bad'), accepted: succeeds });
  });
  const result = await flow.run(
    toySession(({ url }) => [url.endsWith('/good') ? 200 : 401]),
    TARGET,
  );
  assert.deepEqual(told(result), ['toy.one: pass', 'toy.two: inconclusive']);
});

test('a message of ours that breaks its own contract is an error of ours and is not sent, unless it is wrong on purpose', async () => {
  const good = { expiration: 60 };
  const wrong = toyFlow('wrong', spec('toy.one'), async ({ call, check }) => {
    check('toy.one', await call('/', { expiration: 'soon' }, 'wazo/token-request'), succeeds);
  });
  const session = toySession(ok);
  const result = await wrong.run(session, TARGET);
  assert.deepEqual(told(result), ['toy.one: error']);
  assert.match(
    result.checks[0]?.message ?? '',
    /Our own message breaks wazo\/token-request: \/expiration must be integer/,
  );
  assert.equal(session.sent.length, 0);

  const onPurpose = (control: object) =>
    toyFlow('on purpose', spec('toy.one'), async ({ call, refuses }) => {
      await refuses('toy.one', {
        given: () => control,
        alter: () => ({ expiration: {} }),
        send: (body) => call('/', body, 'wazo/token-request'),
        accepted: succeeds,
      });
      await call('/', good, 'wazo/token-request');
    });
  const script = ({ body }: { body?: Uint8Array }) =>
    [`${Buffer.from(body ?? [])}`.includes('60') ? 200 : 400] as const;
  assert.deepEqual(told(await onPurpose(good).run(toySession(script), TARGET)), ['toy.one: pass']);
  assert.deepEqual(told(await onPurpose({ expiration: '60' }).run(toySession(script), TARGET)), ['toy.one: error']);
});
