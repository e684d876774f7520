import type { Exchange } from '../harness/http/exchange.ts';
import { issuesToken, type Params } from './api.ts';

/** How a grant (a code or a refresh token) is had and used. */
interface Grants {
  make(): Promise<string>;
  use(grant: string, params: Params): Promise<Exchange>;
  /** The grant that a response gives in the place of its own; none unless told. */
  next?(response: Exchange): string | undefined;
}

/**
 * Uses a grant for requests that are refused and then for the plain one (without parameters), which shows that it was
 * good all the time. A server that ends grants at their misuse is given one for each request, once that is seen.
 */
export function sparing({ make, use, next = () => undefined }: Grants): (params: Params) => Promise<Exchange> {
  let grant: string | undefined;
  let endsByMisuse = false;
  return async (params) => {
    const kept = endsByMisuse ? undefined : grant;
    const isPlain = Object.keys(params).length === 0;
    const current = kept ?? (await make());
    const response = await use(current, params);
    const isIssued = issuesToken(response).ok;
    grant = isIssued ? next(response) : current;
    if (!isPlain || isIssued || kept === undefined) return response;
    endsByMisuse = true;
    return use(await make(), params);
  };
}
