import { readdir, readFile } from 'node:fs/promises';
import type { Context } from 'koa';
import { deltas, type JsonSchema, type Violation } from '../../schemas/deltas.ts';
import { askAbout, scene } from '../frame/scene.ts';
import type { Fault } from '../frame/system.ts';

const contracts = new URL('../../schemas/', import.meta.url);
const suffix = '.schema.json';

/** Defects by fault id; filled by `messageFaults`, which the frame calls before it lets a fault into a scene. */
const defects = new Map<string, { readonly contract: string; readonly violation: Violation }>();

/**
 * The faults that a system's response contracts give: one for each single defect of each message that ends in `-response`.
 * Their ids are `<system>.message.<contract>.<requirement without the system>.<keyword>`.
 */
export async function messageFaults(system: string): Promise<readonly Fault[]> {
  const folder = new URL(`${system}/`, contracts);
  const files = await readdir(folder).catch(() => []);
  const names = files.filter((file) => file.endsWith(`-response${suffix}`)).sort();
  const all = await Promise.all(
    names.map(async (file) => {
      const schema = JSON.parse(await readFile(new URL(file, folder), 'utf8')) as JsonSchema;
      return faultsOf(system, file.slice(0, -suffix.length), schema);
    }),
  );
  return all.flat();
}

/** The faults of one contract. */
export function faultsOf(system: string, contract: string, schema: JsonSchema): readonly Fault[] {
  const taken = new Set<string>();
  return deltas(schema).map((violation) => {
    const requirement = violation.id.replace(`${system}.`, '');
    const short = `${system}.message.${contract}.${requirement}.${violation.keyword}`;
    const id = taken.has(short) ? `${short}${violation.path.replaceAll('/', '.')}` : short;
    taken.add(id);
    defects.set(id, { contract, violation });
    const sentence = `${contract}: ${violation.describe}.`;
    return { id, system, role: `${system}.server`, sentence, breaks: [violation.id] };
  });
}

/** The message as this request's fault wants it: changed when the fault concerns this contract, as it is otherwise. */
export function faultyMessage(contract: string, message: unknown): unknown {
  askAbout(`message ${contract}`);
  const defect = defects.get(scene().fault ?? '');
  return defect?.contract === contract ? defect.violation.apply(message) : message;
}

/** Applies message faults to what a system is about to send: a JSON body labelled with `ctx.state.contract`. */
export function applyMessageFault(ctx: Context): void {
  const { contract } = ctx.state;
  if (typeof contract === 'string' && isJsonValue(ctx.body)) ctx.body = faultyMessage(contract, ctx.body);
}

function isJsonValue(body: unknown): boolean {
  return Array.isArray(body) || Object.getPrototypeOf(body ?? 0) === Object.prototype;
}
