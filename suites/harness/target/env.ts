import { nearest } from '../../../schemas/nearest.ts';
import type { Leaf } from './schema.ts';

/** Environment variables, such as `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What the environment says of a target. */
export interface EnvironmentReading {
  readonly values: ReadonlyMap<Leaf, unknown>;
  readonly mistakes: readonly string[];
}

/** What follows `TOLLGATE_` in the variables that people set for a run. */
const OF_THE_RUN = ['STRICT', 'BASES', 'TARGET_REQUIRED', 'BASELINE', 'OUT', 'CHROMIUM'];

/** What follows it in those that the processes of a run set for each other. */
const INTERNAL = ['REPORTER', 'ROLES', 'BUNDLED', 'PEER', 'SCRATCH'];

/**
 * Reads every `TARGET_*` variable but `TARGET_FILE` as the leaf that it names. One that is there and empty is a mistake:
 * that is how a CI job hands over a secret that it does not have, and without it the run would judge another target.
 * A `TOLLGATE_*` variable that looks like one of these, or like one of the run's own, is a mistake as well: ignored, it
 * would let the run judge another target than the one that is meant.
 */
export function readEnvironment(env: Environment, leaves: readonly Leaf[]): EnvironmentReading {
  const byVariable = new Map(leaves.map((leaf) => [leaf.env, leaf]));
  const values = new Map<Leaf, unknown>();
  const mistakes: string[] = [];
  for (const [variable, text] of Object.entries(env).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (text === undefined) continue;
    const stray = text && strayVariable(variable, byVariable);
    if (stray) mistakes.push(stray);
    if (!variable.startsWith('TARGET_')) continue;
    const leaf = byVariable.get(variable);
    if (!leaf && variable !== 'TARGET_FILE') mistakes.push(unknownVariable(variable, byVariable.keys()));
    else if (text === '') mistakes.push(`${variable}: is empty; give it a value or unset it`);
    else if (leaf) {
      const parsed = parseValue(text, leaf);
      if ('mistake' in parsed) mistakes.push(`${variable}: ${parsed.mistake}`);
      else values.set(leaf, parsed.value);
    }
  }
  return { values, mistakes };
}

type Parsed = { readonly value: unknown } | { readonly mistake: string };

function parseValue(text: string, leaf: Leaf): Parsed {
  switch (leaf.type) {
    case 'boolean':
      return switchOf(text) === undefined
        ? { mistake: `is ${quote(text)}; write true or false (or 1 or 0)` }
        : { value: switchOf(text) };
    case 'integer':
    case 'number': {
      const pattern = leaf.type === 'integer' ? /^-?\d+$/ : /^-?\d+(\.\d+)?$/;
      if (pattern.test(text)) return { value: Number(text) };
      return { mistake: `is ${quote(text)}; write ${leaf.type === 'integer' ? 'a whole number' : 'a number'}` };
    }
    case 'array':
      return { value: text.split(',').map((item) => item.trim()) };
    default:
      return { value: text };
  }
}

const SWITCHES: Readonly<Record<string, boolean>> = { true: true, 1: true, false: false, 0: false };

/** What a variable that switches something says: `true` or `1`, `false` or `0`; `undefined` for other text. */
export function switchOf(text: string): boolean | undefined {
  return Object.hasOwn(SWITCHES, text) ? SWITCHES[text] : undefined;
}

function quote(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}

function strayVariable(variable: string, known: ReadonlyMap<string, unknown>): string | undefined {
  const [, word] = /^TOLLGATE_(.+)$/.exec(variable) ?? [];
  if (word === undefined || [...OF_THE_RUN, ...INTERNAL].includes(word)) return undefined;
  const setting = [word, `TARGET_${word}`].find((name) => name === 'TARGET_FILE' || known.has(name));
  const own = nearest(word, OF_THE_RUN);
  const meant = setting ?? (word === 'TARGET' ? 'TARGET_FILE' : own && `TOLLGATE_${own}`);
  return meant && `${variable}: is not a variable of Tollgate; did you mean ${meant}?`;
}

function unknownVariable(variable: string, known: Iterable<string>): string {
  const words = new Map([...known, 'TARGET_FILE'].map((name) => [name.slice('TARGET_'.length), name]));
  const given = variable.slice('TARGET_'.length);
  const meant = nearest(given, words.keys()) ?? [...words.keys()].find((word) => word.endsWith(`_${given}`));
  const fix = meant === undefined ? '`npx tollgate env` lists all variables' : `did you mean ${words.get(meant)}?`;
  return `${variable}: is not a setting of the target file; ${fix}`;
}
