import type { Matcher } from '../checks/matchers.ts';
/** Judges that a URL is an https one; `undefined` for http on this machine, which says nothing of the server as it is used. */
export declare function usesHttps(url: string): Matcher | undefined;
