import { contract as contractNamed } from '../checks/contract.js';
import { jsonOf, responseOf, statusOf, succeeded, summaryOf, valueAt } from '../http/exchange.js';
import { FlowEnd } from './flow-end.js';
/** Verdicts on which others hang. */
export const BLOCKING = ['fail', 'inconclusive', 'error'];
/** The verbs of a context that judge, writing to a log. */
export function checkingWith({ log, memory, mayStayOpen, malformed }) {
    const context = {
        check(id, seen, judge) {
            const list = [seen].flat();
            const silent = list.find((exchange) => !responseOf(exchange));
            const last = list.at(-1);
            if (silent || !last) {
                log.record(id, 'inconclusive', list, { message: silent ? summaryOf(silent) : 'no exchange was made' });
                return false;
            }
            return log.recordFinding(id, judge(last), list);
        },
        conforms(name, exchange, blockedBy, isFor = succeeded) {
            const contract = contractNamed(name);
            for (const id of contract.ids)
                mayStayOpen.add(id);
            if (!isFor(exchange)) {
                context.undecided(contract.ids, summaryOf(exchange), blockedBy);
                return;
            }
            const body = jsonOf(exchange);
            for (const { id, blockedBy, ...finding } of 'value' in body
                ? contract.judge(body.value)
                : noJson(contract, body)) {
                if (blockedBy && log.isAdvice(blockedBy))
                    log.record(id, 'skip', [exchange], { skipFact: `${blockedBy} is not kept` });
                else if (blockedBy)
                    log.record(id, 'inconclusive', [exchange], { blockedBy, message: finding.actual });
                else
                    log.recordFinding(id, finding, [exchange]);
            }
        },
        extract(exchange, pointer, id) {
            const value = valueAt(exchange, pointer);
            if (succeeded(exchange) && typeof value === 'string' && value !== '' && value.isWellFormed())
                return value;
            throw new FlowEnd(id, `${summaryOf(exchange)} (nothing to take at ${pointer})`);
        },
        async refuses(id, { given, alter, send, accepted, detail }) {
            const control = await send(await given());
            if (!responseOf(control) || !accepted(control).ok) {
                context.refused(id, { control, refused: control, accepted, detail });
                return control;
            }
            const altered = await alter(await given());
            const refused = await malformed(() => send(altered));
            context.refused(id, { control, refused, accepted, detail });
            return refused;
        },
        refused(id, { control, refused, accepted, detail = {} }) {
            const seen = control === refused ? [control] : [control, refused];
            const ids = [id, ...Object.keys(detail)];
            const unjudged = (message) => ids.forEach((one) => void log.record(one, 'inconclusive', seen, { message }));
            if (!responseOf(control) || !accepted(control).ok) {
                unjudged(`the same request without the fault was not accepted either, so a refusal proves nothing: ${summaryOf(control)}`);
                return;
            }
            if (refused.failure?.kind === 'throttled') {
                unjudged(summaryOf(refused));
                return;
            }
            const { ok, expected } = accepted(refused);
            const finding = { ok: !ok, expected: `a refusal: not ${expected}`, actual: summaryOf(refused) };
            if (ok || (statusOf(refused) ?? 500) < 500)
                log.recordFinding(id, finding, seen);
            else
                log.record(id, 'warn', seen, {
                    expected: finding.expected,
                    actual: finding.actual,
                    message: 'not accepted, but not refused in order either',
                });
            for (const [one, judge] of Object.entries(detail)) {
                if (ok)
                    log.record(one, 'inconclusive', seen, { blockedBy: id, message: 'there was no refusal to look at' });
                else
                    context.check(one, seen, judge);
            }
        },
        observe(id, seen, what) {
            log.record(id, 'info', [seen].flat(), { message: what });
        },
        skip(ids, skipFact) {
            for (const id of ids)
                log.record(id, 'skip', [], { skipFact });
        },
        hangs(ids, on) {
            const known = memory.verdicts.get(on);
            if (known?.verdict === 'skip')
                context.skip(ids, known.fact ?? on);
            else if (known && BLOCKING.includes(known.verdict))
                context.undecided(ids, `${on} is ${known.verdict}`, on);
            else
                return false;
            return true;
        },
        undecided(ids, message, blockedBy) {
            for (const id of ids)
                log.record(id, 'inconclusive', [], { message, blockedBy });
        },
    };
    return context;
}
function noJson({ ids }, { problem }) {
    const [first, ...others] = ids;
    if (first === undefined)
        return [];
    const broken = { id: first, ok: false, expected: 'a JSON object', actual: problem, blockedBy: undefined };
    return [broken, ...others.map((id) => ({ ...broken, id, actual: problem, blockedBy: first }))];
}
//# sourceMappingURL=checking.js.map