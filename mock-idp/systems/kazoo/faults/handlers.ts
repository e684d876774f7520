import { type Change, except } from '../../../faults/changes.ts';
import { forbidden, type Success } from '../responses.ts';
import { handled } from '../router.ts';
import type { Call, Handler } from '../service.ts';
import { superDuper } from './people.ts';

type Honest = (call: Call) => Promise<Success>;

/** Puts another handler in the place of one. */
export const handledBy = (handler: Handler, replace: (honest: Honest) => Honest): Change =>
  except(
    handled,
    (one) => one === handler,
    (honest, one, call) => replace((given) => honest(one, given))(call),
  );

/** Changes what a handler gives. */
export const successOf = (handler: Handler, change: (success: Success, call: Call) => Success): Change =>
  handledBy(handler, (honest) => async (call) => change(await honest(call), call));

/** Changes the document that a handler shows. */
export const documentOf = (
  handler: Handler,
  change: (document: Readonly<Record<string, unknown>>) => unknown,
): Change =>
  successOf(handler, (success) => ({ ...success, data: change(success.data as Readonly<Record<string, unknown>>) }));

/** Refuses whoever has a good token. */
export const forbids = (handler: Handler): Change =>
  handledBy(handler, () => async (call) => {
    await call.caller();
    throw forbidden();
  });

/** Lets everybody with a good token do what such a call asks of a super duper administrator. */
export const opens = (handler: Handler, isSuch: (call: Call) => boolean = () => true): Change =>
  handledBy(handler, (honest) => (call) => {
    const asSuperDuper = async () => superDuper(call.service, await call.caller());
    return honest(isSuch(call) ? { ...call, caller: asSuperDuper } : call);
  });
