import type { FlowResult } from '../model/verdict.ts';
import type { FlowContext, Transport } from './context.ts';
import type { Flow } from './flow.ts';
import { type Session } from './session.ts';
/**
 * Runs a flow to its end, whatever the target does: every declared id gets a check, what the flow has made is taken
 * back, and what comes out is redacted. Never throws for what a target does or a flow's body throws.
 */
export declare function runFlow<Role>(flow: Flow<Role>, session: Session, target: Role, body: (transport: Transport<Role>, context: FlowContext) => Promise<void>): Promise<FlowResult>;
