import type { Journal } from '../frame/journal.ts';
import { type Receiver, type ReceiverOptions } from './receiver.ts';
/** The callback receivers of one mock. */
export interface Receivers {
    /** Throws a RangeError when too many run, and what `listen` gives when the address cannot be had. */
    start(options: ReceiverOptions): Promise<Receiver>;
    get(id: string): Receiver | undefined;
    list(): readonly Receiver[];
    /** Tells whether there was one of this id. */
    stop(id: string): Promise<boolean>;
    stopAll(): Promise<void>;
}
/** No receivers yet; at most 50. */
export declare function createReceivers(journal: Journal): Receivers;
