import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { PROJECT_ROOT } from '../../suites/harness/target/schema.ts';

const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: PROJECT_ROOT, encoding: 'utf8' })
  .split('\0')
  .filter(Boolean);

/** All that stands at the root, each with what it is for. */
const ROOT: { readonly [name: string]: string } = {
  '.ci': 'what continuous integration runs',
  '.containerignore': 'what is left out of the container',
  '.editorconfig': 'how editors write files',
  '.gitignore': 'what is made, not written',
  'CHANGELOG.md': 'what changed for users',
  'CONTRIBUTING.md': 'rules for contributors',
  Containerfile: 'the mock as a container',
  LICENSE: 'the licence',
  'README.md': 'where everybody begins',
  'action.yml': 'the GitHub Action',
  bench: 'measurements',
  'biome.json': 'rules of formatter and linter',
  cli: 'the command',
  docs: 'a page for each system and subject',
  fixtures: 'target files, accounts, keys, hashes of the documents',
  'mock-idp': 'the mock',
  'package-lock.json': 'exact versions',
  'package.json': 'the package',
  packaging: 'how the package is built',
  'playwright.config.ts': 'how Playwright runs the suites',
  reports: 'reporter, formats, gate',
  schemas: 'the contracts',
  suites: 'requirements and flows',
  tests: 'the project’s own tests',
  'tollgate.ts': 'what the package exports',
  'tsconfig.json': 'rules of the compiler',
  'version.ts': 'the version',
};

test('everything at the root is listed, and everything listed is there', () => {
  const there = new Set(tracked.map((path) => path.split('/')[0]));
  assert.deepEqual([...there].sort(), Object.keys(ROOT).sort());
});

/** Places on somebody's machine. URLs and the paths that the mock serves are none. */
const MACHINE = /(?<![\w.~:/-])(\/(tmp|home|root|Users|work|var|opt|mnt|private)\/[\w.-]|[A-Z]:\\[\w.-])/;

test('no tracked file names a path of a machine', () => {
  const own = 'tests/packaging/repository.test.ts';
  const found = tracked
    .filter((path) => path !== own && path !== 'package-lock.json')
    .flatMap((path) => {
      const text = readFileSync(join(PROJECT_ROOT, path), 'utf8');
      return text.split('\n').flatMap((line, i) => (MACHINE.test(line) ? [`${path}:${i + 1}: ${line.trim()}`] : []));
    });
  assert.deepEqual(found, []);
});

test('what counts as a path of a machine', () => {
  const [tmp, users, drive] = [
    ['', 'tmp', 'x'],
    ['', 'Users', 'ada'],
    ['C:', 'x'],
  ];
  for (const path of [tmp.join('/'), users.join('/'), drive.join('\\'), `see ${['', 'home', 'ada'].join('/')}`]) {
    assert.match(path, MACHINE, path);
  }
  for (const path of ['https://h.example/tmp/x', '/sipgate-api/v2', './tmp/x', '/v2/auth/callback', '/~fault/x/']) {
    assert.doesNotMatch(path, MACHINE, path);
  }
});
