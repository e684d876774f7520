import { UsageError } from '../suites/harness/target/error.js';
import { isSystemUrl, loadTargetSchema, } from '../suites/harness/target/schema.js';
import { oneOf, suggestion } from './command.js';
import { columns, markdownTable, wrap } from './table.js';
const OF_THE_RUN = [
    {
        variable: 'TARGET_FILE',
        type: 'file',
        description: 'The target file (JSON); the other TARGET_ variables win over it. Examples are in fixtures/targets/.',
        secret: false,
        neededFor: [],
    },
    {
        variable: 'TOLLGATE_STRICT',
        type: '1 | 0',
        default: 0,
        description: 'With 1 a broken MUST of basis rfc gates as well.',
        secret: false,
        neededFor: [],
    },
    {
        variable: 'TOLLGATE_BASELINE',
        type: 'file',
        description: 'The baseline: failures that you have accepted. `tollgate baseline` writes one from a report.',
        secret: false,
        neededFor: [],
    },
    {
        variable: 'TOLLGATE_OUT',
        type: 'folder',
        default: 'reports/out',
        description: 'Where the report is written.',
        secret: false,
        neededFor: [],
    },
];
const FORMATS = ['text', 'json', 'markdown', 'dotenv'];
const RENDERERS = {
    text: (groups) => groups.map(({ title, variables }) => `${title}\n\n${variables.map(asText).join('\n')}`).join('\n\n'),
    json: (groups) => `${JSON.stringify(groups.flatMap(({ variables }) => variables), undefined, 2)}\n`,
    markdown: (groups) => groups.map(asMarkdown).join('\n'),
    dotenv: (groups) => groups.map(asDotenv).join('\n'),
};
export const env = {
    name: 'env',
    summary: 'list every environment variable that describes a target',
    positionals: 1,
    options: { format: { type: 'string', default: 'text' } },
    help: `tollgate env [system] [--format text|json|markdown|dotenv]

Lists every setting of the target file with its environment variable: type,
default, what it means, whether it is a secret, and which role needs it.
With a system (such as wazo): the shared settings and that system's own.

  --format   text (default), json, markdown, or dotenv: lines to fill in
             (a variable that is left empty counts as not set)

  npx tollgate env wazo --format dotenv > .env
  (edit .env; put values with spaces or $ in single quotes)
  set -a; . ./.env; set +a; npx playwright test wazo

Exit status: 0, or 2 when the system or the format is unknown.
`,
    run: ({ values, positionals }, io) => {
        const render = RENDERERS[oneOf('--format', String(values.format), FORMATS)];
        io.out(render(groupsOf(loadTargetSchema(io.root), positionals[0])));
        return 0;
    },
};
function groupsOf(schema, system) {
    if (system !== undefined && !schema.systems.includes(system)) {
        throw new UsageError([
            `tollgate env: ${JSON.stringify(system)} is not a system; ${suggestion(system, schema.systems)}`,
        ]);
    }
    const variablesOf = (owner) => schema.leaves.filter((leaf) => leaf.system === owner).map((leaf) => variableOf(leaf, schema));
    return [
        { title: 'The run', variables: OF_THE_RUN },
        { title: 'Every target', variables: variablesOf(undefined) },
        ...schema.systems
            .filter((owner) => system === undefined || owner === system)
            .map((owner) => ({ title: owner, variables: variablesOf(owner) })),
    ];
}
function variableOf(leaf, { roles }) {
    return {
        variable: leaf.env,
        member: leaf.name,
        type: typeOf(leaf),
        ...('default' in leaf && { default: leaf.default }),
        description: leaf.description,
        secret: leaf.secret,
        neededFor: roles.filter(({ needs }) => needs.some((need) => setsIt(leaf, need))).map(({ role }) => role),
    };
}
/** Whether a leaf is what sets a need; of a system's URL that is the base URL, which stands in for it. */
function setsIt(leaf, need) {
    return isSystemUrl(need) ? leaf.name === 'url' : [need, ...(need.or ?? [])].some(({ name }) => name === leaf.name);
}
const FORMAT_NAMES = {
    'base-url': 'URL',
    'http-url': 'URL',
    'url-path': 'path',
    'path-or-url': 'path or URL',
    'listen-address': 'host:port',
    'file-path': 'file',
};
function typeOf({ type, choices, format }) {
    if (type === 'array')
        return `comma-separated ${(choices ?? []).join(' | ')}`;
    if (type === 'boolean')
        return 'true | false';
    return choices?.join(' | ') ?? FORMAT_NAMES[format ?? ''] ?? type;
}
function shown(value) {
    return Array.isArray(value) ? value.join(',') : String(value);
}
function remarks(variable) {
    return [
        ...(variable.neededFor.length > 0 ? [`needed for ${variable.neededFor.join(', ')}`] : []),
        ...(variable.secret ? ['secret'] : []),
        ...('default' in variable ? [`default ${shown(variable.default)}`] : []),
    ];
}
function asText(variable) {
    const head = [variable.type, ...remarks(variable)].join('; ');
    return (columns([[variable.variable, head]], '  ') +
        wrap(variable.description, 92)
            .map((line) => `      ${line}\n`)
            .join(''));
}
function asMarkdown({ title, variables }) {
    const rows = variables.map((variable) => [
        `\`${variable.variable}\``,
        variable.member === undefined ? '' : `\`${variable.member}\``,
        variable.type,
        'default' in variable ? `\`${shown(variable.default)}\`` : '',
        [variable.description, ...remarks(variable).filter((remark) => !remark.startsWith('default '))].join('; '),
    ]);
    return `### ${title}\n\n${markdownTable(['Variable', 'Member', 'Type', 'Default', 'Meaning'], rows)}`;
}
function asDotenv({ title, variables }) {
    const lines = variables.map((variable) => {
        const notes = remarks(variable).length > 0 ? ` (${remarks(variable).join('; ')})` : '';
        const comment = wrap(variable.description + notes, 96).map((line) => `# ${line}\n`);
        const isDefault = 'default' in variable;
        return `${comment.join('')}${isDefault ? '#' : ''}${variable.variable}=${isDefault ? shown(variable.default) : ''}\n`;
    });
    return `# == ${title} ==\n\n${lines.join('\n')}`;
}
//# sourceMappingURL=env.js.map