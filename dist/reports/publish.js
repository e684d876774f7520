import { join } from 'node:path';
import { conclude } from './build.js';
import { htmlText } from './html.js';
import { junitText } from './junit.js';
import { discard, FILES, write } from './output.js';
import { summaryText } from './summary.js';
/**
 * Writes every form of a report into a folder. What cannot be written becomes a problem of the report (exit code 3);
 * the rest is kept, and `conformance.json` says so where it can.
 * @returns the report as it was written
 */
export function publish(folder, report) {
    const first = write(folder, FILES.json, jsonText(report));
    const problems = [first, ...forms(report).map(([name, text]) => write(folder, name, text()))].flatMap((message) => (message === undefined ? [] : [{ kind: 'harness', message }]));
    if (problems.length === 0)
        return report;
    const told = conclude({ ...report, problems: [...report.problems, ...problems] }, new Date(report.generatedAt));
    if (write(folder, FILES.json, jsonText(told)) !== undefined) {
        // On a full disk the one that says too little has to make room.
        discard(join(folder, FILES.json));
        write(folder, FILES.json, jsonText(told));
    }
    return told;
}
function forms(report) {
    return [
        [FILES.junit, () => junitText(report)],
        [FILES.summary, () => summaryText(report)],
        [FILES.html, () => htmlText(report)],
    ];
}
/** The text of `conformance.json`. */
export function jsonText(report) {
    return `${JSON.stringify(report, null, 2)}\n`;
}
//# sourceMappingURL=publish.js.map