import { readFile } from 'node:fs/promises';
import type { ErrorObject } from 'ajv';
import { nearest } from '../../schemas/nearest.ts';
import { composedConfigSchema } from './config-schema.ts';

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

/** Where a configuration was read. */
interface Origin {
  readonly file: string;
  readonly text: string;
}

const origins = new WeakMap<object, Origin>();

/** Reads a configuration file. Throws a ConfigError that names the file when it cannot be read or is not a JSON object. */
export async function readConfig(file: string): Promise<MockConfig> {
  let text: string;
  try {
    text = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    throw new ConfigError(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code ?? error})`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ConfigError(`${file}: is not JSON: ${(error as Error).message}`);
  }
  if (typeof value !== 'object' || value === null) throw new ConfigError(`${file}: is not a JSON object`);
  origins.set(value, { file, text });
  return value as MockConfig;
}

/** A configuration with members of another, its mistakes still told by the place in the file that it was read from. */
export function extended(config: MockConfig | undefined, more: MockConfig): MockConfig {
  const made = { ...config, ...more };
  const origin = config && origins.get(config);
  if (origin) origins.set(made, origin);
  return made;
}

/**
 * Checks a configuration against schemas/tollgate/mock-config.schema.json and each system's config.schema.json.
 * Throws a ConfigError with one line a mistake: file and line, member, what is allowed, and the nearest name.
 */
export async function checkConfig(config: MockConfig): Promise<MockConfig> {
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, verbose: true });
  const validate = ajv.compile(await composedConfigSchema());
  if (validate(config)) return config;
  const place = await placesIn(config);
  const lines = (validate.errors ?? []).map((error) => `${place(pathOf(error))}: ${mistakeOf(error)}`);
  throw new ConfigError([...new Set(lines)].join('\n'));
}

/** How a member is named: file and line where they are known, and the JSON pointer. */
async function placesIn(config: object): Promise<(path: readonly string[]) => string> {
  const origin = origins.get(config);
  const pointer = (path: readonly string[]) =>
    path.length === 0
      ? 'the configuration'
      : path.map((one) => `/${one.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  if (!origin) return pointer;
  const { lineOf } = await import('../../schemas/json-lines.ts');
  return (path) => `${origin.file}:${lineOf(origin.text, path)}: ${pointer(path)}`;
}

/** The member that a mistake is about; one that is not known is named itself. */
function pathOf({ instancePath, keyword, params }: ErrorObject): string[] {
  const path = instancePath
    .split('/')
    .slice(1)
    .map((member) => member.replaceAll('~1', '/').replaceAll('~0', '~'));
  return keyword === 'additionalProperties' ? [...path, String(params.additionalProperty)] : path;
}

function mistakeOf({ keyword, params, parentSchema, data, message }: ErrorObject): string {
  switch (keyword) {
    case 'additionalProperties': {
      const members = Object.keys((parentSchema?.properties as object) ?? {});
      return `is not a member here; ${suggestion(String(params.additionalProperty), members)}`;
    }
    case 'required':
      return `${params.missingProperty} is missing; add it`;
    case 'enum':
      return `is ${JSON.stringify(data)}; ${suggestion(String(data), (params.allowedValues as unknown[]).map(String))}`;
    case 'type':
      return `is ${kindOf(data)}; write ${[params.type]
        .flat()
        .map((one) => kinds[one] ?? one)
        .join(' or ')}`;
    default:
      return `is ${JSON.stringify(data)?.slice(0, 60)}; it ${message}`;
  }
}

function suggestion(given: string, known: readonly string[]): string {
  const meant = nearest(given, known);
  return `${meant === undefined ? '' : `did you mean ${meant}? `}there ${known.length === 1 ? 'is' : 'are'} ${known.join(', ')}`;
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
};

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return kinds[Array.isArray(value) ? 'array' : typeof value] ?? typeof value;
}
