import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { targetOf } from '../../suites/harness/target/load.ts';
import { PROJECT_ROOT } from '../../suites/harness/target/schema.ts';
import type { Target } from '../../suites/harness/target/target.ts';

const DOCUMENT = JSON.parse(readFileSync(join(PROJECT_ROOT, 'fixtures/targets/bundled-mock.json'), 'utf8'));

/** The target that the mock IdP at `url` is; an exchange with it may take two seconds. `otherwise`: members of systems that differ. */
export function bundledTarget(url: string, otherwise: Readonly<Record<string, object>> = {}): Target {
  const changed = Object.entries(otherwise).map(([system, members]) => [system, { ...DOCUMENT[system], ...members }]);
  return targetOf({ ...DOCUMENT, ...Object.fromEntries(changed), url, timeoutMs: 2_000 });
}
