/** A Chromium that can be started. */
export interface FoundChromium {
    readonly path: string;
    /** Where it was found, for people. */
    readonly from: string;
    /** Variables that it needs to run. */
    readonly env?: Readonly<Record<string, string>>;
}
/** Names the Chromium to use; wins over every other. */
export declare const CHROMIUM_VARIABLE = "TOLLGATE_CHROMIUM";
/** What to do where none is found, in one line. */
export declare const NO_CHROMIUM = "No Chromium was found: run \"npx playwright install chromium\", or name one in TOLLGATE_CHROMIUM.";
/** Ways to find one, so that a test can take some away. */
export interface ChromiumSources {
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly playwright: () => Promise<string>;
    readonly packaged: () => Promise<FoundChromium | undefined>;
}
/**
 * The first Chromium of: the environment, Playwright's own, the system's, the one in an npm package.
 * Throws an Error where the environment names one that is not there.
 */
export declare function findChromium(sources?: ChromiumSources): Promise<FoundChromium | undefined>;
