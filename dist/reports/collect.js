import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
/** The attachment that carries a flow's result. */
export const ATTACHMENT = 'tollgate';
/** Reads a flow's result from its test; a flow that ended without one has an `error` for each id that it declares. */
export function leftBy(test, result) {
    const role = annotation(test, 'role');
    if (result.status === 'skipped' || result.status === 'interrupted') {
        const attached = attachedResult(result);
        if (attached && 'flow' in attached)
            return { kind: 'result', flow: attached.flow };
        return { kind: 'nothing', missing: { role, title: test.title, reason: `it was ${result.status}` } };
    }
    const attached = attachedResult(result);
    if (attached && 'flow' in attached)
        return { kind: 'result', flow: attached.flow };
    const message = attached?.problem ?? `the flow ended without a result: ${whyEnded(result)}`;
    const judges = annotation(test, 'judges')
        ?.split(',')
        .map((id) => id.trim())
        .filter(Boolean) ?? [];
    if (!role || judges.length === 0)
        return { kind: 'foreign', message: `"${test.title}": ${message}` };
    return {
        kind: 'crash',
        flow: {
            role,
            flow: test.title,
            endpoint: annotation(test, 'endpoint') ?? '',
            checks: judges.map((id) => ({
                id,
                role,
                flow: test.title,
                verdict: 'error',
                message,
                exchanges: [],
                durationMs: 0,
            })),
            exchanges: [],
            durationMs: result.duration,
        },
    };
}
/** The role that a test says it is of. */
export function roleOfTest(test) {
    return annotation(test, 'role');
}
function annotation(test, name) {
    return test.annotations.find(({ type }) => type === `tollgate.${name}`)?.description;
}
function attachedResult(result) {
    const attachment = result.attachments.findLast(({ name }) => name === ATTACHMENT);
    if (!attachment)
        return undefined;
    try {
        const body = attachment.body ?? (attachment.path === undefined ? '' : readFileSync(attachment.path));
        const value = JSON.parse(body.toString());
        return isFlowResult(value) ? { flow: value } : { problem: 'the flow left something that is not a result' };
    }
    catch (error) {
        return { problem: `the flow left a result that cannot be read: ${error.message}` };
    }
}
function isFlowResult(value) {
    const flow = value;
    return (typeof flow === 'object' &&
        typeof flow?.role === 'string' &&
        typeof flow.flow === 'string' &&
        Array.isArray(flow.exchanges) &&
        Array.isArray(flow.checks) &&
        flow.checks.every((check) => typeof check?.id === 'string' && Array.isArray(check.exchanges)));
}
function whyEnded({ status, errors, duration }) {
    const told = errors.map(({ message, value }) => plainText(message ?? value ?? '')).find(Boolean);
    if (told)
        return told.slice(0, 500);
    return status === 'timedOut' ? `it timed out after ${Math.round(duration)} ms` : `its test ${status}`;
}
/** The text of an error without terminal escapes. */
export function plainText(text) {
    return stripVTControlCharacters(text).trim();
}
//# sourceMappingURL=collect.js.map