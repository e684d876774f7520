import { nearest } from '../schemas/nearest.js';
import { loadCatalogue } from '../suites/harness/model/catalogue.js';
import { UsageError } from '../suites/harness/target/error.js';
import { oneOf } from './command.js';
import { columns, markdownTable } from './table.js';
const FORMATS = ['text', 'json', 'markdown'];
const RENDERERS = {
    text: (catalogue) => [...sections(catalogue).map(asText), total(catalogue)].join('\n'),
    json: asJson,
    markdown: (catalogue) => [...sections(catalogue).map(asMarkdown), total(catalogue)].join('\n'),
};
export const list = {
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
export function select(catalogue, selector) {
    if (selector === undefined)
        return catalogue;
    const isSelected = selection(selector);
    const selected = catalogue
        .map((system) => ({ ...system, requirements: system.requirements.filter(isSelected) }))
        .filter(({ requirements }) => requirements.length > 0);
    if (selected.length > 0)
        return selected;
    throw new UsageError([`tollgate list: nothing is named ${JSON.stringify(selector)}; ${fix(selector, catalogue)}`]);
}
function fix(selector, catalogue) {
    const all = catalogue.flatMap(({ requirements }) => requirements);
    const overview = [...catalogue.map(({ system }) => system), ...new Set(all.map(({ role }) => role))];
    const meant = nearest(selector, [...overview, ...all.map(({ id }) => id)]);
    return meant === undefined ? `there is ${overview.join(', ')}` : `did you mean ${meant}?`;
}
function selection(selector) {
    if (!selector.includes('*')) {
        return ({ id, role }) => role === selector || id === selector || id.startsWith(`${selector}.`);
    }
    const parts = selector.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
    const pattern = new RegExp(`^${parts.join('.*')}$`);
    return ({ id }) => pattern.test(id);
}
function sections(catalogue) {
    return catalogue.flatMap(({ document, requirements }) => [...new Set(requirements.map(({ role }) => role))].map((role) => ({
        role,
        document,
        requirements: requirements.filter((requirement) => requirement.role === role),
    })));
}
function rule({ text, excluded }) {
    return excluded === undefined ? text : `(excluded: ${excluded}) ${text}`;
}
function asText({ role, document, requirements }) {
    const rows = requirements.map((item) => [item.id, item.level, item.basis, item.endpoint, rule(item)]);
    return `${role}: ${document.title}\n\n${columns(rows, '  ')}`;
}
function asMarkdown({ role, document, requirements }) {
    const title = document.url === undefined ? document.title : `[${document.title}](${document.url})`;
    const rows = requirements.map((item) => [`\`${item.id}\``, item.level, item.basis, item.endpoint, rule(item)]);
    return `### ${role}: ${title}\n\n${markdownTable(['Id', 'Level', 'Basis', 'Endpoint', 'Rule'], rows)}`;
}
function asJson(catalogue) {
    return `${JSON.stringify({ counts: counts(catalogue), systems: catalogue }, undefined, 2)}\n`;
}
function counts(catalogue) {
    const all = catalogue.flatMap(({ requirements }) => requirements);
    const excluded = all.filter((requirement) => requirement.excluded !== undefined).length;
    return { total: all.length, toCheck: all.length - excluded, excluded };
}
function total(catalogue) {
    const { total: all, toCheck, excluded } = counts(catalogue);
    return `${all} ${all === 1 ? 'requirement' : 'requirements'}: ${toCheck} to check, ${excluded} excluded\n`;
}
//# sourceMappingURL=list.js.map