import { type Html } from './markup.ts';
import type { Report } from './model.ts';
/** Every requirement of every role that was run, one mark each. */
export declare function matrixSection(report: Report): Html;
/** The requirements with their checks, and what narrows them down. */
export declare function requirementsSection(report: Report): Html;
/** The sentences that are counted but cannot be checked, each with its reason. */
export declare function excludedSection(report: Report): Html;
