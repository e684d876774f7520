import { styleText } from 'node:util';
import type { Verdict } from '../suites/harness/model/verdict.ts';
type Style = Parameters<typeof styleText>[0];
/** Colours text, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;
export declare const plain: Paint;
/** Colours where a terminal shows them: never with `NO_COLOR`, always with `FORCE_COLOR`. */
export declare function paintFor(stream: {
    readonly isTTY?: boolean;
}, env?: NodeJS.ProcessEnv): Paint;
export declare const STYLE: Readonly<Record<Verdict, Style>>;
export declare const MARK: Readonly<Record<Verdict, string>>;
export {};
