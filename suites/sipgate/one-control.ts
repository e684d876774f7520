import type { OldContext } from '../harness/flow/array-form.ts';
import type { Refusal } from '../harness/flow/context.ts';
import type { Exchange } from '../harness/http/exchange.ts';

/**
 * Like `refuses`, for many alterations of one request: the unaltered request is made and judged once. Each altered one is
 * still made of what is fresh.
 */
export function oneControl(refused: OldContext['refused']): OldContext['refuses'] {
  let control: Promise<Exchange> | undefined;
  return async <Given>(id: string, { given, alter, send, accepted, detail }: Refusal<Given>) => {
    control ??= Promise.resolve(given()).then(send);
    const unaltered = await control;
    const altered = await send(await (alter as (given: Given) => Given | Promise<Given>)(await given()));
    refused(id, { control: unaltered, refused: altered, accepted, detail });
    return altered;
  };
}
