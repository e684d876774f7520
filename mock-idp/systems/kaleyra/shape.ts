import { now } from '../../frame/scene.ts';
import type { AnswerShape } from './profiles.ts';

/** The answer that carries a token and its expiry where, and as what, the shape says. Neither path may lead into the other. */
export function shaped(shape: AnswerShape, token: unknown, expiry: unknown): Record<string, unknown> {
  const answer = structuredClone(shape.members) as Record<string, unknown>;
  put(answer, stepsOf(shape.tokenFieldPath, shape.fieldPaths), token);
  put(answer, stepsOf(shape.expirationFieldPath, shape.fieldPaths), expiry);
  return answer;
}

/** The members that a field path leads through. */
export function stepsOf(path: string, grammar: AnswerShape['fieldPaths']): readonly string[] {
  return grammar === 'flat' ? [path] : path.replace(/\[(\d+)\]/g, '.$1').split('.');
}

/** How the shape says that a token lives so many seconds from now. */
export function expiryOf({ expiration, expirationType }: AnswerShape, lifetime: number): string | number {
  const at = now() + lifetime * 1000;
  if (expiration === 'iso') return new Date(at).toISOString();
  const value = { seconds: lifetime, 'epoch-seconds': Math.floor(at / 1000), 'epoch-milliseconds': at }[expiration];
  return expirationType === 'string' ? String(value) : value;
}

function put(into: Record<string, unknown>, [step, next, ...rest]: readonly string[], value: unknown): void {
  if (step === undefined) return;
  if (next === undefined) {
    into[step] = value;
    return;
  }
  into[step] ??= /^\d+$/.test(next) ? [] : {};
  put(into[step] as Record<string, unknown>, [next, ...rest], value);
}
