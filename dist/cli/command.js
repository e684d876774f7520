import { parseArgs } from 'node:util';
import { nearest } from '../schemas/nearest.js';
import { UsageError } from '../suites/harness/target/error.js';
/** What the exit status of a run and of `tollgate gate` means. */
export const EXIT_STATUS = `Exit status of a run, and of \`tollgate gate\` on its report:
  0  the target conforms, or nothing that gates is broken
  1  a requirement is violated
  2  wrong usage, or a wrong target file
  3  an error of Tollgate itself
  4  nothing, or too little, could be judged
  5  the baseline is stale
`;
/** Reads a command's arguments. Throws a UsageError that says what is wrong and how to fix it. */
export function argumentsOf(command, argv) {
    if (command.passesOn)
        return { values: {}, positionals: argv };
    const { values, positionals } = parse(command, argv);
    const extra = positionals[command.positionals];
    if (extra !== undefined) {
        throw new UsageError([`tollgate ${command.name}: ${JSON.stringify(extra)} is one argument too many; leave it out`]);
    }
    return { values, positionals };
}
/** One of some words for an option, or a UsageError that names the nearest. */
export function oneOf(option, given, allowed) {
    const found = allowed.find((word) => word === given);
    if (found !== undefined)
        return found;
    throw new UsageError([`${option}: is ${JSON.stringify(given)}; ${suggestion(given, allowed)}`]);
}
/** `did you mean x?`, or all that there is. */
export function suggestion(given, known) {
    const meant = nearest(given, known);
    return meant === undefined ? `there is ${known.join(', ')}` : `did you mean ${meant}?`;
}
function parse(command, argv) {
    try {
        const { values, positionals } = parseArgs({ args: [...argv], options: command.options, allowPositionals: true });
        return { values: values, positionals };
    }
    catch (error) {
        throw new UsageError([mistakeOf(error, command)]);
    }
}
function mistakeOf(error, { name, options }) {
    const option = /'(-[^'\s,]*)/.exec(error.message)?.[1] ?? '';
    if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
        const known = [...Object.keys(options), 'help'].map((long) => `--${long}`);
        return `tollgate ${name}: ${option} is not an option of it; ${suggestion(option, known)}`;
    }
    const long = /--([a-z-]+)/.exec(error.message)?.[1] ?? '';
    const fix = options[long]?.type === 'string' ? `write --${long}=<value>` : `write --${long} alone`;
    return `tollgate ${name}: --${long}: its value is missing or not wanted; ${fix}`;
}
//# sourceMappingURL=command.js.map