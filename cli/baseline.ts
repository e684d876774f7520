import { runBaseline } from '../reports/gate.ts';
import type { Command } from './command.ts';
import { commandLine, tell } from './gate.ts';

export const baseline: Command = {
  name: 'baseline',
  summary: 'accept the failures of a report: only new ones gate',
  positionals: 1,
  options: {
    reason: { type: 'string' },
    issue: { type: 'string' },
    expires: { type: 'string' },
    out: { type: 'string' },
  },
  help: `tollgate baseline [report] --reason text [--issue text]
                  [--expires YYYY-MM-DD] [--out file]

Writes the baseline that accepts every failure of a report: they stay
failures, but do not gate any more. New failures still do, and so does an
entry that has expired or whose requirement no longer fails (exit status 5).

  report      reports/out/conformance.json unless given
  --reason    why they are accepted; it stands at every new entry
  --issue     where they are followed up, such as a ticket's address
  --expires   the last day (UTC) of the acceptance
  --out       the file to write, merged with the entries that it has;
              without it the baseline is printed

  npx tollgate baseline --reason 'fixed in 2.1' --out accepted.json
  TOLLGATE_BASELINE=accepted.json npx playwright test

Exit status: 0, or 2 when the report or an option cannot be used.
`,
  run: (args, io) => tell(runBaseline(commandLine(args)), io),
};
