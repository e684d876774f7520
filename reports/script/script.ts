import { shellText, shellWord } from '../../suites/harness/http/curl.ts';
import type { Requirement } from '../../suites/harness/model/requirement.ts';
import type { ExchangeRecord } from '../../suites/harness/model/verdict.ts';
import type { Made } from '../../suites/harness/redaction/made.ts';
import { keyOf, plural } from '../keys.ts';
import type { ReportCheck } from '../model.ts';
import { pauseBetween } from '../pauses.ts';
import { oneLine } from '../printable.ts';
import { type Needs, needsOf, type ScriptStep, type Taken, variableOf } from './needs.ts';
import { withVariables } from './shell.ts';
import { type Recording, type Story, storyOf } from './story.ts';

type Told = Recording & { readonly requirements: readonly Requirement[] };

/** A shell script that shows a finding again. */
export interface Script {
  readonly text: string;
  /** Variables that the script cannot fill and the target file does not have: it says so, and sends nothing. */
  readonly missing: readonly string[];
}

/** A pause from which on it is one that the finding may need, in milliseconds. */
const PAUSE = 1_000;

/** With more requests a script shows nothing that a reader could follow. */
const MOST_STEPS = 40;

const FUNCTIONS = `function curl { command curl -sS --max-time 60 "$@"; }
# A member of the response's JSON, by its path.
json() { node -e '
  const text = require("node:fs").readFileSync(0, "utf8");
  const path = process.argv.slice(1);
  const found = path.reduce((value, key) => value?.[key], JSON.parse(text.slice(text.search(/\\r?\\n\\r?\\n/))));
  if (found === undefined) throw new Error("the response has no " + path.join("."));
  process.stdout.write(String(found));' -- "$@"; }
# What stands between two texts in the response, behind so many that stand there as well.
between() {
  local text; text=$(cat)
  for ((skip = \${3:-0}; skip >= 0; skip--)); do
    [[ $text == *"$1"* ]] || { echo "the response has no $1" >&2; return 1; }
    text=\${text#*"$1"}
  done
  if [ -n "$2" ]; then text=\${text%%"$2"*}; fi
  printf %s "\${text%$'\\r'}"
}
# What a JavaScript expression makes of a text, v.
made() { node -e "const v = process.argv[1]; process.stdout.write($1)" -- "$2"; }`;

/** Gives the scripts of a report's checks, each of the exchanges that lead to its last; `undefined` where none of ours shows it. */
export function scriptsOf(report: Told): (check: ReportCheck) => Script | undefined {
  const stories = new Map<string, Story>();
  const requirements = new Map(report.requirements.map((requirement) => [keyOf(requirement), requirement]));
  return (check) => {
    const story = stories.get(check.role) ?? storyOf(report, check.role);
    stories.set(check.role, story);
    const needs = needsOf(report, check, story);
    if (!needs || needs.steps.length > MOST_STEPS) return undefined;
    return scriptFrom(report, needs, `${check.id} (${check.role}): ${requirements.get(keyOf(check))?.text ?? ''}`);
  };
}

function scriptFrom(report: Recording, needs: Needs, title: string): Script {
  const body = [...steps(report, needs), ending(report, needs)].join('\n\n');
  const missing = needs.missing.map(variableOf);
  const fixed = [...new Set([...body.matchAll(/\$\{(TARGET_[A-Z0-9_]+):\?\}/g)].map(([, name]) => name ?? ''))];
  const basic = fixed.flatMap((name) => /^TARGET_(.+)_BASIC$/.exec(name)?.[1] ?? []);
  const isMadeUp = needs.made.some(([, { text, js }]) => js === undefined && text.startsWith('made-up-'));
  const text = [
    '#!/usr/bin/env bash',
    `# ${oneLine(title)}`,
    `# ${plural(needs.steps.length, 'request')}, the last of which shows it. Needs bash, curl and node.`,
    '# Exits 0 when the last status is that of the report, and 1 when it is another.',
    ...(isMadeUp
      ? ['# What a flow had made up is made up anew (made-up-…): what its very text decides does not show.']
      : []),
    'set -euo pipefail',
    ...fixed
      .filter((name) => !name.endsWith('_BASIC'))
      .sort()
      .map(
        (name) => `: "\${${name}:?${name === 'TARGET_URL' ? 'the base URL of the target' : 'as in the target file'}}"`,
      ),
    ...basic.map(
      (name) =>
        `TARGET_${name}_BASIC=$(printf %s "\${TARGET_${name}_NAME:?}:\${TARGET_${name}_PASSWORD:?}" | base64 | tr -d '\\n')`,
    ),
    ...missing.map((name) => `: "\${${name}:?no response gives it, set one of your own}"`),
    FUNCTIONS,
    '',
    body,
    '',
  ].join('\n');
  return { text, missing };
}

