import { readFileSync } from 'node:fs';
import { type HashedUnit, hashed, type Kind, type Unit } from './sentences.ts';

/** `fixtures/documents/<system>.txt`: a line a unit, `<kind> <length> <hash>`, so that no document is copied. */
export function fixtureOf(system: string): URL {
  return new URL(`../../fixtures/documents/${system}.txt`, import.meta.url);
}

export function readFixture(system: string): HashedUnit[] {
  const lines = readFileSync(fixtureOf(system), 'utf8').trimEnd().split('\n');
  return lines.map((line) => {
    const [kind, length, hash] = line.split(' ') as [Kind, string, string];
    return { kind, length: Number(length), hash };
  });
}

export function fixtureText(units: readonly Unit[]): string {
  return `${units
    .map(hashed)
    .map(({ kind, length, hash }) => `${kind} ${length} ${hash}`)
    .join('\n')}\n`;
}
