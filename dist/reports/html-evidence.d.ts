import { type Html } from './markup.ts';
import type { Report } from './model.ts';
/** The fragment of a flow; titles that read alike as a fragment are told apart. */
export declare function flowAnchor(role: string, flow: string): string;
/** Every flow as the story of its exchanges. */
export declare function flowsSection(report: Report): Html;
/** The last exchange of a check in full, unless the page shows it already, and links to the others. */
export declare function decisiveEvidence(report: Report, exchanges: readonly number[], inlined: Set<number>): Html;
/** Links to exchanges, which a script turns into the exchanges themselves. */
export declare function evidenceLinks(report: Report, exchanges: readonly number[]): Html;
