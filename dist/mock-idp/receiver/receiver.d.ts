import { type Journal } from '../frame/journal.ts';
import { type Behaviours, type ReceiverAction } from './behaviours.ts';
export interface ReceiverOptions {
    /** Address to listen on. */
    readonly host: string;
    /** 0 takes a free one. */
    readonly port: number;
    /** What clients call it by, when that is not its own address. */
    readonly publicUrl?: string;
    readonly tls: boolean;
    readonly clientCertificate?: 'optional' | 'required';
    /** How it answers where no behaviour says otherwise. */
    readonly response: ReceiverAction;
}
export interface Receiver {
    readonly id: string;
    readonly url: string;
    /** PEM of the authority that signed its certificate. */
    readonly ca?: string;
    /** A certificate that it takes from clients. */
    readonly client?: {
        readonly key: string;
        readonly cert: string;
    };
    readonly behaviours: Behaviours;
    stop(): Promise<void>;
}
/**
 * Starts a receiver; its requests go to the journal under `/receiver/<id>` and their own path.
 * Throws what `listen` gives when the address cannot be had.
 */
export declare function startReceiver(id: string, options: ReceiverOptions, journal: Journal): Promise<Receiver>;
