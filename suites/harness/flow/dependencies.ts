import type { Id, KnownId, UnknownId } from '../model/requirement.ts';

/**
 * What the judgement of a requirement depends on. A plain id must be kept, otherwise the dependent is `inconclusive`;
 * `where` is a condition, without which the dependent does not apply; `because` is a plain id with the reason why a
 * dependent that gates may depend on one that does not.
 */
export type Dependency = Id | { readonly where: Id } | { readonly on: Id; readonly because: string };

/** Each id that a flow judges, with what it depends on. */
export type Table = { readonly [id in Id]?: readonly Dependency[] };

type Named<Value> = Value extends string ? UnknownId<Value> : never;

/** The ids that are written out in a table and that no requirement has, as what is judged or as what it depends on. */
export type UnknownIn<Rows> = {
  [id in keyof Rows]-?: Named<id> | (Rows[id] extends readonly unknown[] ? Named<Rows[id][number]> : never);
}[keyof Rows];

/** Applies only where this requirement is kept. */
export function where<I extends Id>(id: I & KnownId<I>): Dependency {
  return { where: id };
}

/** A plain dependency of a requirement that gates on one that does not. */
export function because<I extends Id>(id: I & KnownId<I>, reason: string): Dependency {
  return { on: id, because: reason };
}

/** Rows of many ids that depend on the same. */
export function each(ids: readonly Id[], on: readonly Dependency[] = []): Table {
  return Object.fromEntries(ids.map((id) => [id, on]));
}

/** The id that a dependency names. */
export function idOf(dependency: Dependency): Id {
  if (typeof dependency === 'string') return dependency;
  return 'where' in dependency ? dependency.where : dependency.on;
}

/** A circle in which ids depend on each other, from an id round to itself; `undefined` where there is none. */
export function circleIn(table: Table): readonly Id[] | undefined {
  const done = new Set<Id>();
  function circleFrom(id: Id, path: readonly Id[]): readonly Id[] | undefined {
    if (path.includes(id)) return [...path.slice(path.indexOf(id)), id];
    if (done.has(id)) return undefined;
    for (const dependency of table[id] ?? []) {
      const circle = circleFrom(idOf(dependency), [...path, id]);
      if (circle) return circle;
    }
    done.add(id);
    return undefined;
  }
  for (const id of Object.keys(table)) {
    const circle = circleFrom(id, []);
    if (circle) return circle;
  }
  return undefined;
}
