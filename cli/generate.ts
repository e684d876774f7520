import { mkdirSync, writeFileSync } from 'node:fs';
import { loadCatalogue } from '../suites/harness/model/catalogue.ts';
import { requirementPages } from './requirement-pages.ts';

/** A part of `npm run generate`: writes `docs/requirements/`, after what the flows are compiled with. */
const folder = new URL('../docs/requirements/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [name, text] of await requirementPages(loadCatalogue())) writeFileSync(new URL(name, folder), text);
