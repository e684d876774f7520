import { byHttp } from '../../../suites/harness/browser/browsing.ts';
import type { Transport } from '../../../suites/harness/flow/context.ts';
import { role } from '../../../suites/harness/flow/role.ts';
import { BOUNDS, newMemory, type Session } from '../../../suites/harness/flow/session.ts';
import type { Exchange, SentRequest } from '../../../suites/harness/http/exchange.ts';
import { loadCatalogue, requirementsOf } from '../../../suites/harness/model/catalogue.ts';
import type { Requirement } from '../../../suites/harness/model/requirement.ts';
import type { FlowResult } from '../../../suites/harness/model/verdict.ts';
import { createRedactor } from '../../../suites/harness/redaction/redactor.ts';

declare module '../../../suites/harness/model/requirement.ts' {
  interface RequirementIds {
    readonly toy: 'toy.one' | 'toy.two' | 'toy.three' | 'toy.rfc' | 'toy.should' | 'toy.may';
  }
}

/** What a scripted target does with a request: a status with a JSON body, no response, or a wait until it is aborted. */
export type Scripted = readonly [status: number, body?: unknown] | 'silent' | 'throttled' | 'unsendable' | 'never';
export type Script = (request: SentRequest, index: number) => Scripted;

const requirement = (id: string, level: Requirement['level'], basis: Requirement['basis']): Requirement => ({
  id,
  role: 'toy.server',
  endpoint: 'token',
  level,
  basis,
  source: { heading: 'Toy', sentence: 'A sentence.' },
  text: 'A rule.',
  why: 'A reason.',
  fix: 'A fix.',
});

const TOYS = [
  ...['toy.one', 'toy.two', 'toy.three'].map((id) => requirement(id, 'MUST', 'document')),
  requirement('toy.rfc', 'MUST', 'rfc'),
  requirement('toy.should', 'SHOULD', 'document'),
  requirement('toy.may', 'MAY', 'document'),
];

/** A session with a target that follows a script, and all that was sent to it. */
export function toySession(script: Script, more: Partial<Session> = {}): Session & { readonly sent: SentRequest[] } {
  const sent: SentRequest[] = [];
  const all = [...TOYS, ...requirementsOf(loadCatalogue())];
  return {
    sent,
    sender: {
      timeoutMs: 1_000,
      turn: async () => undefined,
      throttle: async () => undefined,
      close: async () => undefined,
      send(request, signal) {
        sent.push(request);
        return answerTo(request, script(request, sent.length - 1), signal);
      },
    },
    redactor: createRedactor(),
    requirements: new Map(all.map((one) => [one.id, one])),
    gate: ['document'],
    bounds: BOUNDS,
    movableClock: true,
    baseUrl: 'http://toy',
    bundled: false,
    tls: { ca: false, cert: false, insecure: false },
    peer: undefined,
    browsing: byHttp,
    kept: new Map(),
    atEnd: [],
    memory: newMemory(),
    verdictsOnly: false,
    ...more,
  };
}

async function answerTo(request: SentRequest, scripted: Scripted, signal?: AbortSignal): Promise<Exchange> {
  if (scripted === 'silent') return { request, failure: { kind: 'reset', message: 'hung up' }, durationMs: 1 };
  if (scripted === 'unsendable')
    return { request, failure: { kind: 'other', message: 'cannot be sent' }, durationMs: 0 };
  if (scripted === 'never') {
    await new Promise((resolve) => signal?.addEventListener('abort', resolve));
    return { request, failure: { kind: 'timeout', message: 'given up' }, durationMs: 1 };
  }
  const [status, body = {}] = scripted === 'throttled' ? [429] : scripted;
  const headers = [['Content-Type', 'application/json'] as const];
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const failure = { kind: 'throttled', message: 'asked 2 times to slow down' } as const;
  return {
    request,
    response: { status, headers, body: Buffer.from(text) },
    ...(scripted === 'throttled' && { failure }),
    durationMs: 1,
  };
}

/** What the toy's flows see of their target. */
export interface ToyTarget {
  readonly withoutIt?: string;
}

/** Makes flows of the toy role; `call` sends a POST with a JSON body. */
export const toyFlow = role('toy.server', (transport: Transport<ToyTarget>) => ({
  transport,
  call: (path: string, body: unknown = {}, contract?: string) =>
    transport.send(
      { method: 'POST', url: `http://toy${path}`, headers: [], body: Buffer.from(JSON.stringify(body)) },
      contract,
    ),
}));

/** The checks of a result in short: `id: verdict`, with what it is blocked by, its fact or its message where there is one. */
export function told({ checks }: FlowResult): string[] {
  return checks.map(({ id, verdict, blockedBy, skipFact }) =>
    [`${id}: ${verdict}`, blockedBy && `on ${blockedBy}`, skipFact && `(${skipFact})`].filter(Boolean).join(' '),
  );
}
