import { type Html } from './markup.ts';
import type { Report } from './model.ts';
/** What was tested, and what the run comes to. */
export declare function topSection(report: Report): Html;
/** A card for each role. */
export declare function rolesSection(report: Report): Html;
/** What is wrong, in the order in which to fix it: root causes, failures, what could not be judged, stale entries. */
export declare function mendSection(report: Report): Html;
/** What else a reader may ask: the target's facts, what gates, the words. */
export declare function notesSection(report: Report): Html;
