import { PROJECT_ROOT } from '../suites/harness/target/schema.js';
/** The process's own streams; a reader that closes early (`| head`) is not an error and changes no exit status. */
export function processIo() {
    for (const stream of [process.stdout, process.stderr]) {
        stream.on('error', (error) => {
            if (error.code !== 'EPIPE')
                throw error;
        });
    }
    return {
        out: (text) => process.stdout.write(text),
        err: (text) => process.stderr.write(text),
        root: PROJECT_ROOT,
    };
}
//# sourceMappingURL=io.js.map