import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { circleIn, type Dependency, type Table } from '../../../../suites/harness/flow/dependencies.ts';
import { loadCatalogue, requirementsOf } from '../../../../suites/harness/model/catalogue.ts';
import { verdictWhenBroken } from '../../../../suites/harness/model/verdict.ts';
import { PROJECT_ROOT } from '../../../../suites/harness/target/schema.ts';
import { flowsByRole } from '../../../mutation/roles.ts';

const all = requirementsOf(loadCatalogue());
const byId = new Map(all.map((requirement) => [requirement.id, requirement]));
const roles = await flowsByRole();
const flows = [...roles.values()].flat();

test('there are flows to look at', () => {
  assert.ok(flows.length > 0);
});

test('every requirement that is not excluded is judged by a flow of its role', () => {
  const own = flows.filter(({ isNet }) => !isNet);
  const judged = new Set(own.flatMap(({ role, judges }) => judges.map((id) => `${role} ${id}`)));
  const missing = all.filter(({ id, role, excluded }) => !excluded && !judged.has(`${role} ${id}`));
  assert.deepEqual(
    missing.map(({ id }) => id),
    [],
  );
});

test('every id that a flow judges is a requirement of its role that is not excluded', () => {
  const wrong = flows.flatMap(({ title, role, judges }) =>
    judges.filter((id) => byId.get(id)?.role !== role || byId.get(id)?.excluded).map((id) => `${title}: ${id}`),
  );
  assert.deepEqual(wrong, []);
});

test('what a flow needs was judged by a flow before it', () => {
  for (const ofRole of roles.values()) {
    const before = new Set<string>();
    for (const { title, needs = [], judges } of ofRole) {
      assert.deepEqual(
        needs.filter((id) => !before.has(id)),
        [],
        title,
      );
      for (const id of judges) before.add(id);
    }
  }
});

test('each title is there once in its role, and each flow judges something', () => {
  for (const ofRole of roles.values()) {
    assert.equal(new Set(ofRole.map(({ title }) => title)).size, ofRole.length);
    for (const { title, judges } of ofRole) assert.ok(judges.length > 0, title);
  }
});

test('a flow is registered under the endpoint of a requirement that it judges', () => {
  const wrong = flows.filter(({ endpoint, judges }) => !judges.some((id) => byId.get(id)?.endpoint === endpoint));
  assert.deepEqual(
    wrong.map(({ title }) => title),
    [],
  );
});

/** Every dependency in a table of a flow. */
const dependencies = flows.flatMap(({ title, table = {} }) =>
  Object.entries(table).flatMap(([id, on = []]) => on.map((dependency) => ({ title, id, dependency }))),
);

test('nothing depends on itself, however many flows the way round leads through', () => {
  const whole: Record<string, readonly Dependency[]> = {};
  for (const { id, dependency } of dependencies) whole[id] = [...(whole[id] ?? []), dependency];
  assert.equal(circleIn(whole satisfies Table), undefined);
});

/** Whether breaking a requirement makes a run red. */
const gates = (id: string) => verdictWhenBroken(byId.get(id) ?? assert.fail(id), ['document']) === 'fail';

test('what gates depends plainly on what does not gate only for a reason', () => {
  const unreasoned = dependencies.filter(
    ({ id, dependency }) => typeof dependency === 'string' && gates(id) && !gates(dependency),
  );
  assert.deepEqual(
    unreasoned.map(({ title, id, dependency }) => `${title}: ${id} on ${dependency}`),
    [],
  );
});

test('a reason is given only for depending on what does not gate', () => {
  const surplus = dependencies.filter(
    ({ dependency }) => typeof dependency === 'object' && 'because' in dependency && gates(dependency.on),
  );
  assert.deepEqual(
    surplus.map(({ title, id }) => `${title}: ${id}`),
    [],
  );
});

test('a check that sends is awaited', () => {
  const suites = join(PROJECT_ROOT, 'suites');
  const files = readdirSync(suites, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const hasty = files
    .filter((file) => !file.startsWith('harness'))
    .flatMap((file) => {
      const text = readFileSync(join(suites, file), 'utf8');
      const calls = text.match(/^\s*(?:void )?(?:refuses\(|check\(\s*[^,()]+,\s*(?:async )?\(\) =>).*$/gm) ?? [];
      return calls.map((call) => `${file}: ${call.trim()}`);
    });
  assert.ok(files.length > 0);
  assert.deepEqual(hasty, []);
});
