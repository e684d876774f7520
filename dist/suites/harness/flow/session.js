import { worst } from '../model/verdict.js';
export const BOUNDS = { flowMs: 120_000, unanswered: 3, settleMs: 300 };
export function newMemory() {
    return { verdicts: new Map(), answered: new Set(), unanswered: new Map(), givenUp: new Map() };
}
/** Keeps the worst verdict that each requirement has had so far. */
export function remember(memory, { id, verdict, skipFact }) {
    const before = memory.verdicts.get(id)?.verdict;
    if (worst(before ? [before, verdict] : [verdict]) === before)
        return;
    memory.verdicts.set(id, { verdict, fact: skipFact });
}
/** Counts exchanges without a response; gives the system up when there are too many in a row. */
export function noteResponse({ memory, bounds }, system, exchange) {
    if (exchange.response || exchange.failure?.kind === 'throttled') {
        memory.answered.add(system);
        memory.unanswered.set(system, 0);
        return;
    }
    // A request that could not even be sent, such as one with a token that no header can carry, is not a silence.
    if (exchange.failure?.kind === 'other' && memory.answered.has(system))
        return;
    const count = (memory.unanswered.get(system) ?? 0) + 1;
    memory.unanswered.set(system, count);
    if (count < bounds.unanswered)
        return;
    memory.givenUp.set(system, `${exchange.request.method} ${exchange.request.url}: ${exchange.failure?.message}, ${count} times in a row`);
}
//# sourceMappingURL=session.js.map