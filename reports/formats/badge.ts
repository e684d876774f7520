import { escapeHtml } from '../../schemas/html.ts';
import type { Report } from '../model.ts';

const LABEL = 'conformance';
/** Green, amber and red with at least 4.5 : 1 against white. */
const COLOUR = { yes: '#1a7f37', part: '#9a6700', no: '#cf222e' } as const;

/** What a badge says: how many of the requirements that gate hold. */
function messageOf({ outcome, roles }: Report): string {
  const held = roles.reduce((sum, { gating }) => sum + gating.held, 0);
  const total = roles.reduce((sum, { gating }) => sum + gating.total, 0);
  if (outcome.exitCode === 4 || total === 0) return 'not judged';
  if (outcome.exitCode === 2 || outcome.exitCode === 3) return 'no result';
  return outcome.conforms === 'no' ? `violated, ${held} of ${total}` : `${held} of ${total}`;
}

/** The badge's data for shields.io (https://shields.io/badges/endpoint-badge). */
export function badgeJson(report: Report): string {
  const color = COLOUR[report.outcome.conforms].slice(1);
  const badge = { schemaVersion: 1, label: LABEL, message: messageOf(report), color };
  return `${JSON.stringify({ ...badge, ...(report.outcome.conforms === 'no' && { isError: true }) }, null, 2)}\n`;
}

/** Width of a text at 11 pixels, as far as that can be told without the font. */
const widthOf = (text: string) => Math.ceil(text.length * 6.6) + 12;

/** The badge as a picture of its own, without anything from elsewhere. */
export function badgeSvg(report: Report): string {
  const message = messageOf(report);
  const [left, right] = [widthOf(LABEL), widthOf(message)];
  const title = escapeHtml(`${LABEL}: ${message}`);
  const word = (text: string, x: number) => `<text x="${x}" y="14">${escapeHtml(text)}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${title}">
<title>${title}</title>
<clipPath id="r"><rect width="${left + right}" height="20" rx="3"/></clipPath>
<g clip-path="url(#r)"><rect width="${left}" height="20" fill="#24292f"/><rect x="${left}" width="${right}" height="20" fill="${COLOUR[report.outcome.conforms]}"/></g>
<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">${word(LABEL, left / 2)}${word(message, left + right / 2)}</g>
</svg>
`;
}