function steps(report: Recording, { steps, made }: Needs): string[] {
  const taken: Taken[] = [];
  const waiting = [...made];
  const have = new Set<string>();
  return steps.map((step, position) => {
    const exchange = report.exchanges[step.index];
    const before = steps[position - 1]?.index;
    const lines = [`# ${position + 1}. ${oneLine(titleOf(report, step))}`];
    const ms = before === undefined ? 0 : pauseBetween(report, before, step.index);
    if (ms >= PAUSE) lines.push(`sleep ${(ms / 1_000).toFixed(1)}`);
    const curl = withVariables(
      exchange?.curl ?? '',
      taken.filter(({ value }) => !value.startsWith('<')),
    );
    for (let at = 0; at < waiting.length; ) {
      const [label, how] = waiting[at] as (typeof waiting)[number];
      const needed = [...how.text.matchAll(/<[a-z][\w-]*#\d+>/g)].map(([one]) => one);
      if (!needed.every((one) => have.has(one))) at++;
      else {
        waiting.splice(at, 1);
        have.add(label);
        lines.push(`${variableOf(label)}=${making(how, isJson(exchange, label))}`);
        at = 0;
      }
    }
    lines.push(`r${position + 1}=$(${curl})${exchange?.response ? '' : ' || true'}`);
    for (const one of step.takes) {
      lines.push(`${one.variable}=$(${commandOf(one)} <<<"$r${position + 1}")`);
      taken.push(one);
      have.add(one.value);
    }
    return lines.join('\n');
  });
}

/** Whether a secret stands in a JSON body, where quotes in it have to be escaped. */
function isJson(exchange: ExchangeRecord | undefined, label: string): boolean {
  return exchange?.request.body?.includes(`"${label}"`) ?? false;
}

function making({ text, js }: Made, inJson: boolean): string {
  const escaped = inJson && /["\\]/.test(text) ? `JSON.stringify(${js ?? 'v'}).slice(1, -1)` : js;
  return escaped ? `$(made ${shellText(escaped)} ${shellWord(text)})` : shellWord(text);
}

function commandOf({ place }: Taken): string {
  if ('path' in place) return ['json', ...place.path.map((key) => shellWord(String(key)))].join(' ');
  const words = [shellText(place.before), shellText(place.after), ...(place.nth > 0 ? [String(place.nth)] : [])];
  return ['between', ...words].join(' ');
}

function ending(report: Recording, { steps }: Needs): string {
  const last = `$r${steps.length}`;
  const index = steps.at(-1)?.index ?? 0;
  const status = report.exchanges[index]?.response?.status ?? 'none';
  return `printf '%s\\n\\n' "${last}"
[[ ${last} =~ ^HTTP/[0-9.]+\\ ([0-9]+) ]] && status=\${BASH_REMATCH[1]} || status=none
echo "status $status, in the report ${status}"
[ "$status" = ${status} ]`;
}

function titleOf(report: Recording, { index }: ScriptStep): string {
  const exchange = report.exchanges[index];
  if (!exchange) return '';
  const { request, response, failure } = exchange;
  return `${request.method} ${request.url} → ${response?.status ?? failure?.kind ?? 'no response'}`;
}
