import { readFile } from 'node:fs/promises';
import { ConfigError, extended, type MockConfig, readConfig } from './frame/config.ts';
import { isHttpUrl } from './frame/control-request.ts';
import { type RunningMock, startMockIdp } from './server.ts';

/** The port where nobody names one. */
export const usualPort = 8080;

/** What a command line says of the mock, in its own words. */
export interface CommandOptions {
  readonly port?: string;
  readonly host?: string;
  readonly 'public-url'?: string;
  readonly 'trust-proxy'?: boolean;
  readonly config?: string;
  readonly cert?: string;
  readonly key?: string;
}

/** A command line that cannot be followed. */
export class OptionError extends Error {}

/** Starts the mock as a command line wants it. Throws an OptionError or a ConfigError for what the person there can mend. */
export async function startByOptions(options: CommandOptions): Promise<RunningMock> {
  const { host, 'public-url': publicUrl } = options;
  const port = options.port === undefined ? usualPort : portFrom(options.port);
  if (publicUrl !== undefined && !isHttpUrl(publicUrl)) {
    throw new OptionError(`--public-url ${publicUrl}: is not a URL that begins with http:// or https://`);
  }
  const settings = { host, publicUrl, config: await configOf(options), tls: await tlsFrom(options) };
  try {
    return await startMockIdp({ port, ...settings });
  } catch (error) {
    const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
    if (taken && options.port === undefined) return startMockIdp({ port: 0, ...settings });
    if (taken) throw new OptionError(`port ${port} is taken; choose another with --port, or 0 for a free one`);
    throw error;
  }
}

/** The configuration that the options name, with what they set themselves. */
export async function configOf({ config, 'trust-proxy': trustProxy }: CommandOptions): Promise<MockConfig | undefined> {
  const given = config === undefined ? undefined : await readConfig(config);
  return trustProxy ? extended(given, { trustProxy }) : given;
}

function portFrom(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) < 65536) return Number(text);
  throw new OptionError(`--port ${text}: expected a number from 0 to 65535`);
}

async function tlsFrom({ cert, key }: CommandOptions): Promise<{ cert: string; key: string } | undefined> {
  if (cert === undefined && key === undefined) return undefined;
  if (cert === undefined || key === undefined) throw new OptionError('--cert and --key belong together');
  const read = (file: string) =>
    readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      throw new OptionError(`${file}: cannot be read (${error.code})`);
    });
  return { cert: await read(cert), key: await read(key) };
}

/** What a person at the command line can mend, a line each; undefined for errors that are ours. */
export function explained(error: unknown): string | undefined {
  if (error instanceof OptionError || error instanceof ConfigError) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  return code !== undefined && /^(EADDR|EACCES|ENOTFOUND|EAI_|ERR_OSSL|ERR_SSL)/.test(code) ? message : undefined;
}
