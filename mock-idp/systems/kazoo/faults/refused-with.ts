import { Refused } from '../responses.ts';

/** The same refusal with something changed. */
export function refusedWith(refused: Refused, change: Partial<Pick<Refused, 'status' | 'message' | 'data'>>): Refused {
  const { status, message, data } = { status: refused.status, message: refused.message, data: refused.data, ...change };
  return new Refused(status, message, data);
}
