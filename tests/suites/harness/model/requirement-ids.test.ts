import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
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

test('an id that no requirement has does not compile', () => {
  const right: RequirementId = 'wazo.refresh.client-id-must-match';
  // @ts-expect-error
  const wrong: RequirementId = 'wazo.refresh.client-id-must-mtach';
  assert.notEqual(right, wrong);
});
