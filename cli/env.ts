import { UsageError } from '../suites/harness/target/error.ts';
import {
  isSystemUrl,
  type Leaf,
  loadTargetSchema,
  type Need,
  type TargetSchema,
} from '../suites/harness/target/schema.ts';
import { type Command, oneOf, suggestion } from './command.ts';
import { columns, markdownTable, wrap } from './table.ts';

/** One environment variable of a run. */
interface Variable {
  readonly variable: string;
  /** The member of the target file that it sets; none for what is not a member. */
  readonly member?: string;
  readonly type: string;
  readonly default?: unknown;
  readonly description: string;
  readonly secret: boolean;
  /** The roles that cannot run without it. */
  readonly neededFor: readonly string[];
}

interface Group {
  readonly title: string;
  readonly variables: readonly Variable[];
}

const OF_THE_RUN: readonly Variable[] = [
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
    variable: 'TOLLGATE_BASES',
    type: 'comma-separated document | rfc | vendor | practice',
    default: 'document,rfc,vendor,practice',
    description: 'Which bases are judged at all, instead of those of the target file (bases).',
    secret: false,
    neededFor: [],
  },
  {
    variable: 'TOLLGATE_TARGET_REQUIRED',
    type: '1 | 0',
    default: 0,
    description:
      'With 1 a run without a target is a mistake (exit status 2) instead of a run against the bundled mock.',
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

const FORMATS = ['text', 'json', 'markdown', 'dotenv'] as const;

const RENDERERS: Readonly<Record<(typeof FORMATS)[number], (groups: readonly Group[]) => string>> = {
  text: (groups) =>
    groups.map(({ title, variables }) => `${title}\n\n${variables.map(asText).join('\n')}`).join('\n\n'),
  json: (groups) =>
    `${JSON.stringify(
      groups.flatMap(({ variables }) => variables),
      undefined,
      2,
    )}\n`,
  markdown: (groups) => groups.map(asMarkdown).join('\n'),
  dotenv: (groups) => groups.map(asDotenv).join('\n'),
};

export const env: Command = {
  name: 'env',
  summary: 'list every environment variable that describes a target',
  positionals: 1,
  options: { format: { type: 'string', default: 'text' } },
  help: `tollgate env [system] [--format text|json|markdown|dotenv]

Lists every setting of the target file with its environment variable: type,
default, what it means, whether it is a secret, and which role needs it.
With a system (such as wazo): the shared settings and that system's own.

  --format   text (default), json, markdown, or dotenv: lines to fill in;
             take the # away from those that you set

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

function groupsOf(schema: TargetSchema, system: string | undefined): Group[] {
  if (system !== undefined && !schema.systems.includes(system)) {
    throw new UsageError([
      `tollgate env: ${JSON.stringify(system)} is not a system; ${suggestion(system, schema.systems)}`,
    ]);
  }
  const variablesOf = (owner: string | undefined) =>
    schema.leaves.filter((leaf) => leaf.system === owner).map((leaf) => variableOf(leaf, schema));
  return [
    { title: 'The run', variables: OF_THE_RUN },
    { title: 'Every target', variables: variablesOf(undefined) },
    ...schema.systems
      .filter((owner) => system === undefined || owner === system)
      .map((owner) => ({ title: owner, variables: variablesOf(owner) })),
  ];
}

function variableOf(leaf: Leaf, { roles }: TargetSchema): Variable {
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
function setsIt(leaf: Leaf, need: Need): boolean {
  return isSystemUrl(need) ? leaf.name === 'url' : [need, ...(need.or ?? [])].some(({ name }) => name === leaf.name);
}

const FORMAT_NAMES: Readonly<Record<string, string>> = {
  'base-url': 'URL',
  'http-url': 'URL',
  'url-path': 'path',
  'path-or-url': 'path or URL',
  'listen-address': 'host:port',
  'file-path': 'file',
};

function typeOf({ type, choices, format }: Leaf): string {
  if (type === 'array') return `comma-separated ${(choices ?? []).join(' | ')}`;
  if (type === 'boolean') return 'true | false';
  return choices?.join(' | ') ?? FORMAT_NAMES[format ?? ''] ?? type;
}

function shown(value: unknown): string {
  return Array.isArray(value) ? value.join(',') : String(value);
}

function remarks(variable: Variable): string[] {
  return [
    ...(variable.neededFor.length > 0 ? [`needed for ${variable.neededFor.join(', ')}`] : []),
    ...(variable.secret ? ['secret'] : []),
    ...('default' in variable ? [`default ${shown(variable.default)}`] : []),
  ];
}

function asText(variable: Variable): string {
  const head = [variable.type, ...remarks(variable)].join('; ');
  return (
    columns([[variable.variable, head]], '  ') +
    wrap(variable.description, 92)
      .map((line) => `      ${line}\n`)
      .join('')
  );
}

function asMarkdown({ title, variables }: Group): string {
  const rows = variables.map((variable) => [
    `\`${variable.variable}\``,
    variable.member === undefined ? '' : `\`${variable.member}\``,
    variable.type,
    'default' in variable ? `\`${shown(variable.default)}\`` : '',
    [variable.description, ...remarks(variable).filter((remark) => !remark.startsWith('default '))].join('; '),
  ]);
  return `### ${title}\n\n${markdownTable(['Variable', 'Member', 'Type', 'Default', 'Meaning'], rows)}`;
}

function asDotenv({ title, variables }: Group): string {
  const lines = variables.map((variable) => {
    const notes = remarks(variable).length > 0 ? ` (${remarks(variable).join('; ')})` : '';
    const comment = wrap(variable.description + notes, 96).map((line) => `# ${line}\n`);
    const isDefault = 'default' in variable;
    return `${comment.join('')}#${variable.variable}=${isDefault ? shown(variable.default) : ''}\n`;
  });
  return `# == ${title} ==\n\n${lines.join('\n')}`;
}
