import type { Check } from '../suites/harness/model/verdict.ts';
/**
 * What other reporters show of a flow that makes the run red. Playwright's JUnit reporter makes a failure of a message
 * that names an expectation and an error of any other: an error is what a flow without a violation ends in.
 */
export declare function flowErrorText(red: readonly Check[]): string;
/** Whether an error's message is one that `flowErrorText` made. */
export declare function isFlowErrorText(message: string): boolean;
