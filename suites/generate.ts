import { writeFileSync } from 'node:fs';
import { loadCatalogue } from './harness/model/catalogue.ts';
import { requirementIdsModule } from './harness/model/requirement-ids.ts';

/** `npm run generate`: writes what is made from the requirements. */
for (const { system, requirements } of loadCatalogue()) {
  const ids = requirements.map(({ id }) => id);
  writeFileSync(new URL(`${system}/requirement-ids.ts`, import.meta.url), requirementIdsModule(system, ids));
}
