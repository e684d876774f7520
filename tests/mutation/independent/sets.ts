import { readdirSync } from 'node:fs';
import type { RoleId } from '../../../suites/harness/model/requirement.ts';
import type { Defects } from './defect.ts';

/** The set of each role: what `<role>.ts` beside this file exports as `defects`. */
export async function independentSets(): Promise<ReadonlyMap<RoleId, Defects>> {
  const files = readdirSync(new URL('.', import.meta.url)).filter((file) => /^\w+\.(server|client)\.ts$/.test(file));
  const sets = await Promise.all(
    files.sort().map(async (file) => {
      const { defects } = (await import(`./${file}`)) as { defects: Defects };
      return [file.slice(0, -'.ts'.length) as RoleId, defects] as const;
    }),
  );
  return new Map(sets);
}
