import { createHash } from 'node:crypto';
import type { Report } from './model.ts';

/** A hash of all that a report says, so that one that was changed by hand can be told from one that a run wrote. It is no signature. */
export function digestOf({ digest: _, ...report }: Report): string {
  return `sha256-${createHash('sha256').update(JSON.stringify(report)).digest('base64')}`;
}
