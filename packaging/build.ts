import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Makes `dist/`, which the package consists of: compiled code with types and source maps, and the files that it reads. */
const root = fileURLToPath(new URL('../', import.meta.url));
const dist = join(root, 'dist');
const readAtRunTime = new Set(['.css', '.html', '.js', '.json', '.yaml']);

rmSync(dist, { recursive: true, force: true });
execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'packaging')], {
  stdio: 'inherit',
});
for (const folder of ['cli', 'fixtures', 'mock-idp', 'reports', 'schemas', 'suites']) {
  cpSync(join(root, folder), join(dist, folder), {
    recursive: true,
    filter: (file) => file !== join(root, 'reports/out') && (extname(file) === '' || readAtRunTime.has(extname(file))),
  });
}
rmSync(join(dist, 'cli/tollgate.js'));
for (const [kind, file] of [
  ['target', 'target.schema.json'],
  ['mock', 'mock-config.schema.json'],
] as const) {
  const command = [join(root, 'cli/tollgate.js'), 'schema', kind];
  writeFileSync(join(dist, file), execFileSync(process.execPath, command, { encoding: 'utf8' }));
}
const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
writeFileSync(join(dist, 'package.json'), `${JSON.stringify({ name, version, private: true, type: 'module' })}\n`);
