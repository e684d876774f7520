import { verdictWhenBroken } from '../model/verdict.js';
import { remember } from './session.js';
/** An empty log of a flow. */
export function openCheckLog({ title, role, judges }, session) {
    const checks = [];
    const exchanges = [];
    let lastCheckAt = performance.now();
    let closed = false;
    const log = {
        checks,
        exchanges,
        record(id, verdict, seen, more = {}) {
            if (closed)
                throw new Error(`The flow "${title}" judges ${id} after its end.`);
            if (!judges.includes(id))
                throw new Error(`The flow "${title}" judges ${id}, which it does not declare.`);
            const now = performance.now();
            const check = {
                id,
                role,
                flow: title,
                verdict,
                ...more,
                exchanges: seen.map((exchange) => exchanges.indexOf(exchange)).filter((index) => index >= 0),
                durationMs: now - lastCheckAt,
            };
            lastCheckAt = now;
            checks.push(check);
            remember(session.memory, check);
        },
        recordFinding(id, { ok, expected, actual }, seen) {
            const requirement = session.requirements.get(id);
            if (!requirement)
                throw new Error(`There is no requirement ${id}.`);
            log.record(id, ok ? 'pass' : verdictWhenBroken(requirement, session.gate), seen, { expected, actual });
            return ok;
        },
        isAdvice(id) {
            const requirement = session.requirements.get(id);
            return requirement !== undefined && verdictWhenBroken(requirement, session.gate) === 'warn';
        },
        open() {
            const judged = new Set(checks.map((check) => check.id));
            return judges.filter((id) => !judged.has(id));
        },
        close() {
            closed = true;
        },
    };
    return log;
}
//# sourceMappingURL=check-log.js.map