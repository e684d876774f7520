/** A value as Python's `repr` writes it; the token resource puts its validation errors into text that way. */
export declare function repr(value: unknown): string;
/** Python's `int(value)` for a JSON value: undefined where it raises, and for booleans, which the API's fields refuse. */
export declare function toInt(value: unknown): number | undefined;
/** `json.loads`: JSON with Python's own NaN and Infinity, both read as infinite here. Throws what JSON.parse throws. */
export declare function loadJson(text: string): unknown;
