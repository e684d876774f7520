import { type Catalogue } from '../suites/harness/model/catalogue.ts';
import { type Command } from './command.ts';
export declare const list: Command;
/** The part of a catalogue that a system, a role, the beginning of an id or a pattern names. Throws a UsageError where nothing is named so. */
export declare function select(catalogue: Catalogue, selector: string | undefined): Catalogue;
