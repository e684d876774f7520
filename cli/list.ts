import { nearest } from '../schemas/nearest.ts';
import { type Catalogue, loadCatalogue, type SystemRequirements } from '../suites/harness/model/catalogue.ts';
import type { Requirement } from '../suites/harness/model/requirement.ts';
import { UsageError } from '../suites/harness/target/error.ts';
import { type Command, oneOf } from './command.ts';
import { columns, markdownTable } from './table.ts';

const FORMATS = ['text', 'json', 'markdown'] as const;

const RENDERERS: Readonly<Record<(typeof FORMATS)[number], (catalogue: Catalogue) => string>> = {
  text: (catalogue) => [...sections(catalogue).map(asText), total(catalogue)].join('\n'),
  json: asJson,
  markdown: (catalogue) => [...sections(catalogue).map(asMarkdown), total(catalogue)].join('\n'),
};

export const list: Command = {
  name: 'list',
  summary: 'list the requirements, without running anything',
  positionals: 1,
  options: { format: { type: 'string', default: 'text' } },
  help: `tollgate list [system, role or id] [--format text|json|markdown]

Lists requirements without running anything: id, level, basis, endpoint and
the rule itself. Sentences of a document that cannot be checked are listed
too, with the reason why they are excluded.

What to list:
  wazo                 a system
  wazo.server          a role
  wazo.refresh         all ids that begin so
  'wazo.*.client-id*'  ids by a pattern; * stands for anything

  --format   text (default), json (with source, why and fix), or markdown

To run the checks of one id: npx playwright test --grep <id>

Exit status: 0, 2 when nothing has that name, 3 when a list of requirements
is broken.
`,
  run: ({ values, positionals }, io) => {
    const render = RENDERERS[oneOf('--format', String(values.format), FORMATS)];
    io.out(render(select(loadCatalogue(io.root), positionals[0])));
    return 0;
  },
};

/** The part of a catalogue that a system, a role, the beginning of an id or a pattern names. Throws a UsageError where nothing is named so. */
export function select(catalogue: Catalogue, selector: string | undefined): Catalogue {
  if (selector === undefined) return catalogue;
  const isSelected = selection(selector);
  const selected = catalogue
    .map((system) => ({ ...system, requirements: system.requirements.filter(isSelected) }))
    .filter(({ requirements }) => requirements.length > 0);
  if (selected.length > 0) return selected;
  throw new UsageError([`tollgate list: nothing is named ${JSON.stringify(selector)}; ${fix(selector, catalogue)}`]);
}

function fix(selector: string, catalogue: Catalogue): string {
  const all = catalogue.flatMap(({ requirements }) => requirements);
  const overview = [...catalogue.map(({ system }) => system), ...new Set(all.map(({ role }) => role))];
  const meant = nearest(selector, [...overview, ...all.map(({ id }) => id)]);
  return meant === undefined ? `there is ${overview.join(', ')}` : `did you mean ${meant}?`;
}

function selection(selector: string): (requirement: Requirement) => boolean {
  if (!selector.includes('*')) {
    return ({ id, role }) => role === selector || id === selector || id.startsWith(`${selector}.`);
  }
  const parts = selector.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(`^${parts.join('.*')}$`);
  return ({ id }) => pattern.test(id);
}

/** The requirements of one role. */
interface Section {
  readonly role: string;
  readonly document: SystemRequirements['document'];
  readonly requirements: readonly Requirement[];
}

function sections(catalogue: Catalogue): Section[] {
  return catalogue.flatMap(({ document, requirements }) =>
    [...new Set(requirements.map(({ role }) => role))].map((role) => ({
      role,
      document,
      requirements: requirements.filter((requirement) => requirement.role === role),
    })),
  );
}

function rule({ text, excluded }: Requirement): string {
  return excluded === undefined ? text : `(excluded: ${excluded}) ${text}`;
}

function asText({ role, document, requirements }: Section): string {
  const rows = requirements.map((item) => [item.id, item.level, item.basis, item.endpoint, rule(item)]);
  return `${role}: ${document.title}\n\n${columns(rows, '  ')}`;
}

function asMarkdown({ role, document, requirements }: Section): string {
  const title = document.url === undefined ? document.title : `[${document.title}](${document.url})`;
  const rows = requirements.map((item) => [`\`${item.id}\``, item.level, item.basis, item.endpoint, rule(item)]);
  return `### ${role}: ${title}\n\n${markdownTable(['Id', 'Level', 'Basis', 'Endpoint', 'Rule'], rows)}`;
}

function asJson(catalogue: Catalogue): string {
  return `${JSON.stringify({ counts: counts(catalogue), systems: catalogue }, undefined, 2)}\n`;
}

function counts(catalogue: Catalogue): { total: number; toCheck: number; excluded: number } {
  const all = catalogue.flatMap(({ requirements }) => requirements);
  const excluded = all.filter((requirement) => requirement.excluded !== undefined).length;
  return { total: all.length, toCheck: all.length - excluded, excluded };
}

function total(catalogue: Catalogue): string {
  const { total: all, toCheck, excluded } = counts(catalogue);
  const some =
    all > 100 && catalogue.length > 1 ? `\nOne system, role or id alone: tollgate list ${catalogue[0]?.system}` : '';
  return `${all} ${all === 1 ? 'requirement' : 'requirements'}: ${toCheck} to check, ${excluded} excluded${some}\n`;
}
