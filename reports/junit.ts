import { groupBy, keyOf } from './keys.ts';
import type { Report, ReportCheck, ReportRequirement } from './model.ts';
import { isGating } from './outcome.ts';
import { decisive, difference } from './view.ts';

type Kind = 'failure' | 'error' | 'skipped' | 'passed';

/** A check as a case of a test report. */
interface Case {
  readonly check: ReportCheck;
  readonly requirement: ReportRequirement | undefined;
  readonly kind: Kind;
}

/**
 * The report as JUnit XML: a suite for each role, a case for each check, red where the run is. A failure is `failure`;
 * errors of the harness, and what could not be judged and gates, are `error` with their type; skips, accepted failures
 * and what else could not be judged are `skipped`; the rest passed, warnings and observations with their text as output.
 */
export function junitText(report: Report): string {
  const requirements = new Map(report.requirements.map((requirement) => [keyOf(requirement), requirement]));
  const cases = report.checks.map((check): Case => {
    const requirement = requirements.get(keyOf(check));
    return { check, requirement, kind: kindOf(check, isGating(check, requirement, report.gate)) };
  });
  const suites = [...groupBy(cases, ({ check }) => check.role)].map(([role, some]) =>
    element(
      'testsuite',
      { name: role, ...tally(some), timestamp: report.generatedAt.replace('Z', '') },
      some.map((one) => testcase(report, one)),
    ),
  );
  const runLevel = report.problems.map(({ kind, message }) =>
    element('testcase', { name: `the run (${kind})`, classname: 'tollgate', time: '0' }, [
      element('error', { type: kind, message }, [text(message)]),
    ]),
  );
  if (runLevel.length > 0) {
    const n = runLevel.length;
    suites.push(
      element('testsuite', { name: 'tollgate', tests: n, failures: 0, errors: n, skipped: 0, time: '0' }, runLevel),
    );
  }
  const { tests, failures, errors, skipped, time } = tally(cases);
  const total = {
    name: report.target.name,
    tests: tests + runLevel.length,
    failures,
    errors: errors + runLevel.length,
    skipped,
    time,
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', total, suites)}\n`;
}

function tally(cases: readonly Case[]) {
  const of = (wanted: Kind) => cases.filter(({ kind }) => kind === wanted).length;
  const time = seconds(cases.reduce((sum, { check }) => sum + check.durationMs, 0));
  return { tests: cases.length, failures: of('failure'), errors: of('error'), skipped: of('skipped'), time };
}

/** What a test report makes of a check: only what makes the run red is a failure or an error. */
function kindOf({ verdict, accepted }: ReportCheck, gates: boolean): Kind {
  if (accepted || verdict === 'skip') return 'skipped';
  if (gates) return verdict === 'fail' ? 'failure' : 'error';
  return verdict === 'inconclusive' ? 'skipped' : 'passed';
}

/** Why a check counts as skipped. */
function whySkipped(check: ReportCheck): string {
  if (check.accepted) return `accepted: ${check.accepted.reason}`;
  const told = [difference({ first: check }), check.blockedBy && `is blocked by ${check.blockedBy}`];
  if (check.verdict === 'inconclusive') return `inconclusive: ${told.filter(Boolean).join(': ')}`;
  return `not applicable: ${check.skipFact ?? told[0]}`;
}

function testcase(report: Report, one: Case): string {
  const { id, role, flow, durationMs } = one.check;
  const attributes = { name: id, classname: `${role}.${flow}`, time: seconds(durationMs) };
  return element('testcase', attributes, result(report, one));
}

function result(report: Report, { check, requirement, kind }: Case): string[] {
  const message = difference({ first: check });
  switch (kind) {
    case 'failure':
      return [element('failure', { type: 'fail', message }, [text(details(report, check, requirement))])];
    case 'error': {
      const hung = check.blockedBy ? `is blocked by ${check.blockedBy}` : '';
      const told = [message, hung].filter(Boolean).join(': ');
      return [element('error', { type: check.verdict, message: told }, [text(details(report, check, requirement))])];
    }
    case 'skipped':
      return [element('skipped', { message: whySkipped(check) }, [])];
    default:
      return check.verdict === 'pass' ? [] : [element('system-out', {}, [text(`${check.verdict}: ${message}`)])];
  }
}

function details(report: Report, check: ReportCheck, requirement: ReportRequirement | undefined): string {
  const rows: [string, string | undefined][] = [
    ['sentence', requirement && `“${requirement.source.sentence}” (${requirement.source.heading})`],
    ['expected', check.expected],
    ['actual', check.actual],
    ['message', check.message],
    ['is blocked by', check.blockedBy],
    ['again', decisive(report, check)?.curl],
    ['fix', check.verdict === 'error' ? undefined : requirement?.fix],
  ];
  return rows.flatMap(([name, value]) => (value ? [`${name}: ${value}`] : [])).join('\n');
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  children: readonly string[],
): string {
  const start = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${text(String(value)).replaceAll('\n', '&#10;')}"`,
  );
  const open = `<${name}${start.join('')}`;
  if (children.length === 0) return `${open}/>`;
  const inline = children.every((child) => !child.startsWith('<'));
  return inline ? `${open}>${children.join('')}</${name}>` : `${open}>\n${children.join('\n')}\n</${name}>`;
}

/** Escapes text for XML 1.0; characters that it cannot hold become U+FFFD. */
function text(value: string): string {
  return value
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
