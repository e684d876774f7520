import { PROJECT_ROOT } from '../suites/harness/target/schema.ts';

/** What a command may touch of the world. */
export interface Io {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** The folder that holds `schemas/` and `suites/`. */
  readonly root: string;
}

/** The process's own streams; a reader that closes early (`| head`) is not an error and changes no exit status. */
export function processIo(): Io {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  return {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    root: PROJECT_ROOT,
  };
}
