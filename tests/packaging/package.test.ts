import assert from 'node:assert/strict';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { on, once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { promisify } from 'node:util';
import { PROJECT_ROOT } from '../../suites/harness/target/schema.ts';

const folder = mkdtempSync(join(tmpdir(), 'tollgate-package-'));
let contents: readonly string[] = [];

const run = (command: string, args: readonly string[], cwd = folder) =>
  promisify(execFile)(command, [...args], { cwd, timeout: 300_000, maxBuffer: 1e8, env: cleanEnvironment() }).catch(
    (error: { stdout: string; stderr: string; code: number }) =>
      assert.fail(`${command} ${args.join(' ')}: ${error.code}\n${error.stdout}${error.stderr}`),
  );

/** What a test runner has put into the environment is not for those below it. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const { NODE_TEST_CONTEXT: _, NODE_OPTIONS: __, ...env } = process.env;
  return env;
}

before(async () => {
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], PROJECT_ROOT);
  const packed = JSON.parse(stdout.slice(stdout.indexOf('[\n')));
  const [{ filename, files }] = packed;
  contents = files.map(({ path }: { path: string }) => path);
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  await run('npm', ['install', '--no-audit', '--no-fund', '-D', join(folder, filename)]);
});
after(() => rmSync(folder, { recursive: true, force: true }));

test('it has what a user needs, and nothing else', () => {
  for (const file of [
    'LICENSE',
    'README.md',
    'CHANGELOG.md',
    'cli/tollgate.js',
    'dist/tollgate.js',
    'dist/tollgate.d.ts',
    'dist/tollgate.js.map',
    'dist/target.schema.json',
  ]) {
    assert.ok(contents.includes(file), file);
  }
  const odd = contents.filter((file) =>
    /^(tests|bench|packaging|mock-idp|suites)\/|(?<!\.d)\.ts$|reports\/out\//.test(file),
  );
  assert.deepEqual(odd, []);
});

test('init, the suite and the mock run from a folder of its own', async () => {
  const { stdout: said } = await run('npx', ['tollgate', 'init', '--role', 'wazo.server']);
  assert.match(said, /written +playwright\.config\.ts/);
  const { stdout: judged } = await run('npx', ['playwright', 'test', 'wazo']);
  assert.match(judged, /wazo\.server +conforms/);
  assert.ok(existsSync(join(folder, 'reports/out/index.html')));
  const { stdout: gated } = await run('npx', ['tollgate', 'gate']);
  assert.match(gated, /conforms/);
});

test('the mock starts by npx and ends by SIGTERM', async () => {
  const child: ChildProcess = spawn(process.execPath, ['node_modules/.bin/tollgate', 'mock', '--port', '0'], {
    cwd: folder,
    env: cleanEnvironment(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  for await (const chunk of on(child.stdout as NonNullable<ChildProcess['stdout']>, 'data')) {
    text += chunk;
    if (text.includes('tollgate-clock')) break;
  }
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0] ?? assert.fail(text);
  assert.equal((await fetch(`${url}/health`)).status, 200);
  assert.match(await (await fetch(`${url}/`)).text(), /<title>Mock IdP/);
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  assert.deepEqual(await exit, [0, null]);
});

test('the examples of the documentation run, and its types hold', async () => {
  const page = readFileSync(join(PROJECT_ROOT, 'docs/in-your-tests.md'), 'utf8');
  for (const file of ['node-test.test.mjs', 'playwright.spec.ts', 'vitest.test.ts', 'jest.test.mjs']) {
    const example = readFileSync(join(PROJECT_ROOT, 'docs/examples', file), 'utf8');
    assert.ok(page.includes(example.trim()), `docs/in-your-tests.md has ${file} to the letter`);
    cpSync(join(PROJECT_ROOT, 'docs/examples', file), join(folder, 'own', file));
  }
  await run(process.execPath, ['--test', 'own/node-test.test.mjs']);
  writeFileSync(join(folder, 'own/playwright.config.ts'), "export default { testMatch: '*.spec.ts', workers: 1 };\n");
  const { stdout } = await run('npx', [
    'playwright',
    'test',
    '--config',
    'own/playwright.config.ts',
    '--reporter=line',
  ]);
  assert.match(stdout, /1 passed/);
  const options = {
    compilerOptions: {
      strict: true,
      noEmit: true,
      module: 'NodeNext',
      target: 'ES2022',
      lib: ['ES2023', 'ESNext.Disposable', 'DOM'],
      types: ['node'],
      typeRoots: [join(PROJECT_ROOT, 'node_modules/@types')],
      skipLibCheck: true,
    },
    files: ['playwright.spec.ts'],
  };
  writeFileSync(join(folder, 'own/tsconfig.json'), JSON.stringify(options));
  await run(process.execPath, [join(PROJECT_ROOT, 'node_modules/typescript/bin/tsc'), '-p', 'own']);
});

test('Vitest and Jest run them as well', async () => {
  await run('npm', ['install', '--no-audit', '--no-fund', '--no-save', 'vitest@4', 'jest@30']);
  await run('npx', ['vitest', 'run', 'own/vitest.test.ts']);
  await run(process.execPath, [
    '--experimental-vm-modules',
    'node_modules/jest/bin/jest.js',
    '--rootDir',
    'own',
    '--testMatch',
    '**/jest.test.mjs',
  ]);
});
