import { readFile } from 'node:fs/promises';
import type { JsonSchema } from '../../schemas/deltas.ts';
import { allSystems } from './systems.ts';

/** The schema of the mock's whole configuration: the frame's own members, and one member a system. */
export async function composedConfigSchema(): Promise<JsonSchema> {
  const names = (await allSystems()).map(({ name }) => name);
  const frame = await schemaAt('../../schemas/tollgate/mock-config.schema.json');
  const own = await Promise.all(names.map(async (name) => [name, await systemSchema(name)] as const));
  const members = Object.fromEntries(own.filter(([, schema]) => schema !== undefined));
  return { ...frame, properties: { ...(frame?.properties as object), ...members } };
}

function systemSchema(name: string): Promise<JsonSchema | undefined> {
  return schemaAt(`../systems/${name}/config.schema.json`);
}

/** A schema without the members that only make sense in a file of its own. */
async function schemaAt(path: string): Promise<JsonSchema | undefined> {
  const text = await readFile(new URL(path, import.meta.url), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const { $id: _, $schema: __, ...schema } = JSON.parse(text);
  return schema;
}
