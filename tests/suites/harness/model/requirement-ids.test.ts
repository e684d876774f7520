import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { succeeds } from '../../../../suites/harness/checks/matchers.ts';
import { each, where } from '../../../../suites/harness/flow/dependencies.ts';
import { loadCatalogue } from '../../../../suites/harness/model/catalogue.ts';
import type { RequirementId } from '../../../../suites/harness/model/requirement.ts';
import { requirementIdsModule } from '../../../../suites/harness/model/requirement-ids.ts';

for (const { system, requirements } of loadCatalogue()) {
  test(`${system}: the generated ids are those of the requirements (else: npm run generate)`, () => {
    const file = new URL(`../../../../suites/${system}/requirement-ids.ts`, import.meta.url);
    const ids = requirements.map(({ id }) => id);
    assert.equal(readFileSync(file, 'utf8'), requirementIdsModule(system, ids));
  });
}

import { toyFlow } from '../toy.ts';

test('an id that no requirement has does not compile', () => {
  const right: RequirementId = 'wazo.refresh.client-id-must-match';
  // @ts-expect-error
  const wrong: RequirementId = 'wazo.refresh.client-id-must-mtach';
  assert.notEqual(right, wrong);
});

test('a flow that names an id that no requirement has does not compile, wherever it names it', () => {
  const on = { endpoint: 'token' } as const;
  const body = async () => undefined;
  toyFlow('right', { ...on, judges: { 'toy.one': [], 'toy.two': ['toy.one', where('toy.one')] } }, body);
  toyFlow('put together', { ...on, judges: each(['one', 'two'].map((rule) => `toy.${rule}`)) }, body);
  // @ts-expect-error
  toyFlow('wrong id', { ...on, judges: { 'toy.oen': [] } }, body);
  // @ts-expect-error
  toyFlow('wrong dependency', { ...on, judges: { 'toy.one': [], 'toy.two': ['toy.oen'] } }, body);
  // @ts-expect-error
  toyFlow('wrong condition', { ...on, judges: { 'toy.one': [where('toy.oen')] } }, body);
  toyFlow('wrong check', { ...on, judges: { 'toy.one': [] } }, async ({ call, check, extract }) => {
    const response = await call('/');
    // @ts-expect-error
    check('toy.oen', response, succeeds);
    // @ts-expect-error
    extract(response, '/data', 'toy.oen');
  });
});
