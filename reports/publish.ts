import { join } from 'node:path';
import { conclude } from './build.ts';
import { digestOf } from './digest.ts';
import { badgeJson, badgeSvg } from './formats/badge.ts';
import { ctrfText } from './formats/ctrf.ts';
import { earlText } from './formats/earl.ts';
import { sarifText } from './formats/sarif.ts';
import { htmlText } from './html.ts';
import { junitText } from './junit.ts';
import type { Problem, Report } from './model.ts';
import { discard, docsFrom, FILES, write } from './output.ts';
import { summaryText } from './summary.ts';

/**
 * Writes every form of a report into a folder. What cannot be written becomes a problem of the report (exit code 3);
 * the rest is kept, and `conformance.json` says so where it can.
 * @returns the report as it was written
 */
export function publish(folder: string, report: Report): Report {
  const first = write(folder, FILES.json, jsonText(report));
  const problems = [
    first,
    ...forms(report, docsFrom(folder)).map(([name, text]) => write(folder, name, text())),
  ].flatMap((message): Problem[] => (message === undefined ? [] : [{ kind: 'harness', message }]));
  if (problems.length === 0) return report;
  const told = conclude({ ...report, problems: [...report.problems, ...problems] }, new Date(report.generatedAt));
  if (write(folder, FILES.json, jsonText(told)) !== undefined) {
    // On a full disk the one that says too little has to make room.
    discard(join(folder, FILES.json));
    write(folder, FILES.json, jsonText(told));
  }
  return told;
}

function forms(report: Report, docs: string | undefined): [string, () => string][] {
  return [
    [FILES.junit, () => junitText(report)],
    [FILES.summary, () => summaryText(report)],
    [FILES.html, () => htmlText(report, docs)],
    [FILES.ctrf, () => ctrfText(report)],
    [FILES.earl, () => earlText(report)],
    [FILES.sarif, () => sarifText(report)],
    [FILES.badge, () => badgeSvg(report)],
    [FILES.badgeData, () => badgeJson(report)],
  ];
}

/** The text of `conformance.json`. */
export function jsonText(report: Report): string {
  return `${JSON.stringify({ ...report, digest: digestOf(report) }, null, 2)}\n`;
}
