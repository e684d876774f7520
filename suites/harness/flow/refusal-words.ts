import { type Exchange, summaryOf } from '../http/exchange.ts';

/** Why a refusal proves nothing where the request that should be accepted is refused as well. */
export function controlRefused(control: Exchange): string {
  return `the same request without the fault was not accepted either, so a refusal proves nothing: ${summaryOf(control)}`;
}

/** Why nothing can be said of how a target refuses that has accepted. */
export const NO_REFUSAL = 'there was no refusal to look at';
