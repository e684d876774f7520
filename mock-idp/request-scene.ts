import type { IncomingMessage } from 'node:http';
import { faultsById } from './faults.ts';
import { clockSkew, type Scene } from './scene.ts';

/** Why a request has no proper scene: the answer to give. */
export interface SceneProblem {
  readonly status: number;
  readonly error: string;
  readonly message: string;
}

export interface RequestScene {
  readonly own: Scene;
  /** The request target without the fault prefix. */
  readonly rest: string;
  readonly problem?: SceneProblem;
}

/** Reads the fault prefix and the clock header; with a problem when the fault is unknown or the clock is none. */
export async function requestScene(req: IncomingMessage, body: Buffer): Promise<RequestScene> {
  const target = req.url ?? '/';
  const [, prefix = '', fault, after = ''] = /^(\/~fault\/([^/?]*))(.*)$/s.exec(target) ?? [];
  const rest = fault === undefined ? target : after.startsWith('/') ? after : `/${after}`;
  if (fault !== undefined && !(await faultsById()).has(fault)) {
    const message = `there is no fault "${fault}"; GET /_control/faults lists them`;
    return {
      own: { prefix: '', skewMs: 0, body },
      rest: target,
      problem: { status: 404, error: 'unknown_fault', message },
    };
  }
  try {
    return { own: { fault, prefix, skewMs: clockSkew(req.headers['tollgate-clock']), body }, rest };
  } catch (error) {
    const { message } = error as Error;
    return { own: { fault, prefix, skewMs: 0, body }, rest, problem: { status: 400, error: 'bad_clock', message } };
  }
}
