import { existsSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { baselineFrom, baselineText, pasteReady } from './baseline.js';
import { parseBaseline, readBaseline } from './baseline-file.js';
import { conclude } from './build.js';
import { keyOf, plural } from './keys.js';
import { readReport } from './report-file.js';
import { outcomeText } from './terminal.js';
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
export function gate(reportPath, baselinePath, now = new Date()) {
    return reportingUsage(() => {
        const report = judgedAgain(readReport(reportPath), baselinePath, now);
        const entries = pasteReady(report).map((entry) => `  to accept: ${entry}`);
        return { exitCode: report.outcome.exitCode, text: [outcomeText(report), ...entries].join('\n') };
    });
}
/** `tollgate gate`: see `GATE_USAGE`. */
export function runGate(args, now = new Date()) {
    return reportingUsage(() => {
        const { values, positionals } = parse(args, { baseline: { type: 'string' } }, GATE_USAGE);
        const baseline = values.baseline ?? (process.env.TOLLGATE_BASELINE || undefined);
        return gate(positionals[0] ?? DEFAULT_REPORT, baseline, now);
    });
}
/** `tollgate baseline`: see `BASELINE_USAGE`. Writes the file that `--out` names. */
export function runBaseline(args, now = new Date()) {
    return reportingUsage(() => {
        const text = { type: 'string' };
        const { values, positionals } = parse(args, { reason: text, issue: text, expires: text, out: text }, BASELINE_USAGE);
        const { reason, issue, expires, out } = values;
        if (!reason)
            throw new Error(`--reason is missing: say why the failures are accepted\n${BASELINE_USAGE}`);
        const report = readReport(positionals[0] ?? DEFAULT_REPORT);
        const existing = out && existsSync(out) ? readBaseline(out).accepted : (report.baseline?.accepted ?? []);
        const given = { reason, ...(issue && { issue }), ...(expires && { expires }) };
        const entries = writeBaseline(report, given, existing, now);
        if (!out)
            return { exitCode: 0, text: baselineText(entries).trimEnd() };
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
export function writeBaseline(report, given, existing = report.baseline?.accepted ?? [], now = new Date()) {
    const entries = baselineFrom(report, existing, given, now);
    return [...parseBaseline(baselineText(entries), 'the baseline').accepted];
}
function judgedAgain(report, baselinePath, now) {
    if (!baselinePath)
        return conclude(report, new Date(report.generatedAt));
    const { accepted } = readBaseline(baselinePath);
    return conclude({ ...report, baseline: { file: baselinePath, accepted } }, now);
}
function parse(args, options, usage) {
    try {
        const parsed = parseArgs({ args: [...args], options, allowPositionals: true });
        if (parsed.positionals.length > 1)
            throw new Error(`one report at a time, not ${parsed.positionals.length}`);
        return parsed;
    }
    catch (error) {
        throw new Error(`${error.message}\n${usage}`);
    }
}
function reportingUsage(command) {
    try {
        return command();
    }
    catch (error) {
        return { exitCode: 2, text: error.message };
    }
}
//# sourceMappingURL=gate.js.map