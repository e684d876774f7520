import assert from 'node:assert/strict';
import test from 'node:test';
import { altered, type Change, except, instead, kept, together } from '../../../mock-idp/faults/changes.ts';
import { inScene } from '../../../mock-idp/frame/scene.ts';
import { hearSteps, step } from '../../../mock-idp/frame/step.ts';

const fits = step((known: string, given: string): boolean => known === given);
const greeting = step(async (name: string): Promise<string> => `hello ${name}`);

/** Does something as a request does whose fault has this change. */
function under<T>(change: Change, work: () => T, memory = new Map<unknown, unknown>()): T {
  const replacements = new Map([...change].map(([one, { instead }]) => [one, instead]));
  return inScene({ variant: 'toy', replacements, memory, prefix: '', skewMs: 0, body: Buffer.alloc(0) }, work);
}

test('a step is the honest function where no fault was asked for', async () => {
  assert.equal(fits('a', 'a'), true);
  assert.equal(fits('a', 'b'), false);
  assert.equal(await greeting('ann'), 'hello ann');
});

test('instead: another function, which gets the honest one', () => {
  const change = instead(fits, (honest) => (known, given) => honest(known, given.trim()));
  assert.equal(
    under(change, () => fits('a', ' a ')),
    true,
  );
  assert.equal(
    under(change, () => fits('a', 'b')),
    false,
  );
  assert.equal(fits('a', ' a '), false);
});

test('altered: the result changes, a promise is awaited', async () => {
  const change = together(
    altered(fits, (ok, _known, given) => ok || given === ''),
    altered(greeting, (text, name) => `${text} (${name})`),
  );
  assert.deepEqual(
    under(change, () => [fits('a', ''), fits('a', 'b')]),
    [true, false],
  );
  assert.equal(await under(change, () => greeting('ann')), 'hello ann (ann)');
});

test('except: some cases only', () => {
  const change = except(
    fits,
    (_known, given) => given === 'b',
    () => true,
  );
  assert.deepEqual(
    under(change, () => [fits('a', 'b'), fits('a', 'c')]),
    [true, false],
  );
});

test('two changes of one step are a mistake', () => {
  const change = altered(fits, () => true);
  assert.throws(() => together(change, change), /the same step/);
});

test('what a fault keeps is its own in each mock, and goes with a reset', () => {
  const seen = kept(() => new Set<string>());
  const change = altered(fits, (ok, _known, given) => {
    const before = seen().has(given);
    seen().add(given);
    return ok || before;
  });
  const [first, second] = [new Map(), new Map()];
  const tried = (memory: Map<unknown, unknown>) => under(change, () => fits('a', 'b'), memory);
  assert.deepEqual([tried(first), tried(first), tried(second)], [false, true, false]);
  first.clear();
  assert.equal(tried(first), false);
});

test('the proof hears which calls a change would have altered', (t) => {
  const changes = {
    blanks: altered(fits, (ok, known, given) => ok || known === given.trim()),
    empty: except(
      fits,
      (_known, given) => given === '',
      () => true,
    ),
    always: instead(fits, () => () => true),
  };
  const heard: string[] = [];
  hearSteps((called, given, result) => {
    for (const [name, change] of Object.entries(changes))
      if (change.get(called)?.concerns(given, result)) heard.push(name);
  });
  t.after(() => hearSteps(undefined));
  fits('a', 'a');
  fits('a', ' a');
  fits('a', '');
  assert.deepEqual(heard, ['always', 'blanks', 'always', 'empty', 'always']);
});
