import { type Html, html } from '../schemas/html.ts';
import type { Verdict } from '../suites/harness/model/verdict.ts';
import { VERDICTS } from '../suites/harness/model/verdict.ts';
import type { Counts } from './model.ts';

/** How a requirement that no check judged is shown. */
export const UNJUDGED = 'not judged';

/** A verdict as a small label: never by colour alone; the style sheet puts its mark before it. */
export function pill(verdict: Verdict | null, word: string = verdict ?? UNJUDGED): Html {
  return html`<span class="pill v-${verdict ?? 'none'}">${word}</span>`;
}

/** The fragment of a requirement. */
export function anchorOf({ id, role }: { readonly id: string; readonly role: string }): string {
  return `${role}/${id}`;
}

/** A bar whose parts are in proportion to the counts, with its figures as text for those who don't see it. */
export function bar(counts: Counts, unjudged: number): Html {
  const parts: [string, number][] = [
    ...VERDICTS.map((verdict): [string, number] => [verdict, counts[verdict]]),
    ['none', unjudged],
  ];
  const order = ['pass', 'info', 'warn', 'skip', 'none', 'inconclusive', 'error', 'fail'];
  const shown = order.flatMap((name) => parts.filter(([part, n]) => part === name && n > 0));
  const total = shown.reduce((sum, [, n]) => sum + n, 0);
  let x = 0;
  const rects = shown.map(([name, n]) => {
    const width = (n / total) * 100;
    const rect = html`<rect class="f-${name}" x="${x.toFixed(2)}" width="${width.toFixed(2)}" height="8"/>`;
    x += width;
    return rect;
  });
  const label = shown.map(([name, n]) => `${n} ${name === 'none' ? UNJUDGED : name}`).join(', ');
  return html`<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label="${label}">${rects}</svg>`;
}

/** How many have each verdict that occurs, as links that show those requirements; `among` narrows them further. */
export function countLinks(counts: Counts, unjudged = 0, among = ''): Html {
  const shown = [
    ...VERDICTS.filter((verdict) => counts[verdict] > 0).map(
      (verdict) => [verdict, pill(verdict, `${counts[verdict]} ${verdict}`)] as const,
    ),
    ...(unjudged > 0 ? [['none', pill(null, `${unjudged} ${UNJUDGED}`)] as const] : []),
  ];
  return html`<span class="pills">${shown.map(([verdict, label]) => html`<a href="#${among}verdict=${verdict}">${label}</a>`)}</span>`;
}
