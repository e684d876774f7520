import { allFaults } from '../mock-idp/faults/registry.ts';
import { nearest } from '../schemas/nearest.ts';
import { loadCatalogue } from '../suites/harness/model/catalogue.ts';
import type { Requirement } from '../suites/harness/model/requirement.ts';
import { UsageError } from '../suites/harness/target/error.ts';
import type { Command } from './command.ts';
import { flowsOf } from './flows.ts';
import { around } from './requirement-page.ts';

export const explain: Command = {
  name: 'explain',
  summary: 'explain a requirement: sentence, why, checks, fix',
  positionals: 1,
  options: {},
  help: `tollgate explain <id>

Explains one requirement: the sentence of the document that it comes from,
what it asks for and why, which flows check it, which faults of the mock break
it (to see what a violation looks like), and how to fix it.

  npx tollgate explain wazo.refresh.client-id-must-match

Exit status: 0, 2 when no requirement has that id.
`,
  async run({ positionals: [id] }, io) {
    if (id === undefined) throw new UsageError(['tollgate explain: name a requirement; `tollgate list` has them all']);
    const all = loadCatalogue(io.root).flatMap(({ requirements }) => requirements);
    const requirement = all.find((one) => one.id === id);
    if (!requirement) {
      const meant = nearest(
        id,
        all.map((one) => one.id),
      );
      throw new UsageError([
        `tollgate explain: no requirement is called ${id}; ${meant ? `did you mean ${meant}?` : '`tollgate list` has them all'}`,
      ]);
    }
    io.out(await explanation(requirement));
    return 0;
  },
};

/** What is to be said of a requirement, as plain text. */
async function explanation(requirement: Requirement): Promise<string> {
  const { id, role, level, basis, endpoint, source, text, why, fix, excluded } = requirement;
  const head = [`${id}`, `  ${role} · ${level} · ${basis} · ${endpoint}`, ''];
  const sentence = paragraph(
    'Sentence',
    `“${source.sentence}” (${source.heading}${source.url ? `, ${source.url}` : ''})`,
  );
  if (excluded) return [...head, sentence, paragraph('Not checked', `${excluded}. ${why}`), ''].join('\n');
  const known = { flows: await flowsOf(role.split('.')[0] ?? ''), faults: await allFaults() };
  const { flows, faults } = around(id, known);
  const run = `npx playwright test ${role.replace('.', '/')} --grep ${id}`;
  return [
    ...head,
    sentence,
    paragraph('Rule', text),
    paragraph('Why', why),
    paragraph('Fix', fix),
    paragraph('Checked by', flows.map(({ title }) => `the flow “${title}”`).join(', ') || 'no flow of this version'),
    paragraph('Alone', run),
    paragraph('Broken by', faults.map((fault) => `${fault.id}: ${fault.sentence}`).join('\n')),
    '',
  ].join('\n');
}

const WIDTH = 12;

function paragraph(title: string, text: string): string {
  const [first = '', ...more] = text.split('\n');
  return [`${title.padEnd(WIDTH)}${first}`, ...more.map((line) => `${' '.repeat(WIDTH)}${line}`)].join('\n');
}
