import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { requirementPage } from '../../cli/requirement-page.ts';
import { requirementPages } from '../../cli/requirement-pages.ts';
import { loadCatalogue } from '../../suites/harness/model/catalogue.ts';

const folder = new URL('../../docs/requirements/', import.meta.url);

test('the pages of requirements are those that the requirements make; `npm run generate` writes them', async () => {
  const pages = await requirementPages(loadCatalogue());
  assert.deepEqual(readdirSync(folder).sort(), pages.map(([name]) => name).sort());
  for (const [name, text] of pages) {
    assert.ok(readFileSync(new URL(name, folder), 'utf8') === text, `docs/requirements/${name} is not current`);
  }
});

test('a page has an anchor for each requirement, its sentence, rule, fix, flows and faults', () => {
  const catalogue = loadCatalogue();
  const authlete = catalogue.find(({ system }) => system === 'authlete');
  assert.ok(authlete);
  const id = 'authlete.endpoint.wrong-password-refused';
  const page = requirementPage(authlete, {
    flows: [{ title: 'a <wrong> password', judges: [id] }],
    faults: [{ id: 'any-password', sentence: 'Any password will do.', breaks: [id] }],
  });
  for (const one of authlete.requirements) assert.ok(page.includes(`<a id="${one.id}"></a>`), one.id);
  const entry = page.slice(page.indexOf(`<a id="${id}">`));
  for (const part of [
    /^#### `authlete\.endpoint\.wrong-password-refused`$/m,
    /^> \S/m,
    /^- \*Fix\*: \S/m,
    /“a \\<wrong\\> password”/,
    /`any-password`: Any password will do\./,
  ]) {
    assert.match(entry, part);
  }
});
