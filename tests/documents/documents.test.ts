import assert from 'node:assert/strict';
import test from 'node:test';
import { readRequirementsFile, systemsOf } from '../../suites/harness/model/catalogue.ts';
import type { Section } from '../../suites/harness/model/requirements-file.ts';
import { readFixture } from './fixture.ts';
import { findQuotation } from './quotations.ts';
import type { HashedUnit } from './sentences.ts';

for (const system of systemsOf()) {
  const units = readFixture(system);
  const { sections } = readRequirementsFile(system);
  const { covered, mistakes } = quoted(units, sections);

  test(`${system}: what is quoted stands in the document, word for word and in its order`, () => {
    assert.deepEqual(mistakes, []);
  });

  test(`${system}: every sentence of the document is quoted`, () => {
    const missing = units.flatMap(({ kind }, index) => (kind === 'sentence' && !covered.has(index) ? [index] : []));
    assert.deepEqual(missing, [], `counted from 0, in the order of fixtures/documents/${system}.txt`);
  });
}

/** Follows a document through the sections of its requirements. */
function quoted(units: readonly HashedUnit[], sections: readonly Section[]) {
  const covered = new Set<number>();
  const mistakes: string[] = [];
  let top = 0;
  for (const { heading, sentences = [] } of sections) {
    const [first = '', ...below] = heading.split(' › ');
    const start = headingAt(units, first, top);
    const place = below.reduce<number | undefined>(
      (above, name) => (above === undefined ? undefined : headingAt(units, name, above + 1)),
      start,
    );
    if (start === undefined || place === undefined) {
      mistakes.push(`heading ${heading}: is not there, or before the section above`);
      continue;
    }
    top = start;
    let from = place;
    for (const { quote = '' } of sentences) {
      const found = findQuotation(units, quote, from);
      if (!found) mistakes.push(`${heading}: is not there, or before the quotation above: ${quote}`);
      for (const index of found ?? []) covered.add(index);
      from = found?.[0] ?? from;
    }
  }
  return { covered, mistakes };
}

function headingAt(units: readonly HashedUnit[], heading: string, from: number): number | undefined {
  const found = findQuotation(units, heading, from)?.[0];
  if (found === undefined || units[found]?.kind === 'heading') return found;
  return headingAt(units, heading, found + 1);
}
