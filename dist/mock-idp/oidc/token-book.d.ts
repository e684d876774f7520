import { type Restore } from '../frame/snapshot.ts';
/** Knows the access tokens that a realm has handed out, to the letter, by the references under which the store has them. */
export interface TokenBook {
    add(token: string, reference: string): void;
    /** The reference of exactly this token. */
    referenceOf(token: string): string | undefined;
    snapshot(): Restore;
}
/** An empty book; of more than fifty thousand tokens the oldest are forgotten. */
export declare function createTokenBook(): TokenBook;
