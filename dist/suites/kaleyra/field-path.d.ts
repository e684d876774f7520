/** How tokenFieldPath and expirationFieldPath are read: `kaleyra.fieldPaths` of the target file. */
export type PathGrammar = 'dotted' | 'flat';
/** The value that a field path of Kaleyra's form leads to in a response; `undefined` where it leads nowhere. */
export declare function valueAtPath(response: unknown, path: string, grammar: PathGrammar): unknown;
