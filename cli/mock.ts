import { watch } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { banner } from '../mock-idp/banner.ts';
import { oidcProvider } from '../mock-idp/oidc/library.ts';
import { type CommandOptions, configOf, explained, startByOptions, usualPort } from '../mock-idp/options.ts';
import type { RunningMock } from '../mock-idp/server.ts';
import { UsageError } from '../suites/harness/target/error.ts';
import type { Command } from './command.ts';
import type { Io } from './io.ts';

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

export const mock: Command = {
  name: 'mock',
  summary: 'start the mock IdP',
  positionals: 0,
  options: {
    port: text,
    host: text,
    'public-url': text,
    'trust-proxy': flag,
    config: text,
    watch: flag,
    cert: text,
    key: text,
  },
  help: `tollgate mock [options]

Starts the mock IdP: every system that Tollgate knows, on one port. Its start
page, at /, shows users, clients, requests as they come, faults and tokens.

  --port <n>          port to listen on; 0 takes a free one (${usualPort}, or a free
                      one when that is taken)
  --host <address>    address to listen on (127.0.0.1)
  --public-url <url>  what clients call the mock by, when that is not its own
                      address: scheme, host and path
  --trust-proxy       believe what a proxy says of the address that clients
                      use (Forwarded, X-Forwarded-Proto, -Host and -Prefix)
  --config <file>     JSON file with users, clients and settings, added to
                      those that are there
  --watch             take the file again whenever it changes
  --cert <file>       certificate (PEM); with --key the mock speaks HTTPS
  --key <file>        private key (PEM)

  npx tollgate mock --port 9000 --config my.json --watch

SIGINT (Ctrl-C) and SIGTERM end it. Exit status: 0, or 2 when an option or the
configuration cannot be used.
`,
  run: async ({ values }, io) => {
    if (values.watch && values.config === undefined) throw new UsageError(['--watch: needs --config <file>']);
    const options = values as CommandOptions;
    // Realms need it at their first request: it loads beside the rest.
    void oidcProvider();
    const running = await startByOptions(options).catch((error: unknown) => {
      const why = explained(error);
      if (why === undefined) throw error;
      throw new UsageError(why.split('\n').map((line) => `tollgate mock: ${line}`));
    });
    io.out(`${banner(running)}\n`);
    const unwatch = values.watch ? followConfig(options, running, io) : () => undefined;
    await ended();
    unwatch();
    await running.close();
    return 0;
  },
};

function ended(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

const settledMs = 100;

/** Editors write a file in several steps, and some by another in its place: its folder is watched. */
function followConfig(options: CommandOptions, running: RunningMock, io: Io): () => void {
  const file = resolve(String(options.config));
  let timer: NodeJS.Timeout | undefined;
  const take = async () => {
    try {
      await running.configure((await configOf(options)) ?? {});
      io.out(`${options.config}: taken; state is forgotten\n`);
    } catch (error) {
      io.err(`${explained(error) ?? error}\nthe configuration before it stays in force\n`);
    }
  };
  const watcher = watch(dirname(file), (_, name) => {
    if (name !== null && name !== basename(file)) return;
    clearTimeout(timer);
    timer = setTimeout(take, settledMs);
  });
  return () => {
    clearTimeout(timer);
    watcher.close();
  };
}
