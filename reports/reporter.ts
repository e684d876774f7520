import { existsSync, readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import type {
  FullConfig,
  FullResult,
  Reporter,
  Suite,
  TestCase,
  TestError,
  TestResult,
} from '@playwright/test/reporter';
import type { RunInfo } from '../suites/harness/model/verdict.ts';
import { askedBy } from './asked.ts';
import { readBaseline } from './baseline-file.ts';
import { buildReport } from './build.ts';
import { type Left, leftBy, plainText, roleOfTest } from './collect.ts';
import { markRed, ownFailure } from './mark-red.ts';
import type { Baseline, ExitCode, FlowWithoutResult, Problem, Report } from './model.ts';
import { FILES, outputFolder, prepare } from './output.ts';
import { type Paint, paintFor } from './paint.ts';
import { type Progress, progressOn } from './progress.ts';
import { publish } from './publish.ts';
import { shardsIn } from './shards.ts';
import { terminalText } from './terminal.ts';
import { usageMessage } from './usage-error.ts';
import { UNKNOWN } from './view.ts';

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
  readonly #listing: boolean;
  readonly #merging: boolean;
  readonly #folder: string;
  readonly #paint: Paint;
  readonly #problems: Problem[] = [];
  readonly #left = new Map<string, Left>();
  #progress: Progress;
  #config: FullConfig | undefined;
  #suite: Suite | undefined;
  #baseline: Baseline | undefined;
  #noneSelected = false;
  #stoppedEarly: string | undefined;
  #exitCode: ExitCode | undefined;

  constructor(options: Options = {}) {
    this.#listing = options._mode === 'list';
    this.#merging = options._mode === 'merge';
    this.#folder = outputFolder(options.configDir ?? '.');
    this.#paint = paintFor(process.stdout);
    this.#progress = progressOn(process.stdout, 0, this.#paint);
    if (this.#listing) return;
    process.env.TOLLGATE_REPORTER = '1';
    let leave: () => void;
    try {
      leave = prepare(this.#folder);
    } catch (error) {
      process.stderr.write(`${(error as Error).message}\n`);
      process.exit(2);
    }
    // Playwright overwrites process.exitCode, and merge-reports ignores a reporter's status.
    process.once('exit', (code) => {
      leave();
      process.exitCode = this.#exitCode ?? (code || 3);
    });
    process.on('SIGTERM', () => process.kill(process.pid, 'SIGINT'));
  }

  printsToStdio(): boolean {
    return !this.#listing;
  }

  onBegin(config: FullConfig, suite: Suite): void {
    this.#config = config;
    this.#suite = suite;
    if (this.#listing) return;
    this.#progress = progressOn(process.stdout, suite.allTests().length, this.#paint);
    const file = this.#baselineFile();
    if (!file) return;
    try {
      this.#baseline = readBaseline(file);
    } catch (error) {
      this.#tell({ kind: 'usage', message: (error as Error).message });
    }
  }

  onTestBegin(test: TestCase): void {
    this.#progress.begin(roleOfTest(test), test.title);
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const left = leftBy(test, result);
    this.#left.set(test.id, left);
    const flow = 'flow' in left ? left.flow : undefined;
    this.#progress.end(roleOfTest(test), test.title, flow);
    const problem =
      left.kind === 'foreign' ? left.message : left.kind === 'result' ? ownFailure(test, result) : undefined;
    if (problem) this.#tell({ kind: 'harness', message: problem });
    const run = this.#run();
    if (flow && run) markRed(flow, result, run, this.#baseline);
  }

  onStdOut(chunk: string | Buffer): void {
    this.#progress.print(chunk.toString());
  }

  onStdErr(chunk: string | Buffer): void {
    this.#progress.print(chunk.toString());
  }

  onError(error: TestError): void {
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
    this.#tell(usage ? { kind: 'usage', message: usage } : { kind: 'harness', message: text });
    if (!usage && !this.#listing) this.#progress.print(plainText(error.stack ?? text));
  }

  async onEnd(result: FullResult): Promise<{ status?: FullResult['status'] } | undefined> {
    if (this.#listing) return undefined;
    this.#progress.close();
    try {
      if (result.status === 'timedout')
        this.#tell({ kind: 'harness', message: 'the run took longer than its global timeout' });
      const report = publish(this.#folder, this.#report(result.status === 'interrupted'));
      this.#exitCode = report.outcome.exitCode;
      process.stdout.write(`\n${terminalText(report, this.#paint)}${this.#where()}\n`);
    } catch (error) {
      this.#exitCode = 3;
      process.stderr.write(`Tollgate could not make its report: ${(error as Error).stack}\n`);
    }
    if (result.status === 'interrupted') return undefined;
    return { status: this.#exitCode === 0 ? 'passed' : 'failed' };
  }

  /** Keeps what went wrong around the flows; what was told already is not told again. */
  #tell(problem: Problem): void {
    if (!this.#problems.some(({ message }) => message === problem.message)) this.#problems.push(problem);
  }

  #where(): string {
    const path = [FILES.html, FILES.json].map((name) => resolve(this.#folder, name)).find(existsSync);
    if (!path) return 'No report could be written.';
    const near = relative(process.cwd(), path);
    return `Report: ${near.startsWith('..') ? path : near}`;
  }

  #run(): RunInfo | undefined {
    return this.#config?.metadata.tollgate as RunInfo | undefined;
  }

  #baselineFile(): string | undefined {
    return process.env.TOLLGATE_BASELINE || this.#run()?.baselineFile;
  }

  #report(interrupted: boolean): Report {
    const run = this.#run();
    if (!run && this.#problems.length === 0 && !interrupted) {
      this.#tell({
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
      shards: this.#merging ? shardsIn(this.#config?.metadata ?? {}) : undefined,
      asked: this.#merging ? undefined : askedBy(process.argv),
      now: new Date(),
    });
  }

  #withoutResult(interrupted: boolean): FlowWithoutResult[] {
    const reason = interrupted
      ? 'the run was interrupted before it'
      : (this.#stoppedEarly ?? 'the run ended before it');
    const left = [...this.#left.values()].flatMap((one) => (one.kind === 'nothing' ? [one.missing] : []));
    const never = (this.#suite?.allTests() ?? []).filter((test) => !this.#left.has(test.id));
    return [...left, ...never.map((test) => ({ role: roleOfTest(test), title: test.title, reason }))];
  }
}

/** Stands in when the run ended before it could say what it tests. */
function unknownRun(): RunInfo {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return {
    version,
    target: { name: UNKNOWN, url: UNKNOWN, facts: {} },
    gate: ['document'],
    requirements: [],
    notRun: [],
    notices: [],
  };
}
