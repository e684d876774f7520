import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../target/schema.ts';
import type { Requirement } from './requirement.ts';
import { type RequirementsFile, requirementsIn } from './requirements-file.ts';
import { type FileMistake, mistakesOf } from './requirements-mistakes.ts';
import { linesOf, readYaml } from './yaml-file.ts';

/** The requirements of one system, in its document's order. */
export interface SystemRequirements {
  readonly system: string;
  readonly document: { readonly title: string; readonly url?: string };
  readonly requirements: readonly Requirement[];
}

/** All systems' requirements, by the systems' names. */
export type Catalogue = readonly SystemRequirements[];

/**
 * Reads `suites/<system>/requirements.yaml` of every folder that has one.
 * Throws an Error with one line for each mistake: file, line, what is wrong and how to correct it.
 */
export function loadCatalogue(root = PROJECT_ROOT): Catalogue {
  const mistakes: string[] = [];
  const files = systemsOf(root).flatMap((system): RequirementsFile[] => {
    const reading = read(system, root);
    const found = 'syntax' in reading ? [] : mistakesOf(reading.content, system);
    if ('syntax' in reading || found.length > 0) {
      mistakes.push(...located(system, root, found));
      return [];
    }
    return [reading.content as RequirementsFile];
  });
  if (mistakes.length > 0) throw new Error(mistakes.join('\n'));
  return files.map(inMemory);
}

/** The same without looking for mistakes, for a process whose run has looked already. */
export function readCatalogue(root = PROJECT_ROOT): Catalogue {
  return systemsOf(root).map((system) => inMemory(readRequirementsFile(system, root)));
}

/** One system's file as it is written. */
export function readRequirementsFile(system: string, root = PROJECT_ROOT): RequirementsFile {
  return readYaml(
    join(root, fileOf(system)),
    join(root, 'node_modules/.cache/tollgate', `${system}.json`),
  ) as RequirementsFile;
}

/** All requirements of a catalogue, excluded ones too. */
export function requirementsOf(catalogue: Catalogue): Requirement[] {
  return catalogue.flatMap(({ requirements }) => requirements);
}

/** The folders of `suites/` that have requirements, in the order of their names. */
export function systemsOf(root = PROJECT_ROOT): string[] {
  return readdirSync(join(root, 'suites'))
    .filter((folder) => existsSync(join(root, fileOf(folder))))
    .sort();
}

function fileOf(system: string): string {
  return `suites/${system}/requirements.yaml`;
}

function inMemory(file: RequirementsFile): SystemRequirements {
  const { system, document } = file;
  return { system, document, requirements: requirementsIn(file) };
}

function read(system: string, root: string): { content: unknown } | { syntax: true } {
  try {
    return { content: readRequirementsFile(system, root) };
  } catch (error) {
    if ((error as Error).name === 'YAMLParseError') return { syntax: true };
    throw error;
  }
}

/** The mistakes of a file with the lines where they are. */
function located(system: string, root: string, mistakes: readonly FileMistake[]): string[] {
  const shown = fileOf(system);
  const lines = linesOf(readFileSync(join(root, shown), 'utf8'));
  if (lines.syntax) return [`${shown}:${lines.syntax.line}: is not YAML: ${lines.syntax.message}`];
  return mistakes.map(({ path, text, other }) => {
    const twice = other && ` (it is in line ${lines.at(other)} as well)`;
    return `${shown}:${lines.at(path)}: ${text}${twice ?? ''}`;
  });
}
