import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Flow } from '../../suites/harness/flow/flow.ts';
import type { SessionOptions } from '../../suites/harness/flow/open-session.ts';
import type { Check, ExchangeRecord, FlowResult } from '../../suites/harness/model/verdict.ts';
import { targetOf } from '../../suites/harness/target/load.ts';
import type { Members } from '../../suites/harness/target/members.ts';
import { PROJECT_ROOT } from '../../suites/harness/target/schema.ts';
import { serverFlows } from '../../suites/wazo/flows.ts';
import { groupBy } from '../mutation/group.ts';
import { verdictsOf } from '../mutation/judge.ts';
import { checksIn, runFlows } from '../run-flows.ts';

export const BUNDLED: Members = JSON.parse(
  readFileSync(join(PROJECT_ROOT, 'fixtures/targets/bundled-mock.json'), 'utf8'),
);

/** What a whole suite made of a target. */
export interface Judged {
  readonly results: readonly FlowResult[];
  readonly checks: readonly Check[];
  readonly exchanges: readonly ExchangeRecord[];
  /** The worst verdict of each requirement. */
  readonly verdicts: ReturnType<typeof verdictsOf>;
  /** How many requirements have each verdict. */
  readonly summary: Readonly<Record<string, number>>;
  /** Checks that claim a finding without an exchange that shows it. */
  readonly unfounded: readonly Check[];
}

/** Runs every flow of `wazo.server`, or the first few, against a target. */
export function judgeWazo(
  url: string,
  more: Members = {},
  { first, ...options }: SessionOptions & { readonly first?: number } = {},
): Promise<Judged> {
  return judge(serverFlows.slice(0, first), url, more, options);
}

/** Runs flows of one system against a target. */
export async function judge(
  flows: readonly Flow<never>[],
  url: string,
  more: Members = {},
  options: SessionOptions = {},
): Promise<Judged> {
  const target = targetOf({ ...BUNDLED, url, ...more });
  const results = await runFlows(target, flows, { throttleBudgetMs: 1_500, ...options });
  const checks = checksIn(results);
  const verdicts = verdictsOf(checks);
  const counts = [...groupBy(verdicts.values(), (verdict) => verdict)].map(([verdict, list]) => [verdict, list.length]);
  return {
    results,
    checks,
    exchanges: results.flatMap((result) => result.exchanges),
    verdicts,
    summary: Object.fromEntries(counts),
    unfounded: results.flatMap((result) => result.checks.filter((check) => !isFounded(check, result.exchanges))),
  };
}

/** Whether each exchange that a finding names has a response; only a refusal may warn of none. */
function isFounded({ verdict, exchanges }: Check, all: readonly ExchangeRecord[]): boolean {
  if (!['pass', 'fail', 'warn', 'info'].includes(verdict)) return true;
  const seen = exchanges.map((index) => all[index]);
  const unanswered = seen.filter((exchange) => !exchange?.response || exchange.failure);
  return seen.length > 0 && unanswered.length <= (verdict === 'warn' ? 1 : 0);
}
