import assert from 'node:assert/strict';
import test from 'node:test';
import { loadCatalogue, requirementsOf } from '../../../../suites/harness/model/catalogue.ts';
import { flowsByRole } from '../../../mutation/roles.ts';

const all = requirementsOf(loadCatalogue());
const byId = new Map(all.map((requirement) => [requirement.id, requirement]));
const roles = await flowsByRole();
const flows = [...roles.values()].flat();

test('there are flows to look at', () => {
  assert.ok(flows.length > 0);
});

test('every requirement that is not excluded is judged by a flow of its role', () => {
  const judged = new Set(flows.flatMap(({ role, judges }) => judges.map((id) => `${role} ${id}`)));
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
