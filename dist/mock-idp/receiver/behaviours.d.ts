import { type ActionMembers } from '../frame/control-request.ts';
/** How a receiver answers. Without any part of a response: 200 with an empty JSON object. */
export interface ReceiverAction {
    readonly status?: number;
    readonly headers?: Readonly<Record<string, string>>;
    /** Text as it is; anything else as JSON. */
    readonly body?: unknown;
    readonly contentType?: string;
    /** Wait this long first. */
    readonly delayMs?: number;
    /** Never response; the connection is reset when the behaviour or the receiver goes. */
    readonly hang?: boolean;
    /** Reset the connection without a response. */
    readonly reset?: boolean;
    /** Response with a redirect to this URL (status 302 unless given). */
    readonly redirect?: string;
}
export interface Behaviour {
    readonly id: string;
    readonly match: {
        readonly method?: string;
        readonly path?: string;
    };
    readonly times: number;
    readonly remaining: number;
    readonly action: ReceiverAction;
}
export interface Behaviours {
    /** Throws a RangeError when too many are held. */
    add(order: Omit<Behaviour, 'id' | 'remaining'>): Behaviour;
    list(): readonly Behaviour[];
    /** Tells whether there was one of this id. */
    remove(id: string): boolean;
    clear(): void;
    /** The action for a request and, for those that hang, a promise that is kept when the behaviour goes. */
    take(request: {
        method: string;
        path: string;
    }): {
        action: ReceiverAction;
        gone: Promise<void>;
    } | undefined;
}
export declare const receiverActionMembers: ActionMembers;
/** An empty set of behaviours, at most 200; the oldest spent one makes room. */
export declare function createBehaviours(): Behaviours;
