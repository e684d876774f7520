import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import type { MockSystem } from '../../../mock-idp/frame/system.ts';
import { PROJECT_ROOT } from '../../../suites/harness/target/schema.ts';
import type { Mutant } from './mutant.ts';

/**
 * A system of the mock whose code has one mutant in it: its folder (and the shared OpenID code) are loaded anew, so that
 * what runs at import is mutated as well; everything else is what runs already.
 * Throws where the mutant is no code any more, or cannot be loaded.
 */
export async function mutatedSystem(system: string, mutant: Mutant): Promise<MockSystem> {
  const folders = [`mock-idp/systems/${system}/`, 'mock-idp/oidc/'].map((folder) => join(PROJECT_ROOT, folder));
  const isMutable = (path: string) => folders.some((folder) => path.startsWith(folder));
  const entry = join(PROJECT_ROOT, `mock-idp/systems/${system}/index.ts`);
  const bundle = (isMarked: boolean) => bundled(entry, freshCode(isMutable, mutant, isMarked));
  const text = await bundle(true).catch(() => bundle(false));
  const module = (await import(`data:text/javascript;base64,${Buffer.from(text).toString('base64')}`)) as {
    system: MockSystem;
  };
  return module.system;
}

async function bundled(entry: string, plugin: Plugin): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'silent',
    plugins: [plugin],
  });
  return outputFiles[0]?.text ?? '';
}

/** Loads what is mutable into the bundle, with the mutant in its place, and leaves the rest where it is. */
function freshCode(isMutable: (path: string) => boolean, mutant: Mutant, isMarked: boolean): Plugin {
  return {
    name: 'fresh code',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /./ }, ({ path, importer, kind }) => {
        if (kind === 'entry-point') return { path };
        if (!path.startsWith('.'))
          return { path: path.startsWith('node:') ? path : import.meta.resolve(path), external: true };
        const whole = resolve(dirname(importer), path);
        return isMutable(whole) && whole.endsWith('.ts')
          ? { path: whole }
          : { path: pathToFileURL(whole).href, external: true };
      });
      onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        const text = await readFile(path, 'utf8');
        const isIts = path === join(PROJECT_ROOT, mutant.file);
        const changed = isIts ? withMutant(text, mutant, isMarked) : text;
        return {
          contents: changed.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)),
          loader: 'ts',
        };
      });
    },
  };
}

/** The file's text with the mutant in it; `isMarked` lets it tell when it is reached, where that can be put into the code. */
export function withMutant(text: string, mutant: Mutant, isMarked: boolean): string {
  const { start, end, replacement } = mutant;
  return text.slice(0, start) + (isMarked ? marked(mutant) : replacement) + text.slice(end);
}

function marked({ id, operator, replacement }: Mutant): string {
  const mark = `globalThis.__reached?.(${JSON.stringify(id)})`;
  return operator === 'BlockStatement' ? `{${mark};${replacement.slice(1)}` : `(${mark}, ${replacement})`;
}
