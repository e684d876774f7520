import { keyOf } from '../keys.ts';
import type { Report, ReportCheck } from '../model.ts';
import { isGating } from '../outcome.ts';
import { difference } from '../view.ts';

type Status = 'passed' | 'failed' | 'skipped' | 'pending' | 'other';

const STATUS: { readonly [verdict in ReportCheck['verdict']]: Status } = {
  pass: 'passed',
  info: 'passed',
  warn: 'passed',
  skip: 'skipped',
  inconclusive: 'other',
  fail: 'failed',
  error: 'failed',
};

/**
 * The report in the Common Test Report Format (https://ctrf.io): a test for each check. As with JUnit, `failed` is what
 * makes the run red; failures that are accepted are `skipped`, and what could not be judged and does not gate is `other`.
 */
export function ctrfText(report: Report): string {
  const requirements = new Map(report.requirements.map((requirement) => [keyOf(requirement), requirement]));
  const stop = Date.parse(report.generatedAt);
  const tests = report.checks.map((check) => {
    const requirement = requirements.get(keyOf(check));
    const gates = isGating(check, requirement, report.gate);
    return {
      testId: `${check.role}/${check.flow}/${check.id}`,
      name: check.id,
      status: statusOf(check, gates),
      rawStatus: check.verdict,
      duration: Math.round(check.durationMs),
      suite: [check.role, check.flow],
      tags: requirement ? [requirement.level, requirement.basis, requirement.endpoint] : [],
      ...(check.verdict !== 'pass' && { message: difference({ first: check }) }),
      extra: { blockedBy: check.blockedBy, sentence: requirement?.source.sentence, fix: requirement?.fix },
    };
  });
  const of = (status: Status) => tests.filter((one) => one.status === status).length;
  const duration = tests.reduce((sum, one) => sum + one.duration, 0);
  const summary = {
    tests: tests.length,
    passed: of('passed'),
    failed: of('failed'),
    skipped: of('skipped'),
    pending: 0,
    other: of('other'),
    start: stop - duration,
    stop,
    extra: { exitCode: report.outcome.exitCode, conforms: report.outcome.conforms },
  };
  const results = { tool: { name: 'Tollgate', version: report.tollgate.version }, summary, tests };
  const ctrf = { reportFormat: 'CTRF', specVersion: '0.0.0', timestamp: report.generatedAt, results };
  return `${JSON.stringify(ctrf, null, 2)}\n`;
}

function statusOf({ verdict, accepted }: ReportCheck, gates: boolean): Status {
  if (accepted) return 'skipped';
  return gates ? 'failed' : STATUS[verdict];
}
