import type { Finding, Matcher } from '../harness/checks/matchers.ts';
import { type One, orNothing, type Seen } from '../harness/checks/seen.ts';
import type { Exchange } from '../harness/http/exchange.ts';
import { fewer, type Sent, saidOf } from './platform.ts';
import { authorizationsOf, tokenOf } from './platform-profile.ts';

/** A judge that gives what a flow has found already. */
export const finds = (ok: boolean, expected: string, actual: string): Matcher => is({ ok, expected, actual });

/** The same, of a finding. */
export const is =
  (finding: Finding): Matcher =>
  () =>
    finding;

/** Several findings as one. */
export const together = (...findings: readonly Finding[]): Finding => ({
  ok: findings.every(({ ok }) => ok),
  expected: findings.map(({ expected }) => expected).join('; '),
  actual: findings.map(({ actual }) => actual).join('; '),
});

/** The callbacks were sent, and each carries this token. */
export function carries(callbacks: readonly Exchange[], token: string): Finding {
  const tokens = callbacks.map(tokenOf);
  const ok = tokens.length > 0 && tokens.every((one) => one === token);
  const actual =
    tokens.length === 0 ? 'no callback' : tokens.map((one) => one ?? 'a callback without a token').join(', ');
  return { ok, expected: `callbacks with the token ${token}`, actual };
}

/** Nothing was called back. */
export function noCallback(callbacks: readonly Exchange[]): Finding {
  const [first] = callbacks;
  const field = first && authorizationsOf(first)[0];
  const actual = first ? `${callbacks.length} callbacks, Authorization: ${field ?? 'none'}` : 'none';
  return { ok: callbacks.length === 0, expected: 'no callback', actual };
}

/** How often the platform asked for a token, and what it then called back with. */
export function told({ auth, callbacks }: Pick<Sent, 'auth' | 'callbacks'>): string {
  const tokens = callbacks.map((callback) => tokenOf(callback) ?? 'none').join(', ') || 'no callback';
  return `${auth.length} authentication requests; tokens: ${tokens}`;
}

/** What was sent, where the platform asked for a token: a platform that got one and then does nothing can be judged. */
export const asked = ({ all, auth, ...one }: Sent): Seen =>
  orNothing(auth.length > 0 ? all : [], `the platform asked for no token; ${saidOf(one)}`);

/** What was sent, where every trigger brought a callback. */
export const complete = (one: Sent, than?: number): Seen => fewer(one, than) ?? one.all;

/** The same of several profiles: the first by which a callback is missing speaks. */
export const completeAll = (list: readonly Sent[]): Seen =>
  list.map((one) => fewer(one)).find((absent) => absent !== undefined) ?? list.flatMap(({ all }): One[] => [...all]);
