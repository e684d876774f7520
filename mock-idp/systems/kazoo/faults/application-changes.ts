import type { Call } from '../../../apps/exchange.ts';
import { altered, type Change } from '../../../faults/changes.ts';
import type { Step } from '../../../frame/replacements.ts';

type Members = Readonly<Record<string, unknown>>;
type MakesCall = Step & ((...given: never[]) => Call);

/** Changes the envelope of a call. */
export const envelopeWith = (step: MakesCall, change: (envelope: Members) => unknown): Change =>
  altered(step, (call) => ({ ...call, body: JSON.stringify(change(JSON.parse(call.body ?? '{}') as Members)) }));

/** Changes `data` of a call's envelope. */
export const dataWith = (step: MakesCall, change: (data: Members) => unknown): Change =>
  envelopeWith(step, (envelope) => ({ ...envelope, data: change(envelope.data as Members) }));

/** Leaves a member of `data` out. */
export const dataWithout = (step: MakesCall, name: string): Change => dataWith(step, ({ [name]: _, ...data }) => data);

/** Makes a call by POST. */
export const byPost = (step: MakesCall): Change => altered(step, (call) => ({ ...call, method: 'POST' as const }));

/** Sends a call to another path. */
export const elsewhere = (step: MakesCall, change: (url: string) => string): Change =>
  altered(step, (call) => ({ ...call, url: change(call.url) }));
