import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { banner } from './banner.ts';
import { ConfigError, type MockConfig, readConfig } from './frame/config.ts';
import { type RunningMock, startMockIdp } from './server.ts';

const usualPort = 8080;

const help = `Usage: npm run mock-idp -- [options]

Starts the mock IdP: every system that Tollgate knows, on one port.

  --port <n>          port to listen on; 0 takes a free one (${usualPort}, or a free one when that is taken)
  --host <address>    address to listen on (127.0.0.1)
  --public-url <url>  what clients call the mock by, when that is not its own address
  --config <file>     JSON file with accounts and settings, added to those of fixtures/
  --cert <file>       certificate (PEM); with --key the mock speaks HTTPS
  --key <file>        private key (PEM)
  --help              this text`;

/** A command line that cannot be followed. */
class UsageError extends Error {}

interface Options {
  readonly port?: string;
  readonly host?: string;
  readonly 'public-url'?: string;
  readonly config?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly help?: boolean;
}

function readOptions(): Options {
  const text = { type: 'string' } as const;
  try {
    const options = { port: text, host: text, 'public-url': text, config: text, cert: text, key: text };
    return parseArgs({ options: { ...options, help: { type: 'boolean', short: 'h' } } }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('. ')[0]}; --help lists the options`);
  }
}

async function start(options: Options): Promise<RunningMock> {
  const { host, 'public-url': publicUrl } = options;
  const port = options.port === undefined ? usualPort : portFrom(options.port);
  if (publicUrl !== undefined && !URL.canParse(publicUrl))
    throw new UsageError(`--public-url ${publicUrl}: is not a URL`);
  const config = options.config === undefined ? undefined : ((await readConfig(options.config)) as MockConfig);
  const settings = { host, publicUrl, config, tls: await tlsFrom(options) };
  try {
    return await startMockIdp({ port, ...settings });
  } catch (error) {
    const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
    if (taken && options.port === undefined) return startMockIdp({ port: 0, ...settings });
    if (taken) throw new UsageError(`port ${port} is taken; choose another with --port, or 0 for a free one`);
    throw error;
  }
}

function portFrom(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) < 65536) return Number(text);
  throw new UsageError(`--port ${text}: expected a number from 0 to 65535`);
}

async function tlsFrom({ cert, key }: Options): Promise<{ cert: string; key: string } | undefined> {
  if (cert === undefined && key === undefined) return undefined;
  if (cert === undefined || key === undefined) throw new UsageError('--cert and --key belong together');
  const read = (file: string) =>
    readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      throw new UsageError(`${file}: cannot be read (${error.code})`);
    });
  return { cert: await read(cert), key: await read(key) };
}

/** Errors that the person at the command line can fix; others keep their stack. */
function explained(error: unknown): string | undefined {
  if (error instanceof UsageError) return `mock-idp: ${error.message}`;
  if (error instanceof ConfigError) return error.message.replace(/^/gm, 'mock-idp: ');
  const { code, message } = error as NodeJS.ErrnoException;
  return code !== undefined && /^(EADDR|EACCES|ENOTFOUND|EAI_|ERR_OSSL|ERR_SSL)/.test(code)
    ? `mock-idp: ${message}`
    : undefined;
}

try {
  const options = readOptions();
  if (options.help) {
    console.log(help);
  } else {
    const mock = await start(options);
    console.log(banner(mock));
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        mock.close().then(() => process.exit(0));
      });
    }
  }
} catch (error) {
  const text = explained(error);
  if (text === undefined) throw error;
  console.error(text);
  process.exitCode = 2;
}
