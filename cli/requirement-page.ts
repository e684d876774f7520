import type { Fault } from '../mock-idp/faults/fault.ts';
import { groupBy } from '../reports/keys.ts';
import type { Flow } from '../suites/harness/flow/flow.ts';
import type { SystemRequirements } from '../suites/harness/model/catalogue.ts';
import type { Requirement } from '../suites/harness/model/requirement.ts';

/** What is known of a requirement beside itself. */
export interface Surroundings {
  readonly flows: readonly Pick<Flow<never>, 'title' | 'judges'>[];
  readonly faults: readonly Pick<Fault, 'id' | 'sentence' | 'breaks'>[];
}

/** The flows that judge a requirement, and the faults of the mock that break it. */
export function around(id: string, { flows, faults }: Surroundings): Surroundings {
  return {
    flows: flows.filter(({ judges }) => judges.includes(id)),
    faults: faults.filter(({ breaks }) => breaks.includes(id)),
  };
}

/** The text of `docs/requirements/<system>.md`: each requirement under its sentence, and the sentences that are not checked. */
export function requirementPage({ system, document, requirements }: SystemRequirements, known: Surroundings): string {
  const title = document.url ? `[${document.title}](${document.url})` : document.title;
  const checked = requirements.filter(({ excluded }) => !excluded);
  const roles = [...groupBy(checked, ({ role }) => role)];
  const sections = roles.flatMap(([role, ofRole]) => [
    `## ${role}`,
    ...[...groupBy(ofRole, ({ source }) => source.heading)].flatMap(([heading, some]) => [
      `### ${oneLine(heading)}`,
      ...some.map((requirement) => entry(requirement, around(requirement.id, known))),
    ]),
  ]);
  const excluded = requirements.filter((requirement) => requirement.excluded);
  return `${[
    `# Requirements: ${system}`,
    `<!-- Made by \`npm run generate\` from suites/${system}/requirements.yaml; not to be edited. -->`,
    `What Tollgate asks of ${title}: ${checked.length} requirements. Levels, bases and what gates: [how it judges](../how-it-judges.md). The faults are the mock's, at \`/~fault/<id>/…\`: each shows what a violation looks like.`,
    ...sections,
    ...(excluded.length > 0 ? ['## Not checked', excluded.map(exclusion).join('\n')] : []),
  ].join('\n\n')}\n`;
}

function entry(requirement: Requirement, { flows, faults }: Surroundings): string {
  const { id, role, level, basis, endpoint, source, text, why, fix } = requirement;
  return [
    `<a id="${id}"></a>`,
    `#### \`${id}\``,
    `${level} · ${basis} · ${endpoint}`,
    `> ${oneLine(source.sentence)}${source.url ? ` ([source](${source.url}))` : ''}`,
    `${prose(text)}`,
    [
      `- *Why*: ${prose(why)}`,
      `- *Fix*: ${prose(fix)}`,
      ...list(
        '*Checked by*',
        flows.map(({ title }) => `“${prose(title)}”`),
      ),
      ...list(
        '*Broken by*',
        faults.map((fault) => `\`${fault.id}\`: ${prose(fault.sentence)}`),
      ),
      `- *Alone*: \`npx playwright test ${role.replace('.', '/')} --grep ${id}\``,
    ].join('\n'),
  ].join('\n\n');
}

function list(title: string, items: readonly string[]): string[] {
  if (items.length < 2) return items.map((item) => `- ${title}: ${item}`);
  return [`- ${title}:`, ...items.map((item) => `  - ${item}`)];
}

function exclusion({ id, source, excluded, why }: Requirement): string {
  return `- <a id="${id}"></a>\`${id}\`: “${oneLine(source.sentence)}” (${excluded}). ${prose(why)}`;
}

/** Text in Markdown: marks that would mean something else there are escaped. */
function prose(text: string): string {
  return oneLine(text).replaceAll(/`[^`]+`|[<>*_[\]\\|]/g, (mark) => (mark.length > 1 ? mark : `\\${mark}`));
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
