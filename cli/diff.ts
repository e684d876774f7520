import { differencesOf, diffMarkdown, diffText, hasRegressed } from '../reports/diff.ts';
import { readReport } from '../reports/report-file.ts';
import { UsageError } from '../suites/harness/target/error.ts';
import { type Command, oneOf } from './command.ts';

const FORMATS = ['text', 'markdown', 'json'] as const;

export const diff: Command = {
  name: 'diff',
  summary: 'say what has changed between two reports',
  positionals: 2,
  options: { format: { type: 'string', default: 'text' } },
  help: `tollgate diff earlier.json later.json [--format text|markdown|json]

Compares two reports, requirement by requirement:

  regressed          broken now, and not before
  newly not judged   judged before, and not now
  new, gone          a requirement that only one of the reports knows
  fixed              broken before, and not now

  --format   text (default), markdown for a pull request, or json

  npx tollgate diff main.json reports/out/conformance.json --format markdown

Exit status: 0, 1 when something has regressed, 2 for wrong usage.
`,
  run({ values, positionals }, io) {
    const format = oneOf('--format', String(values.format), FORMATS);
    const [earlier, later] = positionals;
    if (earlier === undefined || later === undefined) {
      throw new UsageError(['tollgate diff: name two reports, the earlier one first']);
    }
    const differences = differencesOf(readReport(earlier), readReport(later));
    if (format === 'json') io.out(`${JSON.stringify(differences, null, 2)}\n`);
    else io.out(format === 'markdown' ? diffMarkdown(differences) : `${diffText(differences)}\n`);
    return hasRegressed(differences) ? 1 : 0;
  },
};
