import { type Command, EXIT_STATUS } from './command.ts';
import { columns } from './table.ts';

/** The text of \`tollgate --help\`. */
export function overview(commands: readonly Command[]): string {
  return `tollgate: proves that an implementation answers authentication calls the way
its public document says.

The checks themselves run under Playwright:

  npx playwright test                     the bundled mock, every suite
  TARGET_FILE=my.json npx playwright test your own target
  npx playwright test wazo                one system only

A run writes its report to reports/out/. This command does the rest:

${columns(
  commands.map(({ name, summary }) => [`tollgate ${name}`, summary]),
  '  ',
)}
\`tollgate <command> --help\` tells more of each one.

First steps with a target of your own:
  1. npx tollgate list                    what would be judged
  2. npx tollgate env wazo                what a run has to know of your target
  3. set the variables, or write a target file (examples: fixtures/targets/)
  4. npx playwright test                  judge it
  5. npx tollgate gate                    the same exit status again, from the
                                          report alone (in another CI job)
  6. npx tollgate baseline --reason why   accept today's failures

${EXIT_STATUS}`;
}
