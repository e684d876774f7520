import type { ExchangeRecord } from '../../suites/harness/model/verdict.ts';
import type { Made } from '../../suites/harness/redaction/made.ts';
import { labelsIn, requestText } from '../../suites/harness/redaction/making.ts';
import type { ReportCheck } from '../model.ts';
import { type Place, placeOf } from './places.ts';
import { type Recording, type Story, wordsIn } from './story.ts';

/** A value that a response gives and a later request uses. */
export interface Taken {
  /** As it stands in the report. */
  readonly value: string;
  readonly variable: string;
  readonly place: Place;
}

/** One request of a script. */
export interface ScriptStep {
  /** The exchange's position in the report. */
  readonly index: number;
  /** What later requests of the script take from its response. */
  readonly takes: readonly Taken[];
}

/** What a finding needs to be shown again. */
export interface Needs {
  readonly steps: readonly ScriptStep[];
  /** How secrets are made that no response gives, by name; each after those of which it is made. */
  readonly made: readonly (readonly [label: string, how: Made])[];
  /** Names of secrets that can neither be taken nor made. */
  readonly missing: readonly string[];
}

/** With more exchanges than this a check is about many of a kind, and the last shows it. */
const FEW = 4;

/** Methods that change nothing. */
const SAFE = /^(GET|HEAD|OPTIONS)$/;

/** With more requests a script is told without what may have changed something on the way. */
const MANY = 20;

/** The exchanges that lead to the last one of a check: those that give what it sends, and those that change what they gave. */
export function needsOf(report: Recording, check: ReportCheck, story: Story): Needs | undefined {
  const whole = needed(report, check, story, true);
  return whole && whole.steps.length > MANY ? needed(report, check, story, false) : whole;
}

function needed({ exchanges }: Recording, check: ReportCheck, story: Story, withChanges: boolean): Needs | undefined {
  const decisive = check.exchanges.at(-1);
  if (decisive === undefined || exchanges[decisive]?.received) return undefined;
  const { givers, made, flowOf, isBefore } = story;
  const before = story.order.slice(0, story.order.indexOf(decisive) + 1);
  const included = new Set<number>();
  const used = new Map<string, number>();
  const missing = new Set<string>();
  const makes = new Map<string, Made>();

  function useLabels(text: string, user: number): void {
    for (const label of labelsIn(text)) {
      const giver = givers.get(label);
      if (giver !== undefined && isBefore(giver, user)) {
        used.set(label, giver);
        include(giver);
      } else if (made[label]) {
        useLabels(made[label].text, user);
        makes.set(label, made[label]);
      } else missing.add(label);
    }
  }

  function include(index: number): void {
    if (included.has(index)) return;
    included.add(index);
    const exchange = exchanges[index];
    if (!exchange) return;
    const text = requestText(exchange);
    useLabels(text, index);
    for (const word of wordsIn(text)) {
      const giver = givers.get(word);
      if (giver === undefined || !isBefore(giver, index)) continue;
      used.set(word, giver);
      include(giver);
    }
  }

  /** Whether an exchange has done something to what was given by others. */
  function changesUsed(index: number): boolean {
    const exchange = exchanges[index];
    if (!isChange(exchange)) return false;
    const text = requestText(exchange);
    return [...labelsIn(text), ...wordsIn(text)].some((value) => isBefore(used.get(value) ?? index, index));
  }

  /** Ids in requests that no response has given: of things that the flow has made under names of its own. */
  function namedIn(indexes: ReadonlySet<number>): Set<string> {
    const texts = [...indexes].flatMap((index) => exchanges[index] ?? []).map(requestText);
    return new Set(texts.flatMap((text) => [...wordsIn(text)]).filter((word) => !givers.has(word)));
  }

  for (const index of check.exchanges.length > FEW ? [decisive] : check.exchanges) include(index);
  for (let size = -1; withChanges && size !== included.size; ) {
    size = included.size;
    const flows = new Set([...included].map(flowOf));
    for (const index of before) if (flows.has(flowOf(index)) && changesUsed(index)) include(index);
    for (const name of namedIn(included)) {
      const maker = before.find(
        (index) =>
          flowOf(index)?.flow === check.flow &&
          isChange(exchanges[index]) &&
          JSON.stringify(exchanges[index]).includes(name),
      );
      if (maker !== undefined) include(maker);
    }
  }
  const steps = [...included]
    .sort((a, b) => (isBefore(a, b) ? -1 : 1))
    .map(
      (index): ScriptStep => ({
        index,
        takes: [...used].flatMap(([value, giver]) => (giver === index ? takenFrom(exchanges[index], value) : [])),
      }),
    );
  return { steps, made: [...makes], missing: [...missing] };
}

/** Whether a request may have changed something: a deletion also where it says that it has not. */
function isChange(exchange: ExchangeRecord | undefined): exchange is ExchangeRecord {
  if (exchange === undefined || SAFE.test(exchange.request.method)) return false;
  return exchange.request.method === 'DELETE' || (exchange.response?.status ?? 500) < 400;
}

function takenFrom(exchange: ExchangeRecord | undefined, value: string): Taken[] {
  const place = exchange && placeOf(value, exchange);
  return place ? [{ value, variable: variableOf(value), place }] : [];
}

/** The variable of a secret's name, `ACCESS_TOKEN_1` for `<access_token#1>`; of another value, one by what it is. */
export function variableOf(value: string): string {
  const name = /^<([\w-]+)#(\d+)>$/.exec(value);
  if (name) return `${name[1]}_${name[2]}`.replaceAll('-', '_').toUpperCase();
  return `ID_${value.replaceAll(/\W/g, '_')}`;
}
