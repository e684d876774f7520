import { AsyncLocalStorage } from 'node:async_hooks';

/** What is particular to one request: the defect it asked for, the clock it lives by, the body it brought. */
export interface Scene {
  /** Id of the fault named by the path prefix. */
  readonly fault?: string;
  /** `/~fault/<id>`, or empty. */
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

let onAsked: ((what: string) => void) | undefined;

/** Whether the request being answered asked for this fault. */
export function isFaulty(id: string): boolean {
  onAsked?.(id);
  return scene().fault === id;
}

/** Whether `isFaulty` could say yes, or somebody hears what it is asked: work on faults alone is otherwise left out. */
export function mayBeFaulty(): boolean {
  return onAsked !== undefined || scene().fault !== undefined;
}

/** Tells a listener of what has to do with faults besides, such as a message that a fault may change. */
export function askAbout(what: string): void {
  onAsked?.(what);
}

/** Sets who hears which faults the code asks about: the proof learns from it which flows a fault can reach. */
export function hearQuestions(listener: ((what: string) => void) | undefined): void {
  onAsked = listener;
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
