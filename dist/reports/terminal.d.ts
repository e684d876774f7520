import type { Report } from './model.ts';
import { type Paint } from './paint.ts';
/** The text that ends a run: roles, what is not right, and last the failures with their fix, then the outcome. */
export declare function terminalText(report: Report, paint?: Paint): string;
/** The last lines of a run: what it comes to, and why. */
export declare function outcomeText({ outcome }: Pick<Report, 'outcome'>, paint?: Paint): string;
