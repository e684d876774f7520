import { keyOf } from '../keys.ts';
import type { Report, ReportRequirement } from '../model.ts';
import { decisive, difference, findings } from '../view.ts';

const OUTCOME: { readonly [verdict in NonNullable<ReportRequirement['verdict']>]: string } = {
  pass: 'earl:passed',
  fail: 'earl:failed',
  warn: 'earl:failed',
  info: 'earl:passed',
  skip: 'earl:inapplicable',
  inconclusive: 'earl:cantTell',
  error: 'earl:cantTell',
};

/**
 * The report in the Evaluation and Report Language of the W3C (https://www.w3.org/TR/EARL10-Schema/), as JSON-LD: an
 * assertion for each requirement. A broken requirement is `earl:failed` whether it gates or not; its level stands at it.
 */
export function earlText(report: Report): string {
  const byKey = new Map(findings(report, () => true).map((finding) => [keyOf(finding), finding]));
  const subject = { '@id': '_:target', '@type': ['earl:TestSubject', 'doap:Project'], 'doap:name': report.target.name };
  const assertor = {
    '@id': '_:tollgate',
    '@type': ['earl:Assertor', 'earl:Software'],
    'dct:title': 'Tollgate',
    'dct:hasVersion': report.tollgate.version,
  };
  const assertions = report.requirements
    .filter(({ excluded }) => !excluded)
    .map((requirement) => {
      const { id, role, text, level, basis, source, verdict } = requirement;
      const checks = byKey.get(keyOf(requirement))?.checks ?? [];
      const worst = checks.find((check) => check.verdict === verdict);
      const info = worst && verdict !== 'pass' ? difference({ first: worst }) : undefined;
      const again = worst && decisive(report, worst)?.curl;
      return {
        '@type': 'earl:Assertion',
        'earl:assertedBy': { '@id': '_:tollgate' },
        'earl:subject': { '@id': '_:target' },
        'earl:test': {
          '@id': `urn:tollgate:${role}:${id}`,
          '@type': 'earl:TestCriterion',
          'dct:title': text,
          'dct:description': `“${source.sentence}” (${source.heading}); ${level}, ${basis}`,
        },
        'earl:result': {
          '@type': 'earl:TestResult',
          'earl:outcome': { '@id': verdict === null ? 'earl:untested' : OUTCOME[verdict] },
          'dct:date': report.generatedAt,
          ...(info && { 'earl:info': info }),
          ...(again && { 'earl:pointer': again }),
        },
        'earl:mode': { '@id': 'earl:automatic' },
      };
    });
  const context = {
    earl: 'http://www.w3.org/ns/earl#',
    dct: 'http://purl.org/dc/terms/',
    doap: 'http://usefulinc.com/ns/doap#',
  };
  return `${JSON.stringify({ '@context': context, '@graph': [assertor, subject, ...assertions] }, null, 2)}\n`;
}
