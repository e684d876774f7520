/** Whether two texts are the same to a careless comparison; texts that are the same are so to each of them. */
type Near = (one: string, other: string) => boolean;

const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '');
const begins = (one: string, other: string) => one !== '' && other.startsWith(one);

/** Comparisons that implementers have written in place of an exact one. */
export const NEAR = {
  'any case': (one, other) => one.toLowerCase() === other.toLowerCase(),
  'blanks around': (one, other) => one.trim() === other.trim(),
  'accents folded': (one, other) => folded(one) === folded(other),
  'something behind it': (one, other) => begins(one, other) || begins(other, one),
  'first 8 characters': (one, other) => one.slice(0, 8) === other.slice(0, 8) && one.length >= 8,
  'anything for nothing': (one, other) => one === '' || other === '',
  'as numbers': (one, other) => /^[\d.]+$/.test(one) && Number(one) === Number(other),
} as const satisfies { readonly [name: string]: Near };

export type NearName = keyof typeof NEAR;

/** What mutated code calls: the comparison, and lookups in a Map or a Set by it. Values that are no texts are compared as they are. */
export const near = {
  is(name: NearName, one: unknown, other: unknown): boolean {
    if (one === other) return true;
    return typeof one === 'string' && typeof other === 'string' && NEAR[name](one, other);
  },
  get(name: NearName, of: unknown, key: unknown): unknown {
    if (!(of instanceof Map)) return (of as { get(key: unknown): unknown }).get(key);
    if (of.has(key)) return of.get(key);
    const found = [...of.keys()].find((one) => near.is(name, one, key));
    return found === undefined ? undefined : of.get(found);
  },
  has(name: NearName, of: unknown, key: unknown): boolean {
    const isOwn = (of as { has(key: unknown): boolean }).has(key);
    if (isOwn || !(of instanceof Map || of instanceof Set)) return isOwn;
    return [...of.keys()].some((one) => near.is(name, one, key));
  },
  includes(name: NearName, of: unknown, item: unknown): boolean {
    const isIn = (of as { includes(item: unknown): boolean }).includes(item);
    return isIn || (Array.isArray(of) && of.some((one) => near.is(name, one, item)));
  },
};
