import assert from 'node:assert/strict';
import test from 'node:test';
import { sameTime } from '../../../../suites/harness/flow/timing.ts';
import type { Exchange } from '../../../../suites/harness/http/exchange.ts';

const request = { method: 'POST', url: 'http://target.example/', headers: [] };

/** Thirty responses whose times lie evenly between two, in milliseconds. */
function taking(from: number, to: number): readonly Exchange[] {
  return Array.from({ length: 30 }, (_, i) => ({ request, durationMs: from + ((to - from) * i) / 29 }));
}

const compared = (one: readonly Exchange[], other: readonly Exchange[]) => {
  const judge = sameTime({ what: 'with a known id', exchanges: one }, { what: 'with an unknown id', exchanges: other });
  return judge(one[0] as Exchange);
};

test('a password that is hashed for known ids only is told by the time', () => {
  const { ok, actual } = compared(taking(60, 70), taking(1, 4));
  assert.equal(ok, false);
  assert.match(actual, /65\.\d ms \(the middle half 62\.\d to 67\.\d\) with a known id/);
});

test('a few milliseconds tell nothing', () => {
  assert.equal(compared(taking(5, 5), taking(1, 1)).ok, true);
});

test('what a busy machine does to some of the responses tells nothing', () => {
  const busy = [...taking(1, 2).slice(0, 13), ...taking(40, 90).slice(0, 17)];
  assert.equal(compared(busy, taking(1, 45)).ok, true);
});
