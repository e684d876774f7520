import type { RoleId } from '../model/requirement.ts';
import type { FlowResult } from '../model/verdict.ts';
import type { FlowContext, Transport } from './context.ts';
import type { Session } from './session.ts';
/** What a flow says of itself before it runs. */
export interface FlowSpec {
    readonly endpoint: string;
    /** Ids without which nothing here can be judged; known from earlier flows of the run. */
    readonly needs?: readonly string[];
    /** Every id that the flow may judge. */
    readonly judges: readonly string[];
}
/** A short context of exchanges with the checks on them; a value, which any runner can run. */
export interface Flow<Role = unknown> extends FlowSpec {
    readonly title: string;
    readonly role: RoleId;
    /** The fact of the target file that makes the flow not applicable, if one does. */
    skipFact(target: Role): string | undefined;
    run(session: Session, target: Role): Promise<FlowResult>;
}
/**
 * Makes the `flow` function of a role.
 * @param id the role
 * @param open makes what the role's flows call the target with, from a transport
 */
export declare function role<Role, Api>(id: RoleId, open: (transport: Transport<Role>) => Api): (title: string, spec: FlowSpec & {
    skipFact?: (target: Role) => string | undefined;
}, body: (context: FlowContext & Api) => Promise<void>) => Flow<Role>;
