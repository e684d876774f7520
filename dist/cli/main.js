import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../suites/harness/target/error.js';
import { argumentsOf, suggestion } from './command.js';
import { overview } from './help.js';
import { processIo } from './io.js';
/** Commands by name, in the order of the help; each is loaded when it is wanted. */
const LOADERS = {
    test: async () => (await import('./test.js')).test,
    mock: async () => (await import('./mock.js')).mock,
    init: async () => (await import('./init.js')).init,
    list: async () => (await import('./list.js')).list,
    env: async () => (await import('./env.js')).env,
    gate: async () => (await import('./gate.js')).gate,
    baseline: async () => (await import('./baseline.js')).baseline,
    schema: async () => (await import('./schema.js')).schema,
    completion: async () => (await import('./completion.js')).completionOf(allCommands),
};
/** Every command. */
export function allCommands() {
    return Promise.all(Object.values(LOADERS).map((load) => load()));
}
/** Runs the `tollgate` command with the process's own streams; gives the exit status. */
export function run(argv) {
    return main(argv, processIo());
}
/** Runs the `tollgate` command with the arguments after its name; gives the exit status. */
export async function main(argv, io) {
    try {
        return await dispatch(argv, io);
    }
    catch (error) {
        const isUsage = error instanceof Error && error.name === 'UsageError';
        io.err(`${isUsage ? error.message : `tollgate: ${error instanceof Error ? error.message : error}`}\n`);
        return isUsage ? 2 : 3;
    }
}
async function dispatch(argv, io) {
    const [first, ...rest] = argv;
    if (first === '--version' || first === '-v') {
        io.out(`${versionOf(io.root)}\n`);
        return 0;
    }
    if (first === '--help' || first === '-h' || (first === 'help' && rest.length === 0)) {
        io.out(overview(await allCommands()));
        return 0;
    }
    if (first === undefined)
        throw new UsageError([overview(await allCommands()).trimEnd()]);
    const isHelp = first === 'help' || rest.slice(0, endOfOptions(rest)).some((word) => word === '--help' || word === '-h');
    const command = await commandOf(first === 'help' ? (rest[0] ?? '') : first);
    if (isHelp) {
        io.out(command.help);
        return 0;
    }
    return command.run(argumentsOf(command, rest), io);
}
function endOfOptions(words) {
    const end = words.indexOf('--');
    return end === -1 ? words.length : end;
}
async function commandOf(name) {
    if (Object.hasOwn(LOADERS, name))
        return LOADERS[name]();
    const kind = name.startsWith('-') ? 'option' : 'command';
    const known = kind === 'option' ? ['--help', '--version'] : Object.keys(LOADERS);
    throw new UsageError([
        `tollgate: ${JSON.stringify(name)} is not ${kind === 'option' ? 'an' : 'a'} ${kind}; ${suggestion(name, known)} (\`tollgate --help\` tells more)`,
    ]);
}
function versionOf(root) {
    return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;
}
//# sourceMappingURL=main.js.map