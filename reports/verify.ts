import { isDeepStrictEqual } from 'node:util';
import { type Contract, contract, contractNames, findingsOf } from '../suites/harness/checks/contract.ts';
import type { ExchangeRecord } from '../suites/harness/model/verdict.ts';
import { conclude } from './build.ts';
import { digestOf } from './digest.ts';
import type { Report, ReportCheck } from './model.ts';

/** What came of judging a report again. */
export interface Verification {
  /** Checks that were judged again from the exchanges that the report holds. */
  readonly judgedAgain: number;
  /** Checks that were not: their matchers compare what only the run knew, or a body was hidden or cut. */
  readonly notAgain: number;
  /** What comes out otherwise, in one line each. */
  readonly mistakes: readonly string[];
}

/** Parts of a report that follow from its checks. */
const CONCLUDED = ['outcome', 'summary', 'roles', 'rootCauses', 'unlocks', 'requirements'] as const;

/** Judges a report again, offline: its hash, what follows from its checks, and each check that a contract decides. */
export function verify(report: Report): Verification {
  const mistakes: string[] = [];
  if (report.digest === undefined) mistakes.push('the report has no digest');
  else if (report.digest !== digestOf(report))
    mistakes.push('the report was changed after it was written: its digest is another');

  const again = JSON.parse(JSON.stringify(conclude(report, new Date(report.generatedAt))));
  for (const part of CONCLUDED) {
    if (!isDeepStrictEqual(again[part], report[part])) mistakes.push(`${part} does not follow from the checks`);
  }
  const byId = contractsById(report);
  let judgedAgain = 0;
  for (const check of report.checks) {
    const isKept = judgeAgain(report, check, byId.get(check.id));
    if (isKept === undefined) continue;
    judgedAgain += 1;
    const said = check.verdict === 'pass';
    if (isKept !== said) {
      mistakes.push(
        `${check.id} (${check.flow}) is ${check.verdict}; its exchange ${isKept ? 'keeps' : 'breaks'} the contract`,
      );
    }
  }
  return { judgedAgain, notAgain: report.checks.length - judgedAgain, mistakes };
}

/** The contract that states a requirement, where only one does. */
function contractsById(report: Report): ReadonlyMap<string, Contract> {
  const byId = new Map<string, Contract>();
  const several = new Set<string>();
  for (const system of new Set(report.roles.map((role) => role.system))) {
    for (const name of contractNames(system).filter((one) => one.endsWith('-response'))) {
      const one = contract(name);
      for (const id of one.ids) {
        if (byId.has(id)) several.add(id);
        byId.set(id, one);
      }
    }
  }
  for (const id of several) byId.delete(id);
  return byId;
}

/** Whether the exchange of a check keeps the contract; `undefined` where that cannot be told from the report. */
function judgeAgain(report: Report, check: ReportCheck, of: Contract | undefined): boolean | undefined {
  if (!of || !['pass', 'fail', 'warn', 'info'].includes(check.verdict) || check.exchanges.length !== 1)
    return undefined;
  const exchange = report.exchanges[check.exchanges[0] ?? -1];
  const body = exchange && bodyOf(exchange);
  if (body === undefined) return undefined;
  const message = read(body);
  const found = findingsOf(of, message).find((finding) => finding.id === check.id && !finding.blockedBy);
  const isOtherwise = found?.ok !== (check.verdict === 'pass');
  return isOtherwise && (HIDDEN.test(body) || 'problem' in message) ? undefined : found?.ok;
}

/** A name that stands in the place of a secret, whose form is not known any more. */
const HIDDEN = /<[a-z_]+#\d+>/;

function bodyOf({ response }: ExchangeRecord): string | undefined {
  return typeof response?.body === 'string' ? response.body : undefined;
}

function read(body: string): { readonly value: unknown } | { readonly problem: string } {
  try {
    return { value: JSON.parse(body) };
  } catch (error) {
    return { problem: (error as Error).message };
  }
}
