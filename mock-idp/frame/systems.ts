import { readdir } from 'node:fs/promises';
import type { MockSystem } from './system.ts';

/** How files of code end: in the checkout, or in the package. */
export const codeEnding = import.meta.url.endsWith('.ts') ? '.ts' : '.js';

let loaded: Promise<readonly MockSystem[]> | undefined;

/** Every system with a folder in `mock-idp/systems/`, in order of name. Throws when a folder's index exports no `system`. */
export function allSystems(): Promise<readonly MockSystem[]> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<readonly MockSystem[]> {
  const here = new URL('../systems/', import.meta.url);
  const entries = await readdir(here, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const found = await Promise.all(folders.sort().map((name) => loadFolder(here, name)));
  return found.filter((system) => system !== undefined);
}

async function loadFolder(here: URL, name: string): Promise<MockSystem | undefined> {
  const files = await readdir(new URL(`${name}/`, here));
  const index = `index${codeEnding}`;
  if (!files.includes(index)) return undefined;
  const module = (await import(new URL(`${name}/${index}`, here).href)) as { system?: MockSystem };
  if (module.system?.name !== name) {
    throw new Error(`mock-idp/systems/${name}/index.ts: expected it to export a \`system\` whose name is "${name}"`);
  }
  return module.system;
}
