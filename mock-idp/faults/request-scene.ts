import type { IncomingMessage } from 'node:http';
import type { Replacements } from '../frame/replacements.ts';
import { clockSkew, type Scene } from '../frame/scene.ts';
import type { Fault } from './fault.ts';
import { faultsById } from './registry.ts';

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

/** What a variant of one mock keeps between requests. */
export type MemoryOf = (variant: string) => Map<unknown, unknown>;

/** Reads the fault prefix of a request target and the clock header; with a problem when the fault is unknown or the clock is none. */
export function requestScene(
  req: IncomingMessage,
  target: string,
  body: Buffer,
  memoryOf: MemoryOf,
): RequestScene | Promise<RequestScene> {
  const [, prefix, id, after = ''] = /^(\/~fault\/([^/?]*))(.*)$/s.exec(target) ?? [];
  if (prefix === undefined || id === undefined) return sceneOf(req, { prefix: '', body }, target);
  return faultyScene(id, after.startsWith('/') ? after : `/${after}`, { req, prefix, body, memoryOf });
}

interface Asked {
  readonly req: IncomingMessage;
  readonly prefix: string;
  readonly body: Buffer;
  readonly memoryOf: MemoryOf;
}

async function faultyScene(id: string, rest: string, { req, prefix, body, memoryOf }: Asked): Promise<RequestScene> {
  const fault = (await faultsById()).get(id);
  if (fault) {
    const own = { variant: id, replacements: replacementsOf(fault), memory: memoryOf(id), prefix, body };
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
