/** Whether a JSON text has more than `most` objects and arrays within each other. */
export declare function isNestedDeeper(json: string, most: number): boolean;
