import { plural } from './keys.js';
import { oneLine } from './printable.js';
const START = 'Tollgate: ';
/**
 * What other reporters show of a flow that makes the run red. Playwright's JUnit reporter makes a failure of a message
 * that names an expectation and an error of any other: an error is what a flow without a violation ends in.
 */
export function flowErrorText(red) {
    const violated = red.filter(({ verdict }) => verdict === 'fail').length;
    const head = violated
        ? `expect(target).toConform: ${plural(violated, 'violation')}`
        : `${plural(red.length, 'check')} could not be judged`;
    return [START + head, ...red.map(lineOf)].join('\n');
}
/** Whether an error's message is one that `flowErrorText` made. */
export function isFlowErrorText(message) {
    return message.startsWith(START);
}
function lineOf({ verdict, id, expected, actual, message, blockedBy }) {
    const difference = expected !== undefined && actual !== undefined ? `expected ${expected}; actual ${actual}` : message;
    const told = [`${verdict} ${id}`, difference ?? actual ?? expected, blockedBy && `is blocked by ${blockedBy}`];
    return `  ${oneLine(told.filter(Boolean).join(': '), 500)}`;
}
//# sourceMappingURL=flow-error.js.map