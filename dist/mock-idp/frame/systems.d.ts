import type { MockSystem } from './system.ts';
/** How files of code end: in the checkout, or in the package. */
export declare const codeEnding: string;
/** Every system with a folder in `mock-idp/systems/`, in order of name. Throws when a folder's index exports no `system`. */
export declare function allSystems(): Promise<readonly MockSystem[]>;
