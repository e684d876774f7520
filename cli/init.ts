import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { UsageError } from '../suites/harness/target/error.ts';
import { put } from '../suites/harness/target/members.ts';
import { isSystemUrl, type Leaf, loadTargetSchema, type RoleNeeds } from '../suites/harness/target/schema.ts';
import { type Command, suggestion } from './command.ts';
import type { Io } from './io.ts';

export const init: Command = {
  name: 'init',
  summary: 'write target file, playwright.config and CI workflow',
  positionals: 0,
  options: { role: { type: 'string' }, url: { type: 'string' }, force: { type: 'boolean' } },
  help: `tollgate init [--role <system>.<server|client>] [--url <base URL>] [--force]

Writes what a folder needs to judge a target of yours:

  target.json                        the target file, with what its role needs
  playwright.config.ts               runs the suites: npx playwright test
  .env.example                       the secrets to fill in; copy it to .env
  .github/workflows/conformance.yml  the same in CI

At a terminal it asks for what the options leave out; elsewhere it takes
wazo.server and a URL to fill in. Files that are there stay as they are.

  --role    whose conformance is judged, such as sipgate.client
  --url     where the target is
  --force   write over files that are there

Until there is a .env, \`npx playwright test\` judges the bundled mock.

Exit status: 0, or 2 when an option cannot be used.
`,
  run: async ({ values }, io) => {
    const { roles } = loadTargetSchema(io.root);
    const role = roleNamed(
      await given(values.role, `Role (${roles.map((one) => one.role).join(', ')})`, 'wazo.server'),
      roles,
    );
    const url = await given(values.url, 'Base URL of the target', 'https://target.example.org');
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
      throw new UsageError([`--url: is ${JSON.stringify(url)}; write a URL that begins with http:// or https://`]);
    }
    for (const [file, text] of Object.entries(filesOf(role, url))) place(file, text, values.force === true, io);
    io.out(`\nNext:\n  npx playwright test ${role.system}    judges the bundled mock\n`);
    io.out(`  cp .env.example .env, fill it in, and the same command judges ${url}\n`);
    return 0;
  },
};

async function given(value: string | boolean | undefined, question: string, otherwise: string): Promise<string> {
  if (typeof value === 'string') return value;
  if (!process.stdin.isTTY || !process.stdout.isTTY) return otherwise;
  const asking = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await asking.question(`${question} [${otherwise}]: `)).trim() || otherwise;
  } finally {
    asking.close();
  }
}

function roleNamed(name: string, roles: readonly RoleNeeds[]): RoleNeeds {
  const found = roles.find(({ role, system }) => role === name || (system === name && role === `${name}.server`));
  if (found) return found;
  const known = roles.map(({ role }) => role);
  throw new UsageError([`--role: ${JSON.stringify(name)} is not a role; ${suggestion(name, known)}`]);
}

function place(file: string, text: string, force: boolean, io: Io): void {
  if (existsSync(file) && !force) {
    io.out(`  kept     ${file}\n`);
    return;
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  io.out(`  written  ${file}\n`);
}

function filesOf(role: RoleNeeds, url: string): Readonly<Record<string, string>> {
  const secrets = role.needs.filter(({ secret }) => secret);
  return {
    'target.json': targetFile(role, url),
    'playwright.config.ts': playwrightConfig,
    '.env.example': dotenv(secrets),
    '.github/workflows/conformance.yml': workflow(role, secrets),
  };
}

/** The target file with the members that the role needs; texts to be replaced say so. */
function targetFile({ needs }: RoleNeeds, url: string): string {
  const target: Record<string, unknown> = { $schema: './node_modules/tollgate/dist/target.schema.json', url };
  for (const leaf of needs)
    if (!leaf.secret && !isSystemUrl(leaf) && leaf.default === undefined) put(target, leaf.path, exampleOf(leaf));
  return `${JSON.stringify(target, null, 2)}\n`;
}

function exampleOf({ type, choices, format, path }: Leaf): unknown {
  if (choices) return type === 'array' ? choices : choices[0];
  if (type === 'number' || type === 'integer') return 1;
  if (type === 'boolean') return true;
  return format?.includes('url') ? 'https://target.example.org/fill-in' : `fill in: ${path.at(-1)}`;
}

const playwrightConfig = `import { existsSync } from 'node:fs';
import { conformanceConfig } from 'tollgate';

// .env says which target is judged (see .env.example); without it the bundled mock is.
if (existsSync('.env')) process.loadEnvFile('.env');

export default conformanceConfig();
`;

function dotenv(secrets: readonly Leaf[]): string {
  const lines = secrets.map(({ env, description }) => `# ${description}\n${env}=\n`);
  return `# Copy this to .env, which must not be committed.\nTARGET_FILE=target.json\n\n${lines.join('\n')}`;
}

function workflow({ system }: RoleNeeds, secrets: readonly Leaf[]): string {
  const variables = secrets.map(({ env }) => `          ${env}: \${{ secrets.${env} }}\n`);
  return `name: conformance
on: [push]
jobs:
  conformance:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with: { node-version: 22 }
      - run: npm ci || npm install
      - run: npx playwright test ${system}
        env:
          TARGET_FILE: target.json
${variables.join('')}      - if: always()
        run: cat reports/out/summary.md >> "$GITHUB_STEP_SUMMARY"
      - if: always()
        uses: actions/upload-artifact@v4
        with: { name: conformance, path: reports/out }
`;
}
