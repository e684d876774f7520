import { type Exchange, statusOf } from '../http/exchange.ts';

/** Whether a target neither accepted nor refused, but failed: a status of 500 or above, or no response. */
export function isCrash(exchange: Exchange): boolean {
  return (statusOf(exchange) ?? 500) >= 500;
}

/** What a check of a refusal says of such a failure. The effect is kept, the manner is not. */
export function toldOfCrash(refusal: string, actual: string): { expected: string; actual: string; message: string } {
  return {
    expected: `${refusal}, told by a status below 500`,
    actual,
    message: 'nothing was accepted, as the rule asks; but the target failed over the request instead of refusing it',
  };
}
