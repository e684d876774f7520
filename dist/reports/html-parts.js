import { VERDICTS } from '../suites/harness/model/verdict.js';
import { html } from './markup.js';
import { MARK } from './paint.js';
/** How a requirement that no check judged is shown. */
export const UNJUDGED = 'not judged';
/** A verdict as a small label: never by colour alone. */
export function pill(verdict, word = verdict ?? UNJUDGED) {
    return html `<span class="pill v-${verdict ?? 'none'}"><span aria-hidden="true">${verdict ? MARK[verdict] : '○'}</span> ${word}</span>`;
}
/** The fragment of a requirement. */
export function anchorOf({ id, role }) {
    return `${role}/${id}`;
}
/** A bar whose parts are in proportion to the counts, with its figures as text for those who don't see it. */
export function bar(counts, unjudged) {
    const parts = [
        ...VERDICTS.map((verdict) => [verdict, counts[verdict]]),
        ['none', unjudged],
    ];
    const order = ['pass', 'info', 'warn', 'skip', 'none', 'inconclusive', 'error', 'fail'];
    const shown = order.flatMap((name) => parts.filter(([part, n]) => part === name && n > 0));
    const total = shown.reduce((sum, [, n]) => sum + n, 0);
    let x = 0;
    const rects = shown.map(([name, n]) => {
        const width = (n / total) * 100;
        const rect = html `<rect class="f-${name}" x="${x.toFixed(2)}" width="${width.toFixed(2)}" height="8"/>`;
        x += width;
        return rect;
    });
    const label = shown.map(([name, n]) => `${n} ${name === 'none' ? UNJUDGED : name}`).join(', ');
    return html `<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label="${label}">${rects}</svg>`;
}
/** Words behind a number of each verdict that occurs. */
export function countPills(counts, unjudged = 0) {
    const verdicts = VERDICTS.filter((verdict) => counts[verdict] > 0).map((verdict) => pill(verdict, `${counts[verdict]} ${verdict}`));
    return html `<span class="pills">${verdicts}${unjudged > 0 && pill(null, `${unjudged} ${UNJUDGED}`)}</span>`;
}
//# sourceMappingURL=html-parts.js.map