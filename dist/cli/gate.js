import { runGate } from '../reports/gate.js';
import { EXIT_STATUS } from './command.js';
export const gate = {
    name: 'gate',
    summary: 'judge a written report again, and exit as its run did',
    positionals: 1,
    options: { baseline: { type: 'string' } },
    help: `tollgate gate [report] [--baseline file]

Judges a report that a run has written, without running anything, and exits
as the run did: for a CI job that only gets the report, and for reports that
were merged from shards. Prints the outcome, and for each failure that is not
accepted the line that would accept it in a baseline.

  report       reports/out/conformance.json unless given
  --baseline   accept the failures of this file instead of those that were
               accepted in the run; TOLLGATE_BASELINE does the same

  npx tollgate gate reports/out/conformance.json --baseline accepted.json

${EXIT_STATUS}`,
    run: (args, io) => tell(runGate(commandLine(args)), io),
};
/** The words of a command line that say the same as some arguments. */
export function commandLine({ values, positionals }) {
    return [...Object.entries(values).map(([option, value]) => `--${option}=${value}`), '--', ...positionals];
}
/** Prints a result where it belongs and gives its exit status. */
export function tell({ exitCode, text }, io) {
    const print = exitCode === 2 ? io.err : io.out;
    print(`${text}\n`);
    return exitCode;
}
//# sourceMappingURL=gate.js.map