/** Worst first: a requirement's verdict is the first of these that any of its checks has. */
export const VERDICTS = ['error', 'fail', 'inconclusive', 'warn', 'pass', 'info', 'skip'];
/** The worst of some verdicts; `undefined` of none. */
export function worst(verdicts) {
    const seen = new Set(verdicts);
    return VERDICTS.find((verdict) => seen.has(verdict));
}
/** The verdict on a broken requirement: a MUST fails where its basis gates and warns elsewhere, a SHOULD warns, a MAY informs. */
export function verdictWhenBroken(requirement, gate) {
    if (requirement.level === 'MUST')
        return gate.includes(requirement.basis) ? 'fail' : 'warn';
    return requirement.level === 'SHOULD' ? 'warn' : 'info';
}
/** Whether a verdict on this requirement makes a run red (before any baseline). */
export function gates(verdict, requirement, gate) {
    if (verdict === 'error' || verdict === 'fail')
        return true;
    return verdict === 'inconclusive' && verdictWhenBroken(requirement, gate) === 'fail';
}
//# sourceMappingURL=verdict.js.map