import { existsSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { baselineFrom, baselineText, pasteReady } from './baseline.ts';
import { parseBaseline, readBaseline } from './baseline-file.ts';
import { conclude } from './build.ts';
import { keyOf, plural } from './keys.ts';
import type { BaselineEntry, ExitCode, Report } from './model.ts';
import { readReport } from './report-file.ts';
import { endText } from './terminal.ts';

/** What a command ends with: text for standard output (or standard error when `exitCode` is 2), one line or more. */
export interface CommandResult {
  readonly exitCode: ExitCode;
  readonly text: string;
}

const GATE_USAGE = `tollgate gate [report] [--baseline file]
  Judges a written report again and exits as the run did. report: reports/out/conformance.json unless given.
  --baseline file  accept the failures of this file instead of those that were accepted in the run`;

const BASELINE_USAGE = `tollgate baseline [report] --reason text [--issue text] [--expires YYYY-MM-DD] [--out file]
  Accepts every failure of a report. report: reports/out/conformance.json unless given.
  --out file  the baseline file to write, merged with the entries that it has; without it the text is printed`;

const DEFAULT_REPORT = 'reports/out/conformance.json';

/**
 * Judges a written report again: with its own baseline, exactly as its run did; with another one, by today's date.
 * @param reportPath a `conformance.json`
 * @param baselinePath a baseline file that takes the place of the report's own
 */
export function gate(reportPath: string, baselinePath?: string, now = new Date()): CommandResult {
  return reportingUsage(() => {
    const report = judgedAgain(readReport(reportPath), baselinePath, now);
    const entries = pasteReady(report).map((entry) => `  to accept: ${entry}`);
    return { exitCode: report.outcome.exitCode, text: [endText(report), ...entries].join('\n') };
  });
}

/** `tollgate gate`: see `GATE_USAGE`. */
export function runGate(args: readonly string[], now = new Date()): CommandResult {
  return reportingUsage(() => {
    const { values, positionals } = parse(args, { baseline: { type: 'string' } }, GATE_USAGE);
    const baseline = (values.baseline as string | undefined) ?? (process.env.TOLLGATE_BASELINE || undefined);
    return gate(positionals[0] ?? DEFAULT_REPORT, baseline, now);
  });
}

/** `tollgate baseline`: see `BASELINE_USAGE`. Writes the file that `--out` names. */
export function runBaseline(args: readonly string[], now = new Date()): CommandResult {
  return reportingUsage(() => {
    const text = { type: 'string' } as const;
    const { values, positionals } = parse(
      args,
      { reason: text, issue: text, expires: text, out: text },
      BASELINE_USAGE,
    );
    const { reason, issue, expires, out } = values as Record<string, string | undefined>;
    if (!reason) throw new Error(`--reason is missing: say why the failures are accepted\n${BASELINE_USAGE}`);
    const report = readReport(positionals[0] ?? DEFAULT_REPORT);
    const existing = out && existsSync(out) ? readBaseline(out).accepted : (report.baseline?.accepted ?? []);
    const given = { reason, ...(issue && { issue }), ...(expires && { expires }) };
    const entries = writeBaseline(report, given, existing, now);
    if (!out) return { exitCode: 0, text: baselineText(entries).trimEnd() };
    writeFileSync(out, baselineText(entries));
    const before = new Set(existing.map(keyOf));
    const added = entries.filter((entry) => !before.has(keyOf(entry))).length;
    const removed = existing.length - (entries.length - added);
    return {
      exitCode: 0,
      text: `${out}: ${plural(entries.length, 'entry', 'entries')}, ${added} added, ${removed} removed`,
    };
  });
}

/** The entries of the baseline that accepts every failure of a report; see `baselineFrom`. Throws UsageError when `given` cannot stand in a baseline file. */
export function writeBaseline(
  report: Report,
  given: { readonly reason: string; readonly issue?: string; readonly expires?: string },
  existing: readonly BaselineEntry[] = report.baseline?.accepted ?? [],
  now = new Date(),
): BaselineEntry[] {
  const entries = baselineFrom(report, existing, given, now);
  return [...parseBaseline(baselineText(entries), 'the baseline').accepted];
}

function judgedAgain(report: Report, baselinePath: string | undefined, now: Date): Report {
  if (!baselinePath) return conclude(report, new Date(report.generatedAt));
  const { accepted } = readBaseline(baselinePath);
  return conclude({ ...report, baseline: { file: baselinePath, accepted } }, now);
}

function parse(args: readonly string[], options: Record<string, { type: 'string' }>, usage: string) {
  try {
    const parsed = parseArgs({ args: [...args], options, allowPositionals: true });
    if (parsed.positionals.length > 1) throw new Error(`one report at a time, not ${parsed.positionals.length}`);
    return parsed;
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${usage}`);
  }
}

function reportingUsage(command: () => CommandResult): CommandResult {
  try {
    return command();
  } catch (error) {
    return { exitCode: 2, text: (error as Error).message };
  }
}
