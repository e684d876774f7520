import type { TestCase, TestResult } from '@playwright/test/reporter';
import type { FlowResult, RunInfo } from '../suites/harness/model/verdict.ts';
import type { Baseline } from './model.ts';
/**
 * Turns the passed test of a flow that makes the run red into a failed one. Playwright hands the same object to the
 * reporters that are listed later, so that they, `--last-failed` and blobs agree; the worker goes on undisturbed.
 */
export declare function markRed(flow: FlowResult, result: TestResult, run: RunInfo, baseline: Baseline | undefined): void;
/** Why a test failed although it left its result, in one line; `undefined` when only `markRed` made it fail. */
export declare function ownFailure(test: TestCase, { status, errors }: TestResult): string | undefined;
