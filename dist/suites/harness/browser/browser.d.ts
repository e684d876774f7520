import { type Browsing } from './browsing.ts';
/** Pages are visited by a Chromium that is looked for and started at the first visit. */
export declare function byBrowser(): Browsing;
