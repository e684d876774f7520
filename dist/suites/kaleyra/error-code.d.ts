import type { FlowContext } from '../harness/flow/context.ts';
import { type Exchange } from '../harness/http/exchange.ts';
/**
 * Judges the error code of a refusal (RFC 6749 §5.2). What came instead of a refusal is blocked by `effect`, a refusal without a
 * readable code on the requirement that asks for one.
 */
export declare function namesError({ check, undecided }: Pick<FlowContext, 'check' | 'undecided'>, id: string, exchange: Exchange, effect: string, ...codes: string[]): void;
