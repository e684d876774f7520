import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** One thing that is measured. What depends on the machine is a ratio to something measured beside it. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  /** `×` of a ratio, otherwise such as `ms`. */
  readonly unit: string;
  /** What it is a ratio to, and both numbers. */
  readonly detail: string;
  /** What it shall be: at most, or at least. */
  readonly aim?: { readonly most: number } | { readonly least: number };
}

const BASELINE = fileURLToPath(new URL('baseline.json', import.meta.url));

/** The figures that were kept, by name. */
export function readBaseline(): ReadonlyMap<string, number> {
  const kept = existsSync(BASELINE) ? (JSON.parse(readFileSync(BASELINE, 'utf8')) as Record<string, number>) : {};
  return new Map(Object.entries(kept));
}

/** Keeps figures as those to compare with. */
export function keepAsBaseline(figures: readonly Figure[]): void {
  const kept = Object.fromEntries(figures.map(({ name, value }) => [name, Number(value.toPrecision(3))]));
  writeFileSync(BASELINE, `${JSON.stringify(kept, null, 2)}\n`);
}

/** A line of the table: the figure, what it was, what it shall be, and what it is made of. */
export function lineOf({ name, value, unit, detail, aim }: Figure, before: number | undefined): string {
  const shown = (number: number) => `${number < 10 ? number.toFixed(2) : number.toFixed(0)} ${unit}`;
  const was = before === undefined ? 'new' : `was ${shown(before)}`;
  return [name.padEnd(52), shown(value).padStart(10), was.padStart(14), aimOf(value, aim).padEnd(18), detail].join(
    '  ',
  );
}

function aimOf(value: number, aim: Figure['aim']): string {
  if (!aim) return '';
  const isMost = 'most' in aim;
  const met = isMost ? value <= aim.most : value >= aim.least;
  return `${isMost ? `≤ ${aim.most}` : `≥ ${aim.least}`} ${met ? 'met' : 'not met'}`;
}
