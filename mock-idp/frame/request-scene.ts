import type { IncomingMessage } from 'node:http';
import { faultsById } from '../faults/registry.ts';
import { clockSkew, type Scene } from './scene.ts';

/** Why a request has no proper scene: the response to give. */
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
export function requestScene(req: IncomingMessage, body: Buffer): RequestScene | Promise<RequestScene> {
  const target = req.url ?? '/';
  const [, prefix, fault, after = ''] = /^(\/~fault\/([^/?]*))(.*)$/s.exec(target) ?? [];
  if (prefix === undefined || fault === undefined) return sceneOf(req, { prefix: '', body }, target);
  return faultyScene(req, { fault, prefix, body }, after.startsWith('/') ? after : `/${after}`);
}

async function faultyScene(req: IncomingMessage, own: Omit<Scene, 'skewMs'>, rest: string): Promise<RequestScene> {
  const { fault = '', body } = own;
  if ((await faultsById()).has(fault)) return sceneOf(req, own, rest);
  const message = `there is no fault "${fault}"; GET /_control/faults lists them`;
  return {
    own: { prefix: '', skewMs: 0, body },
    rest: req.url ?? '/',
    problem: { status: 404, error: 'unknown_fault', message },
  };
}

function sceneOf(req: IncomingMessage, own: Omit<Scene, 'skewMs'>, rest: string): RequestScene {
  try {
    return { own: { ...own, skewMs: clockSkew(req.headers['tollgate-clock']) }, rest };
  } catch (error) {
    const { message } = error as Error;
    return { own: { ...own, skewMs: 0 }, rest, problem: { status: 400, error: 'bad_clock', message } };
  }
}
