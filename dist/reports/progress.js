import { worst } from '../suites/harness/model/verdict.js';
import { count } from './keys.js';
import { MARK, STYLE } from './paint.js';
import { countsText } from './view.js';
export function progressOn(stream, total, paint) {
    const live = stream.isTTY === true;
    let done = 0;
    const clear = () => void (live && stream.write('\r\u001b[2K'));
    return {
        begin(role, title) {
            if (live)
                stream.write(`\r\u001b[2K${fit(`${done + 1}/${total} ${role ?? ''} ${title}`, stream.columns)}`);
        },
        end(role, title, flow) {
            done += 1;
            clear();
            const verdict = flow ? worst(flow.checks.map((check) => check.verdict)) : undefined;
            const mark = verdict ? paint(STYLE[verdict], MARK[verdict]) : paint('yellow', '?');
            const counts = flow ? countsText(count(flow.checks.map((check) => check.verdict))) : 'no result';
            const quiet = live && (verdict === 'pass' || verdict === 'info' || verdict === 'skip');
            if (!quiet)
                stream.write(`${mark} ${role ?? ''} ${title} ${paint('gray', `(${counts || 'no check'})`)}\n`);
        },
        print(text) {
            clear();
            stream.write(text.endsWith('\n') ? text : `${text}\n`);
        },
        close: clear,
    };
}
function fit(text, columns = 80) {
    return text.length < columns ? text : `${text.slice(0, columns - 2)}…`;
}
//# sourceMappingURL=progress.js.map