/** Finds any of thousands of texts in one pass over another. */
export interface SecretIndex {
    /** Makes a text be replaced by a label; the first label of a text stays. */
    add(form: string, label: string): void;
    replaceIn(text: string): string;
}
/**
 * Texts are found by their first two characters, then by their first four, then whole; the longest wins.
 * What is left of a text that an excerpt cuts off (at `…`) is found by its beginning.
 */
export declare function createSecretIndex(): SecretIndex;
