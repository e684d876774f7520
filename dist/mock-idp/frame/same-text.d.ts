/** Whether two texts are equal, in a time that tells nothing of either. */
export declare function sameText(one: string, other: string): boolean;
