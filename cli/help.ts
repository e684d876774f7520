import { type Command, EXIT_STATUS } from './command.ts';
import { columns } from './table.ts';

/** The text of \`tollgate --help\`. */
export function overview(commands: readonly Command[]): string {
  return `tollgate: proves that an implementation answers authentication calls the way
its public document says.

Commands:

${columns(
  commands.map(({ name, summary }) => [`tollgate ${name}`, summary]),
  '  ',
)}
\`tollgate <command> --help\` tells more of each one.

The suites run under Playwright: \`tollgate test wazo\` is \`playwright test wazo\`
with Tollgate's configuration. A run writes its report to reports/out/.

First steps with a target of your own:
  1. npx tollgate init                    write target file and configuration
  2. npx tollgate list                    what would be judged
  3. npx tollgate env wazo                what a run has to know of your target
  4. npx playwright test                  judge it
  5. npx tollgate gate                    the same exit status again, from the
                                          report alone (in another CI job)
  6. npx tollgate baseline --reason why   accept today's failures

${EXIT_STATUS}`;
}
