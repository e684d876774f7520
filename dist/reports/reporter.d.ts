import type { FullConfig, FullResult, Reporter, Suite, TestCase, TestError, TestResult } from '@playwright/test/reporter';
/** What Playwright hands to a reporter's constructor besides its own options. */
interface Options {
    readonly configDir?: string;
    /** `list` when tests are only listed, `merge` in merge-reports. */
    readonly _mode?: string;
}
/**
 * Makes the report of a run. List it first: it marks the flows that make the run red as failed before the reporters
 * after it see them. Playwright's `globalSetup` puts a `RunInfo` into `config.metadata.tollgate`; each flow attaches
 * its `FlowResult` as `tollgate`. Environment: `TOLLGATE_OUT`, `TOLLGATE_BASELINE`, `NO_COLOR`, `FORCE_COLOR`.
 */
export default class TollgateReporter implements Reporter {
    #private;
    constructor(options?: Options);
    printsToStdio(): boolean;
    onBegin(config: FullConfig, suite: Suite): void;
    onTestBegin(test: TestCase): void;
    onTestEnd(test: TestCase, result: TestResult): void;
    onStdOut(chunk: string | Buffer): void;
    onStdErr(chunk: string | Buffer): void;
    onError(error: TestError): void;
    onEnd(result: FullResult): Promise<{
        status?: FullResult['status'];
    } | undefined>;
}
export {};
