import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';

/** Loaded at the first use: most processes find all files in the cache. */
const yaml = (): typeof import('yaml') => createRequire(import.meta.url)('yaml');

/**
 * The content of a YAML file. Parsing takes some 30 ms a file, and each worker of a run needs it: what was parsed is kept
 * as JSON in `cacheFile`, with a hash of the text that it came from. Throws a YAMLParseError.
 */
export function readYaml(path: string, cacheFile: string): unknown {
  const text = readFileSync(path, 'utf8');
  const hash = createHash('sha256').update(text).digest('hex');
  const cached = readCache(cacheFile);
  if (cached?.hash === hash) return cached.content;
  const content: unknown = yaml().parse(text);
  writeCache(cacheFile, { hash, content });
  return content;
}

interface Cached {
  readonly hash: string;
  readonly content: unknown;
}

function readCache(file: string): Cached | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** A cache that cannot be written costs time and nothing else. */
function writeCache(file: string, cached: Cached): void {
  const unfinished = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(unfinished, JSON.stringify(cached));
    renameSync(unfinished, file);
  } catch {
    return;
  }
}

/** Finds the lines of a YAML text: those of values by their path in the document (the parent's where there is none), and that of a syntax error. */
export function linesOf(text: string): {
  at(path: readonly (string | number)[]): number;
  syntax?: { line: number; message: string };
} {
  const { LineCounter, isNode, parseDocument } = yaml();
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const [error] = document.errors;
  return {
    at: (path) => {
      for (let length = path.length; length > 0; length--) {
        const node = document.getIn(path.slice(0, length), true);
        if (isNode(node) && node.range) return lineCounter.linePos(node.range[0]).line;
      }
      return 1;
    },
    ...(error && { syntax: { line: lineCounter.linePos(error.pos[0]).line, message: error.message } }),
  };
}
