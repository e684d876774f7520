import { existsSync, readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { readBaseline } from './baseline-file.js';
import { buildReport } from './build.js';
import { leftBy, plainText, roleOfTest } from './collect.js';
import { markRed, ownFailure } from './mark-red.js';
import { FILES, prepare } from './output.js';
import { paintFor } from './paint.js';
import { progressOn } from './progress.js';
import { publish } from './publish.js';
import { terminalText } from './terminal.js';
import { usageMessage } from './usage-error.js';
/**
 * Makes the report of a run. List it first: it marks the flows that make the run red as failed before the reporters
 * after it see them. Playwright's `globalSetup` puts a `RunInfo` into `config.metadata.tollgate`; each flow attaches
 * its `FlowResult` as `tollgate`. Environment: `TOLLGATE_OUT`, `TOLLGATE_BASELINE`, `NO_COLOR`, `FORCE_COLOR`.
 */
export default class TollgateReporter {
    #listing;
    #folder;
    #paint;
    #problems = [];
    #left = new Map();
    #progress;
    #config;
    #suite;
    #baseline;
    #noneSelected = false;
    #stoppedEarly;
    #exitCode;
    constructor(options = {}) {
        this.#listing = options._mode === 'list';
        const { TOLLGATE_OUT: out } = process.env;
        this.#folder = out ? resolve(out) : resolve(options.configDir ?? '.', 'reports/out');
        this.#paint = paintFor(process.stdout);
        this.#progress = progressOn(process.stdout, 0, this.#paint);
        if (this.#listing)
            return;
        process.env.TOLLGATE_REPORTER = '1';
        try {
            prepare(this.#folder);
        }
        catch (error) {
            process.stderr.write(`${error.message}\n`);
            process.exit(2);
        }
        // Playwright overwrites process.exitCode, and merge-reports ignores a reporter's status.
        process.once('exit', (code) => {
            process.exitCode = this.#exitCode ?? (code || 3);
        });
        process.on('SIGTERM', () => process.kill(process.pid, 'SIGINT'));
    }
    printsToStdio() {
        return !this.#listing;
    }
    onBegin(config, suite) {
        this.#config = config;
        this.#suite = suite;
        if (this.#listing)
            return;
        this.#progress = progressOn(process.stdout, suite.allTests().length, this.#paint);
        const file = this.#baselineFile();
        if (!file)
            return;
        try {
            this.#baseline = readBaseline(file);
        }
        catch (error) {
            this.#problems.push({ kind: 'usage', message: error.message });
        }
    }
    onTestBegin(test) {
        this.#progress.begin(roleOfTest(test), test.title);
    }
    onTestEnd(test, result) {
        const left = leftBy(test, result);
        this.#left.set(test.id, left);
        const flow = 'flow' in left ? left.flow : undefined;
        this.#progress.end(roleOfTest(test), test.title, flow);
        const problem = left.kind === 'foreign' ? left.message : left.kind === 'result' ? ownFailure(test, result) : undefined;
        if (problem)
            this.#problems.push({ kind: 'harness', message: problem });
        const run = this.#run();
        if (flow && run)
            markRed(flow, result, run, this.#baseline);
    }
    onStdOut(chunk) {
        this.#progress.print(chunk.toString());
    }
    onStdErr(chunk) {
        this.#progress.print(chunk.toString());
    }
    onError(error) {
        const text = plainText(error.message ?? error.value ?? 'unknown error');
        if (text.startsWith('Testing stopped early')) {
            this.#stoppedEarly = text;
            return;
        }
        if (/^(Error: )?No tests found/.test(text)) {
            this.#noneSelected = true;
            return;
        }
        const usage = usageMessage(text);
        this.#problems.push(usage ? { kind: 'usage', message: usage } : { kind: 'harness', message: text });
        if (!usage && !this.#listing)
            this.#progress.print(plainText(error.stack ?? text));
    }
    async onEnd(result) {
        if (this.#listing)
            return undefined;
        this.#progress.close();
        try {
            if (result.status === 'timedout')
                this.#problems.push({ kind: 'harness', message: 'the run took longer than its global timeout' });
            const report = publish(this.#folder, this.#report(result.status === 'interrupted'));
            this.#exitCode = report.outcome.exitCode;
            process.stdout.write(`\n${terminalText(report, this.#paint)}${this.#where()}\n`);
        }
        catch (error) {
            this.#exitCode = 3;
            process.stderr.write(`Tollgate could not make its report: ${error.stack}\n`);
        }
        if (result.status === 'interrupted')
            return undefined;
        return { status: this.#exitCode === 0 ? 'passed' : 'failed' };
    }
    #where() {
        const path = [FILES.html, FILES.json].map((name) => resolve(this.#folder, name)).find(existsSync);
        if (!path)
            return 'No report could be written.';
        const near = relative(process.cwd(), path);
        return `Report: ${near.startsWith('..') ? path : near}`;
    }
    #run() {
        return this.#config?.metadata.tollgate;
    }
    #baselineFile() {
        return process.env.TOLLGATE_BASELINE || this.#run()?.baselineFile;
    }
    #report(interrupted) {
        const run = this.#run();
        if (!run && this.#problems.length === 0) {
            this.#problems.push({
                kind: 'harness',
                message: 'the run says nothing of itself: globalSetup of the Tollgate configuration did not run',
            });
        }
        return buildReport({
            run: run ?? unknownRun(),
            flows: [...this.#left.values()].flatMap((left) => ('flow' in left ? [left.flow] : [])),
            flowsWithoutResult: this.#withoutResult(interrupted),
            baseline: this.#baseline,
            baselineFile: this.#baselineFile(),
            problems: this.#problems,
            interrupted,
            // What the whole run did not select no other shard will judge.
            shard: this.#noneSelected ? undefined : (this.#config?.shard ?? undefined),
            now: new Date(),
        });
    }
    #withoutResult(interrupted) {
        const reason = interrupted
            ? 'the run was interrupted before it'
            : (this.#stoppedEarly ?? 'the run ended before it');
        const left = [...this.#left.values()].flatMap((one) => (one.kind === 'nothing' ? [one.missing] : []));
        const never = (this.#suite?.allTests() ?? []).filter((test) => !this.#left.has(test.id));
        return [...left, ...never.map((test) => ({ role: roleOfTest(test), title: test.title, reason }))];
    }
}
/** Stands in when the run ended before it could say what it tests. */
function unknownRun() {
    const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
    return {
        version,
        target: { name: 'unknown', url: 'unknown', facts: {} },
        gate: ['document'],
        requirements: [],
        notRun: [],
        notices: [],
    };
}
//# sourceMappingURL=reporter.js.map