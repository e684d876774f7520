import type { ExchangeRecord, FlowResult } from '../../suites/harness/model/verdict.ts';
import { labelsIn, requestText } from '../../suites/harness/redaction/making.ts';
import type { FlowReport } from '../model.ts';
import { jsonIn, placeOf, textsIn } from './places.ts';

/** What a script is made of: flows with their exchanges. */
export interface Recording {
  readonly exchanges: readonly ExchangeRecord[];
  readonly flows: { readonly results: readonly FlowReport[] };
}

/** All that we have sent to a role, as it went. */
export interface Story {
  /** Positions of the exchanges in the report, in the order of the run. */
  readonly order: readonly number[];
  isBefore(one: number, other: number): boolean;
  flowOf(index: number): FlowReport | undefined;
  /** The first response that gives a secret, or an id that was in no request before; by what stands in the report. */
  readonly givers: ReadonlyMap<string, number>;
  /** Of what secrets were made that no response gives. */
  readonly made: NonNullable<FlowResult['made']>;
}

/** The story of a role. */
export function storyOf({ exchanges, flows }: Recording, role: string): Story {
  const own = flows.results
    .filter((flow) => flow.role === role)
    .sort((a, b) => (a.startedAt ?? 0) - (b.startedAt ?? 0));
  const order = own.flatMap((flow) => flow.exchanges).filter((index) => !exchanges[index]?.received);
  const rank = new Map(order.map((index, position) => [index, position]));
  const flowOf = new Map(own.flatMap((flow) => flow.exchanges.map((index) => [index, flow] as const)));
  return {
    order,
    isBefore: (one, other) => (rank.get(one) ?? -1) < (rank.get(other) ?? -1),
    flowOf: (index) => flowOf.get(index),
    givers: giversIn(exchanges, order),
    made: Object.assign({}, ...own.map(({ made }) => made)),
  };
}

function giversIn(exchanges: readonly ExchangeRecord[], order: readonly number[]): ReadonlyMap<string, number> {
  const givers = new Map<string, number>();
  const sent = new Set<string>();
  for (const index of order) {
    const exchange = exchanges[index];
    if (!exchange) continue;
    for (const word of wordsIn(requestText(exchange))) if (!givers.has(word)) sent.add(word);
    const { response } = exchange;
    if (!response) continue;
    const text = [...response.headers.map(([, value]) => value), response.body ?? ''].join('\n');
    for (const label of labelsIn(text)) {
      if (!givers.has(label) && placeOf(label, exchange)) givers.set(label, index);
    }
    for (const [value] of textsIn(jsonIn(response.body ?? ''))) {
      if (WORD.test(value) && !sent.has(value) && !givers.has(value)) givers.set(value, index);
    }
  }
  return givers;
}

/** An id as targets make them: long, with a digit in it. */
const WORD = /^(?=[^\d]*\d)[\w-]{8,}$/;

/** The ids in a text, each once. */
export function wordsIn(text: string): ReadonlySet<string> {
  return new Set(
    [...text.matchAll(/(?<![\w#-])[\w-]{8,}(?![\w-]|#)/g)].map(([word]) => word).filter((word) => WORD.test(word)),
  );
}
