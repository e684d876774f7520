import { allFaults } from '../mock-idp/faults/registry.ts';
import type { Catalogue } from '../suites/harness/model/catalogue.ts';
import { flowsOf } from './flows.ts';
import { requirementPage } from './requirement-page.ts';

/** The pages of `docs/requirements/`: the name and text of each file. */
export async function requirementPages(catalogue: Catalogue): Promise<[name: string, text: string][]> {
  const faults = await allFaults();
  return Promise.all(
    catalogue.map(
      async (system): Promise<[string, string]> => [
        `${system.system}.md`,
        requirementPage(system, { flows: await flowsOf(system.system), faults }),
      ],
    ),
  );
}
