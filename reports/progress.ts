import type { FlowResult } from '../suites/harness/model/verdict.ts';
import { worst } from '../suites/harness/model/verdict.ts';
import { count } from './keys.ts';
import { MARK, type Paint, STYLE } from './paint.ts';
import { countsText } from './view.ts';

/** Shows how a run goes on: on a terminal one line that is rewritten, elsewhere one line a flow. */
export interface Progress {
  /** A flow has begun. */
  begin(role: string | undefined, title: string): void;
  /** A flow has come to an end, with or without a result. */
  end(role: string | undefined, title: string, flow: FlowResult | undefined): void;
  /** Writes text of others between the lines. */
  print(text: string): void;
  /** Leaves a clean line behind. */
  close(): void;
}

export function progressOn(stream: NodeJS.WriteStream, total: number, paint: Paint): Progress {
  const live = stream.isTTY === true;
  let done = 0;

  const clear = () => void (live && stream.write('\r\u001b[2K'));
  return {
    begin(role, title) {
      if (live) stream.write(`\r\u001b[2K${fit(`${done + 1}/${total} ${role ?? ''} ${title}`, stream.columns)}`);
    },
    end(role, title, flow) {
      done += 1;
      clear();
      const verdict = flow ? worst(flow.checks.map((check) => check.verdict)) : undefined;
      const mark = verdict ? paint(STYLE[verdict], MARK[verdict]) : paint('yellow', '?');
      const counts = flow ? countsText(count(flow.checks.map((check) => check.verdict))) : 'no result';
      const quiet = live && (verdict === 'pass' || verdict === 'info' || verdict === 'skip');
      if (!quiet) stream.write(`${mark} ${role ?? ''} ${title} ${paint('gray', `(${counts || 'no check'})`)}\n`);
    },
    print(text) {
      clear();
      stream.write(text.endsWith('\n') ? text : `${text}\n`);
    },
    close: clear,
  };
}

function fit(text: string, columns = 80): string {
  return text.length < columns ? text : `${text.slice(0, columns - 2)}…`;
}
