import { isAccepted } from './baseline.js';
import { plainText } from './collect.js';
import { flowErrorText, isFlowErrorText } from './flow-error.js';
import { keyOf } from './keys.js';
import { isGating } from './outcome.js';
/**
 * Turns the passed test of a flow that makes the run red into a failed one. Playwright hands the same object to the
 * reporters that are listed later, so that they, `--last-failed` and blobs agree; the worker goes on undisturbed.
 */
export function markRed(flow, result, run, baseline) {
    const requirements = new Map(run.requirements.map((requirement) => [keyOf(requirement), requirement]));
    const red = flow.checks.filter((check) => isGating(check, requirements.get(keyOf(check)), run.gate) && !isAccepted(check, baseline));
    if (red.length === 0 || result.status !== 'passed')
        return;
    result.status = 'failed';
    result.errors.push({ message: flowErrorText(red) });
    result.error = result.errors[0];
}
/** Why a test failed although it left its result, in one line; `undefined` when only `markRed` made it fail. */
export function ownFailure(test, { status, errors }) {
    if (status !== 'failed' && status !== 'timedOut')
        return undefined;
    const texts = errors.map(({ message, value }) => plainText(message ?? value ?? ''));
    const other = texts.find((text) => !isFlowErrorText(text));
    if (other === undefined && texts.length > 0)
        return undefined;
    return `"${test.title}" ${status} after its result: ${other ?? 'no reason given'}`;
}
//# sourceMappingURL=mark-red.js.map