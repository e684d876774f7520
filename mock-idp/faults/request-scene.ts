import type { IncomingMessage } from 'node:http';
import type { Replacements } from '../frame/replacements.ts';
import { clockSkew, type Scene } from '../frame/scene.ts';
import type { Fault } from './fault.ts';

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

/** The variants of one mock. */
export interface Variants {
  /** What a variant keeps between requests. */
  memoryOf(variant: string): Map<unknown, unknown>;
  faultOf(id: string): Promise<Fault | undefined>;
}

/** Reads the fault prefix of a request target and the clock header; with a problem when the fault is unknown or the clock is none. */
export function requestScene(
  req: IncomingMessage,
  target: string,
  body: Buffer,
  variants: Variants,
): RequestScene | Promise<RequestScene> {
  const [, prefix, id, after = ''] = /^(\/~fault\/([^/?]*))(.*)$/s.exec(target) ?? [];
  if (prefix === undefined || id === undefined) return sceneOf(req, { prefix: '', body }, target);
  return faultyScene(id, after.startsWith('/') ? after : `/${after}`, { req, prefix, body, variants });
}

interface Asked {
  readonly req: IncomingMessage;
  readonly prefix: string;
  readonly body: Buffer;
  readonly variants: Variants;
}

async function faultyScene(id: string, rest: string, { req, prefix, body, variants }: Asked): Promise<RequestScene> {
  const fault = await variants.faultOf(id);
  if (fault) {
    const own = { variant: id, replacements: replacementsOf(fault), memory: variants.memoryOf(id), prefix, body };
    return sceneOf(req, own, rest);
  }
  const message = `there is no fault "${id}"; GET /_control/faults lists them`;
  return {
    own: { prefix: '', skewMs: 0, body },
    rest: req.url ?? '/',
    problem: { status: 404, error: 'unknown_fault', message },
  };
}

const replacements = new WeakMap<Fault, Replacements>();

function replacementsOf(fault: Fault): Replacements {
  const known = replacements.get(fault);
  if (known) return known;
  const made = new Map([...(fault.change ?? [])].map(([step, { instead }]) => [step, instead]));
  replacements.set(fault, made);
  return made;
}

function sceneOf(req: IncomingMessage, own: Omit<Scene, 'skewMs'>, rest: string): RequestScene {
  try {
    return { own: { ...own, skewMs: clockSkew(req.headers['tollgate-clock']) }, rest };
  } catch (error) {
    const { message } = error as Error;
    return { own: { ...own, skewMs: 0 }, rest, problem: { status: 400, error: 'bad_clock', message } };
  }
}
