/** A JSON Schema, or a part of one, as plain data. */
export type JsonSchema = {
    readonly [keyword: string]: unknown;
};
/** One way to make a valid message wrong at one path only. */
export interface Violation {
    /** The requirement that is broken. */
    readonly id: string;
    /** The schema keyword that is broken; `null` where a type that excludes null gets one. */
    readonly keyword: string;
    /** JSON Pointer of the place that is wrong. */
    readonly path: string;
    /** What is wrong, for people: "/data/token is missing". */
    readonly describe: string;
    /** Gives a wrong copy of a message; unchanged where the message has no such place. */
    apply(message: unknown): unknown;
}
/**
 * Every single defect that the schema's own requirements allow, in schema order, outer places first.
 * Only keywords that `x-requirement` gives an id count; throws for one that no defect is known for.
 */
export declare function deltas(schema: JsonSchema): readonly Violation[];
/**
 * The same for messages shaped like `seed`.
 * Throws when the seed lacks a member that the schema describes: a defect there would go unseen.
 */
export declare function violations(schema: JsonSchema, seed: unknown): readonly Violation[];
