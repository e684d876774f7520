import type { FlowContext } from '../harness/flow/context.ts';
/**
 * Like `refuses`, for many alterations of one request: the unaltered request is made and judged once. Each altered one is
 * still made of what is fresh.
 */
export declare function oneControl(refused: FlowContext['refused']): FlowContext['refuses'];
