import { type AnySchemaObject } from 'ajv/dist/2020.js';
import type { Finding } from './matchers.ts';
/** What one message says about one requirement. */
export interface ContractFinding extends Finding {
    readonly id: string;
    /** Set where the value could not be looked at, because its parent breaks this other requirement. */
    readonly blockedBy?: string;
}
/** One message's JSON Schema, whose keywords name the requirements that they state. */
export interface Contract {
    readonly name: string;
    readonly schema: AnySchemaObject;
    /** Every requirement that the contract states, each once, in schema order. */
    readonly ids: readonly string[];
    /** Judges a JSON value: one finding for each requirement that applies to something in it. */
    judge(value: unknown): ContractFinding[];
    /** Whether the value keeps the whole contract; otherwise Ajv's own words, for messages that we send. */
    problems(value: unknown): string[];
}
/** The names of a system's contracts. */
export declare function contractNames(system: string): string[];
/** The contract of this name; compiled at first use. Throws where there is none. */
export declare function contract(name: string): Contract;
/** A contract made of a schema; compiled at once. */
export declare function contractOf(name: string, schema: AnySchemaObject): Contract;
/** Every requirement that a schema and its subschemas name, in order. */
export declare function idsBelow(schema: unknown): string[];
