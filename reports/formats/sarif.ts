import { createHash } from 'node:crypto';
import { keyOf } from '../keys.ts';
import type { Report, ReportRequirement } from '../model.ts';
import { isGating } from '../outcome.ts';
import { type Finding, findings, targetText } from '../view.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/**
 * The report in SARIF 2.1.0 for code scanning: a rule for each requirement, a result for each that is broken or keeps the
 * run from being green. What gates is an `error`, a warning a `warning`; accepted failures are suppressed.
 */
export function sarifText(report: Report): string {
  const rules = report.requirements.filter(({ excluded }) => !excluded);
  const indexes = new Map(rules.map((rule, index) => [keyOf(rule), index]));
  const told = findings(report, ({ verdict }) => ['fail', 'warn', 'error', 'inconclusive'].includes(verdict)).filter(
    ({ first, requirement }) => first.verdict !== 'inconclusive' || isGating(first, requirement, report.gate),
  );
  const sarif = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Tollgate',
            semanticVersion: report.tollgate.version,
            informationUri: 'https://www.npmjs.com/package/tollgate',
            rules: rules.map(ruleOf),
          },
        },
        invocations: [
          {
            executionSuccessful: ![2, 3].includes(report.outcome.exitCode),
            exitCode: report.outcome.exitCode,
            endTimeUtc: report.generatedAt,
          },
        ],
        results: told.map((finding) => resultOf(report, finding, indexes.get(keyOf(finding)))),
        columnKind: 'utf16CodeUnits',
      },
    ],
  };
  return `${JSON.stringify(sarif, null, 2)}\n`;
}

function ruleOf({ id, text, why, fix, level, basis, source, endpoint }: ReportRequirement) {
  return {
    id,
    shortDescription: { text },
    fullDescription: { text: `“${source.sentence}” (${source.heading})` },
    help: { text: `${why}\n\nFix: ${fix}` },
    ...(source.url?.startsWith('https://') && { helpUri: source.url }),
    defaultConfiguration: { level: level === 'MUST' && basis === 'document' ? 'error' : 'warning' },
    properties: { tags: [level, basis, endpoint] },
  };
}

function resultOf(report: Report, { id, role, requirement, first }: Finding, ruleIndex: number | undefined) {
  const gates = isGating(first, requirement, report.gate);
  const said = [
    requirement?.text ?? id,
    first.expected && `Expected ${first.expected}.`,
    first.actual && `Actual: ${first.actual}`,
    first.message,
  ];
  const fingerprint = createHash('sha256').update(`${role}\n${id}`).digest('hex');
  return {
    ruleId: id,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: gates ? 'error' : 'warning',
    message: { text: said.filter(Boolean).join('\n') },
    // Code scanning wants a place in the repository; what was judged is a server, named in the logical location.
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: 'README.md' }, region: { startLine: 1 } },
        logicalLocations: [{ name: role, fullyQualifiedName: targetText(report) || role, kind: 'resource' }],
      },
    ],
    partialFingerprints: { 'tollgate/v1': fingerprint },
    ...(first.accepted && { suppressions: [{ kind: 'external', justification: first.accepted.reason }] }),
    properties: { verdict: first.verdict, flow: first.flow, ...(first.blockedBy && { blockedBy: first.blockedBy }) },
  };
}
