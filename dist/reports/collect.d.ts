import type { TestCase, TestResult } from '@playwright/test/reporter';
import type { RoleId } from '../suites/harness/model/requirement.ts';
import type { FlowResult } from '../suites/harness/model/verdict.ts';
import type { FlowWithoutResult } from './model.ts';
/** The attachment that carries a flow's result. */
export declare const ATTACHMENT = "tollgate";
/** What one Playwright test left behind. */
export type Left = {
    readonly kind: 'result';
    readonly flow: FlowResult;
} | {
    readonly kind: 'crash';
    readonly flow: FlowResult;
} | {
    readonly kind: 'nothing';
    readonly missing: FlowWithoutResult;
} | {
    readonly kind: 'foreign';
    readonly message: string;
};
/** Reads a flow's result from its test; a flow that ended without one has an `error` for each id that it declares. */
export declare function leftBy(test: TestCase, result: TestResult): Left;
/** The role that a test says it is of. */
export declare function roleOfTest(test: TestCase): RoleId | undefined;
/** The text of an error without terminal escapes. */
export declare function plainText(text: string): string;
