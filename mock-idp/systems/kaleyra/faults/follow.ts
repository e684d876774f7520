import type { Dispatcher } from 'undici';
import type { Call, Received } from '../platform-exchange.ts';

type Exchange = (call: Call, dispatcher: Dispatcher) => Promise<Received>;

/** Sends a request again to where a redirect leads. */
export const follow =
  (honest: Exchange): Exchange =>
  async (call, dispatcher) => {
    const first = await honest(call, dispatcher);
    const { status, location } = first;
    return status >= 300 && location !== undefined ? honest({ ...call, url: location }, dispatcher) : first;
  };
