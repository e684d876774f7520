import { AsyncLocalStorage } from 'node:async_hooks';
import type { Replacements } from './replacements.ts';

/** What is particular to one request: the variant of the mock that it asked for, the clock it lives by, the body it brought. */
export interface Scene {
  /** The variant that the path prefix names; none is the mock as it should be. Each has state of its own. */
  readonly variant?: string;
  /** What the variant puts in the place of steps. */
  readonly replacements?: Replacements;
  /** What the replaced steps of a variant keep from one request to the next; a reset drops it. */
  readonly memory?: Map<unknown, unknown>;
  /** Public base URL as the client of this request calls it, where that differs from one request to another. */
  readonly seen?: string;
  /** What the path began with to name the variant, or empty. */
  readonly prefix: string;
  /** How far this request's clock is ahead of the real one, in milliseconds. */
  readonly skewMs: number;
  /** The whole request body, already received; the request stream can still be read as well. */
  readonly body: Buffer;
}

const scenes = new AsyncLocalStorage<Scene>();
const outside: Scene = { prefix: '', skewMs: 0, body: Buffer.alloc(0) };
const realDateNow = Date.now;

let users = 0;

/** The scene of the request being answered; a neutral one outside any request. */
export function scene(): Scene {
  return scenes.getStore() ?? outside;
}

/** Runs `work` and all that it starts in the given scene. */
export function inScene<T>(own: Scene, work: () => T): T {
  return scenes.run(own, work);
}

/** The time of this request's clock, in milliseconds since the epoch. */
export function now(): number {
  return realDateNow() + scene().skewMs;
}

/** The time of the machine's clock, in milliseconds since the epoch. State is swept by this one only. */
export function realNow(): number {
  return realDateNow();
}

/** Lets `Date.now()` follow the clock of the request being answered, until as many `releaseClock()` follow. */
export function holdClock(): void {
  users += 1;
  Date.now = now;
}

/** Gives `Date.now()` back when nobody holds the clock any more. */
export function releaseClock(): void {
  users -= 1;
  if (users === 0) Date.now = realDateNow;
}

/**
 * Reads a `tollgate-clock` header: a sign and seconds, such as `+3601` or `-5`.
 * Gives milliseconds; 0 without a header; throws a RangeError for anything else.
 */
export function clockSkew(header: string | readonly string[] | undefined): number {
  if (header === undefined) return 0;
  const text = String(header);
  if (!/^[+-]\d{1,10}(\.\d{1,3})?$/.test(text)) {
    throw new RangeError(`tollgate-clock: expected a sign and seconds such as +3601 or -5, got "${text}"`);
  }
  return Math.round(Number(text) * 1000);
}
