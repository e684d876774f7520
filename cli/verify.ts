import { readReport } from '../reports/report-file.ts';
import { verify as verifyReport } from '../reports/verify.ts';
import type { Command } from './command.ts';

export const verify: Command = {
  name: 'verify',
  summary: 'judge what a written report holds again, offline',
  positionals: 1,
  options: {},
  help: `tollgate verify [report]

Judges a report again from what it holds, without sending anything:

  - its digest: a report that was changed after it was written is told
  - what follows from its checks: verdicts, counts, causes and outcome
  - each check that the contract of a message decides, from the recorded
    response

Checks that compare several responses, or values that are hidden in the
report, are counted and not judged again. The digest is no signature: whoever
changes a report can make it anew.

  report   reports/out/conformance.json unless given

Exit status: 0, 1 when something comes out otherwise, 2 for wrong usage.
`,
  run({ positionals }, io) {
    const { judgedAgain, notAgain, mistakes } = verifyReport(
      readReport(positionals[0] ?? 'reports/out/conformance.json'),
    );
    for (const mistake of mistakes) io.out(`${mistake}\n`);
    io.out(
      `${judgedAgain} checks judged again, ${notAgain} not; ${mistakes.length === 0 ? 'all come out as written' : `${mistakes.length} things do not come out as written`}\n`,
    );
    return mistakes.length === 0 ? 0 : 1;
  },
};
