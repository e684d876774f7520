import { Refused } from '../refused.ts';

/** The same refusal with something changed. */
export function refusedWith(
  refused: Refused,
  change: Partial<Pick<Refused, 'status' | 'content' | 'headers'>>,
): Refused {
  const { status, content, headers } = { ...refused, ...change };
  return new Refused(status, content, headers);
}
