import { readFile } from 'node:fs/promises';
import type { JsonSchema } from '../../schemas/deltas.ts';

/** The mock's configuration: the frame's own members, and one member a system with that system's settings. */
export interface MockConfig {
  /** Lets programs on other machines use /_control, as a Bearer token. */
  readonly controlToken?: string;
  /** Believes what a proxy says of the address that clients use. */
  readonly trustProxy?: boolean;
  readonly [system: string]: unknown;
}

/** A configuration that cannot be used; one line a mistake. */
export class ConfigError extends Error {}

/** Reads a configuration file. Throws a ConfigError that names the file when it cannot be read or is not JSON. */
export async function readConfig(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new ConfigError(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code ?? error})`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ConfigError(`${file}: is not JSON: ${(error as Error).message}`);
  }
}

/**
 * Checks a configuration against schemas/tollgate/mock-config.schema.json and each system's config.schema.json.
 * Throws a ConfigError with one line a mistake: where, and what would be right.
 */
export async function checkConfig(config: unknown, systems: readonly string[]): Promise<MockConfig> {
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
  const frame = await schemaAt('../../schemas/tollgate/mock-config.schema.json');
  const own = await Promise.all(systems.map(async (name) => [name, await systemSchema(name)] as const));
  const members = Object.fromEntries(own.filter(([, schema]) => schema !== undefined));
  const properties = { ...(frame?.properties as object), ...members };
  const validate = ajv.compile({ ...frame, properties });
  if (validate(config)) return config as MockConfig;
  const lines = (validate.errors ?? []).map(({ instancePath, message, params }) => {
    const detail = Object.values(params as Record<string, unknown>).filter((value) => typeof value === 'string');
    const where = instancePath || 'the configuration';
    return `${where}: ${message}${detail.length > 0 && !detail.some((one) => message?.includes(one as string)) ? ` (${detail.join(', ')})` : ''}`;
  });
  throw new ConfigError(lines.join('\n'));
}

function systemSchema(name: string): Promise<JsonSchema | undefined> {
  return schemaAt(`../systems/${name}/config.schema.json`);
}

async function schemaAt(path: string): Promise<JsonSchema | undefined> {
  const text = await readFile(new URL(path, import.meta.url), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const { $id: _, $schema: __, ...schema } = JSON.parse(text);
  return schema;
}
