import { styleText } from 'node:util';
import type { Verdict } from '../suites/harness/model/verdict.ts';

type Style = Parameters<typeof styleText>[0];

/** Colours text, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

export const plain: Paint = (_style, text) => text;
const coloured: Paint = (style, text) => styleText(style, text, { validateStream: false });

/** Colours where a terminal shows them: never with `NO_COLOR`, always with `FORCE_COLOR`. */
export function paintFor(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv = process.env): Paint {
  if (env.NO_COLOR) return plain;
  if (env.FORCE_COLOR && env.FORCE_COLOR !== '0') return coloured;
  return stream.isTTY ? coloured : plain;
}

export const STYLE: Readonly<Record<Verdict, Style>> = {
  error: 'magenta',
  fail: 'red',
  inconclusive: 'yellow',
  warn: 'yellow',
  pass: 'green',
  info: 'cyan',
  skip: 'gray',
};

export const MARK: Readonly<Record<Verdict, string>> = {
  error: '!',
  fail: '✗',
  inconclusive: '?',
  warn: '~',
  pass: '✓',
  info: 'i',
  skip: '-',
};
