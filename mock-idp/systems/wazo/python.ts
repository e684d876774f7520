/** A value as Python's `repr` writes it; the token resource puts its validation errors into text that way. */
export function repr(value: unknown): string {
  if (typeof value === 'string') return reprText(value);
  if (value === null) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (Array.isArray(value)) return `[${value.map(repr).join(', ')}]`;
  if (typeof value !== 'object') return String(value);
  if (value instanceof Map) return `{${[...value].map(([key, own]) => `${repr(key)}: ${repr(own)}`).join(', ')}}`;
  return repr(new Map(Object.entries(value)));
}

function reprText(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t');
  return quote + (quote === "'" ? escaped.replaceAll("'", "\\'") : escaped) + quote;
}

/** Python's `int(value)` for a JSON value: undefined where it raises, and for booleans, which the API's fields refuse. */
export function toInt(value: unknown): number | undefined {
  if (typeof value === 'number') return Math.trunc(value);
  if (typeof value !== 'string' || !/^\s*[+-]?\d+(_\d+)*\s*$/.test(value)) return undefined;
  return Number(value.replaceAll('_', ''));
}

/**
 * `json.loads`: JSON with Python's own Infinity, and with its NaN as a value that no field takes, as none takes NaN.
 * Throws what JSON.parse throws.
 */
export function loadJson(text: string): unknown {
  const infinite = (word: string) => (word === 'NaN' ? '[{}]' : '1e999');
  return JSON.parse(text.replace(/("(?:\\.|[^"\\])*")|NaN|-?Infinity/g, (word, quoted) => quoted ?? infinite(word)));
}
