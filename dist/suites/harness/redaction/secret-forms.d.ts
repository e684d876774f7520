/**
 * A secret as it may look on the wire and in what quotes the wire: in plain, in a form or URL, in JSON and HTML with
 * their escapes, as the bytes of a header, and in Base64, alone or in the middle of something longer.
 */
export declare function formsOf(value: string): ReadonlySet<string>;
