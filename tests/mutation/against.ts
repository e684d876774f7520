import { readFileSync } from 'node:fs';
import type { Flow } from '../../suites/harness/flow/flow.ts';
import type { Outcome } from './judge.ts';

/** What an earlier proof left in `mutation.json`, as far as it is compared. */
export type Earlier = Pick<Outcome, 'id' | 'blocked' | 'flows'>;

/** The outcomes of an earlier proof. Throws where the file holds none that say who was blocked. */
export function readEarlier(file: string): readonly Earlier[] {
  const { faults } = JSON.parse(readFileSync(file, 'utf8')) as { faults?: Partial<Earlier>[] };
  if (!faults?.every(({ id, blocked, flows }) => id && blocked && flows)) {
    throw new Error(`${file} does not say who was blocked under each fault; make it by npm run mutation.`);
  }
  return faults as Earlier[];
}

/**
 * One line for each requirement that an earlier proof left blocked under a fault and this one does not, or the reverse.
 * What one of the two did not judge, by the flows that it tried, is not compared.
 */
export function differences(
  before: readonly Earlier[],
  now: readonly Earlier[],
  flows: readonly Pick<Flow<never>, 'title' | 'judges'>[],
): string[] {
  const earlier = new Map(before.map((outcome) => [outcome.id, outcome]));
  const judges = new Map(flows.map(({ title, judges }) => [title, judges]));
  const isJudged = (outcome: Earlier, id: string) =>
    id in outcome.blocked || outcome.flows.some((title) => judges.get(title)?.includes(id));

  return now.flatMap((outcome) => {
    const old = earlier.get(outcome.id);
    if (!old) return [];
    const ids = [...new Set([...Object.keys(old.blocked), ...Object.keys(outcome.blocked)])].sort();
    return ids
      .filter((id) => id in old.blocked !== id in outcome.blocked && isJudged(old, id) && isJudged(outcome, id))
      .map((id) =>
        id in outcome.blocked
          ? `now blocked     ${outcome.id}: ${id} (${outcome.blocked[id]})`
          : `blocked before  ${outcome.id}: ${id} (${old.blocked[id]})`,
      );
  });
}
