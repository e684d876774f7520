import { createRequire } from 'node:module';

/** The line, from 1, of a member of a JSON text by its path; that of the nearest member around it where there is none. */
export function lineOf(text: string, path: readonly string[]): number {
  // Loaded where there is a mistake to tell of: a good file needs no places.
  const { isNode, LineCounter, parseDocument } = createRequire(import.meta.url)('yaml') as typeof import('yaml');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  for (let length = path.length; length > 0; length -= 1) {
    const keys = path.slice(0, length).map((key) => (/^\d+$/.test(key) ? Number(key) : key));
    const node = document.getIn(keys, true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
