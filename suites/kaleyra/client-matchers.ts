import type { Finding, Matcher } from '../harness/checks/matchers.ts';
import { type Exchange, headerValues } from '../harness/http/exchange.ts';
import { type Sent, tokenOf } from './platform.ts';

/** A judge that gives what a flow has found already. */
export const is =
  (finding: Finding): Matcher =>
  () =>
    finding;

/** The same, from its parts. */
export const finds = (ok: boolean, expected: string, actual: string): Matcher => is({ ok, expected, actual });

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
export function noCallback({ callbacks }: Sent): Finding {
  const [first] = callbacks;
  const field = first && headerValues(first.request.headers, 'authorization')[0];
  const actual = first ? `${callbacks.length} callbacks, Authorization: ${field ?? 'none'}` : 'none';
  return { ok: callbacks.length === 0, expected: 'no callback', actual };
}

/** How often the platform asked for a token, and what it then called back with. */
export function told({ auth, callbacks }: Sent): string {
  const tokens = callbacks.map((callback) => tokenOf(callback) ?? 'none').join(', ') || 'no callback';
  return `${auth.length} authentication requests; tokens: ${tokens}`;
}
