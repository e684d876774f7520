import { setTimeout as sleep } from 'node:timers/promises';
import type { Browsing } from './browsing.ts';
import { type Contract, contract as contractNamed } from './contract.ts';
import {
  answerOf,
  type Exchange,
  jsonOf,
  type SentRequest,
  statusOf,
  succeeded,
  summaryOf,
  valueAt,
} from './exchange.ts';
import type { Finding, Judge } from './judge.ts';
import type { Peer } from './peer.ts';
import { recordOf } from './record.ts';
import type { RoleId } from './requirement.ts';
import { noteAnswer, remember, type Session } from './session.ts';
import { type Check, type FlowResult, type Verdict, verdictWhenBroken } from './verdict.ts';

/** What a flow says of itself before it runs. */
export interface FlowSpec {
  readonly endpoint: string;
  /** Ids without which nothing here can be judged; known from earlier flows of the run. */
  readonly needs?: readonly string[];
  /** Every id that the flow may judge. */
  readonly judges: readonly string[];
}

/** A short story of exchanges with the checks on them; a value, which any runner can run. */
export interface Flow<Role = unknown> extends FlowSpec {
  readonly title: string;
  readonly role: RoleId;
  /** The fact of the target file that makes the flow not applicable, if one does. */
  skipFact(target: Role): string | undefined;
  run(session: Session, target: Role): Promise<FlowResult>;
}

/** Two requests that differ in one thing: the first must be accepted, the second must not. */
export interface Refusal<Given> {
  /** Makes what is sent; run afresh for each of the two, so that a thing for single use is not spent twice. */
  given(): Given | Promise<Given>;
  /** The one difference. */
  alter(given: Given): Given | Promise<Given>;
  send(given: Given): Promise<Exchange>;
  /** The document's own effect, which the first request has and the second must not have. */
  accepted: Judge;
  /** Ids of how a target refuses, each with its judge of the refused exchange. */
  detail?: Readonly<Record<string, Judge>>;
}

/** The two exchanges of a negative check, with their judges as in `Refusal`. */
export interface RefusedPair extends Pick<Refusal<never>, 'accepted' | 'detail'> {
  readonly control: Exchange;
  readonly refused: Exchange;
}

/** Takes back what a flow has made; gives what the target would not let go. */
export type CleanUp = () => Promise<readonly string[]>;

/** What a flow's body works with. */
export interface Story {
  /** Judges an exchange (or several: the judge sees the last) against a declared requirement; says whether it is kept. */
  check(id: string, exchanges: Exchange | readonly Exchange[], judge: Judge): boolean;
  /** Judges an answer against a contract, a check for each requirement that applies; `hangsOn` is named when it is not the kind of answer that the contract is for (2xx unless told). */
  conforms(contract: string, exchange: Exchange, hangsOn: string, isFor?: (exchange: Exchange) => boolean): void;
  /** A non-empty string of the answer's body, or the end of the flow, hung on the id that promised it. */
  take(exchange: Exchange, pointer: string, id: string): string;
  /** A negative check with its positive control; gives the refused exchange. */
  refuses<Given>(id: string, refusal: Refusal<Given>): Promise<Exchange>;
  /** The same for two exchanges that were made already: `control` must be accepted, `refused` must not. */
  refused(id: string, pair: RefusedPair): void;
  /** Reports something seen that is neither right nor wrong. */
  observe(id: string, exchanges: Exchange | readonly Exchange[], what: string): void;
  /** Declares ids not applicable, by a fact of the target. */
  skip(ids: readonly string[], fact: string): void;
  /** Whether ids cannot be judged because an earlier finding stands in the way; says so of each. */
  hangs(ids: readonly string[], on: string): boolean;
  /** Says that ids could not be judged, and why. */
  undecided(ids: readonly string[], message: string, hungOn?: string): void;
  /** Lets the target's time go by: by the clock header where the target has one, otherwise by waiting. */
  pass(seconds: number): Promise<void>;
  /** Whether `pass` moves a clock instead of waiting. */
  readonly movableClock: boolean;
  /** Runs after the flow, however it ends, last first; what it sends is not judged. */
  cleanUp(action: CleanUp): void;
}

/** What a system's client of the target sends with. */
export interface Port<Role> {
  readonly target: Role;
  /** Sends and records; the named contract of our own body is checked unless the flow is malformed on purpose. */
  send(request: SentRequest, contract?: string): Promise<Exchange>;
  /** Records exchanges that our peer had with the target, so that checks can name them. */
  note(exchanges: readonly Exchange[]): void;
  /** The mock IdP that the target talks to; throws where the run has none. */
  readonly peer: Peer;
  /** How pages are visited that are made for people. */
  readonly browsing: Browsing;
  /** What the flows of this system keep from one to the next, such as the cookies of a login. */
  readonly kept: Map<string, unknown>;
  /** Ends the flow; what was not judged hangs on the id. */
  end(hungOn: string, message: string): never;
  /** Bound on one exchange, in milliseconds. */
  readonly timeoutMs: number;
  cleanUp(action: CleanUp): void;
  /** Makes a value secret in everything that leaves the process. */
  secret(value: string, name: string): void;
}

/** Ends a flow early; what was not judged hangs on `hungOn`. */
class FlowEnd extends Error {
  readonly hungOn: string;
  constructor(hungOn: string, message: string) {
    super(message);
    this.hungOn = hungOn;
  }
}

/**
 * Makes the `flow` function of a role.
 * @param id the role
 * @param open makes what the role's flows call the target with, from a port
 */
export function role<Role, Api>(id: RoleId, open: (port: Port<Role>) => Api) {
  return (
    title: string,
    spec: FlowSpec & { skipFact?: (target: Role) => string | undefined },
    body: (context: Story & Api) => Promise<void>,
  ): Flow<Role> => ({
    title,
    role: id,
    endpoint: spec.endpoint,
    needs: spec.needs,
    judges: [...new Set(spec.judges)],
    skipFact: spec.skipFact ?? (() => undefined),
    run(session, target) {
      return runFlow(this, session, target, (port, story) => body({ ...story, ...open(port) }));
    },
  });
}

async function runFlow<Role>(
  flow: Flow<Role>,
  session: Session,
  target: Role,
  body: (port: Port<Role>, story: Story) => Promise<void>,
): Promise<FlowResult> {
  const system = flow.role.split('.')[0] ?? flow.role;
  const started = performance.now();
  const exchanges: Exchange[] = [];
  const checks: Check[] = [];
  const cleaners: CleanUp[] = [];
  const ofContracts = new Set<string>();
  const deadline = new AbortController();
  const cleanDeadline = new AbortController();
  let phase: 'telling' | 'cleaning' | 'over' = 'telling';
  let skewSeconds = 0;
  let onPurpose = false;
  let lastCheckAt = started;

  function record(id: string, verdict: Verdict, seen: readonly Exchange[], more: Partial<Check> = {}): void {
    if (phase !== 'telling') throw new Error(`The flow "${flow.title}" judges ${id} after its end.`);
    if (!flow.judges.includes(id)) throw new Error(`The flow "${flow.title}" judges ${id}, which it does not declare.`);
    const now = performance.now();
    const check: Check = {
      id,
      role: flow.role,
      flow: flow.title,
      verdict,
      ...more,
      exchanges: seen.map((exchange) => exchanges.indexOf(exchange)).filter((index) => index >= 0),
      durationMs: now - lastCheckAt,
    };
    lastCheckAt = now;
    checks.push(check);
    remember(session.memory, check);
  }

  function recordFinding(id: string, finding: Finding, seen: readonly Exchange[]): boolean {
    const requirement = session.requirements.get(id);
    if (!requirement) throw new Error(`There is no requirement ${id}.`);
    const { ok, expected, actual } = finding;
    record(id, ok ? 'pass' : verdictWhenBroken(requirement, session.gate), seen, { expected, actual });
    return ok;
  }

  /** Whether breaking a requirement is no more than a warning: what hangs on it then does not apply. */
  function isAdvice(id: string): boolean {
    const requirement = session.requirements.get(id);
    return requirement !== undefined && verdictWhenBroken(requirement, session.gate) === 'warn';
  }

  const open = () => {
    const judged = new Set(checks.map((check) => check.id));
    return flow.judges.filter((id) => !judged.has(id));
  };

  function learn({ request, answer }: Exchange): void {
    session.redactor.learn(request.headers, request.body, request.url);
    if (answer) session.redactor.learn(answer.headers, answer.body);
  }

  function assertReachable(): void {
    const givenUp = session.memory.givenUp.get(system);
    if (givenUp !== undefined) throw new FlowEnd(`${system}.reachable`, givenUp);
  }

  const port: Port<Role> = {
    target,
    get peer() {
      if (!session.peer) throw new Error(`${flow.role} needs the mock IdP as its peer, and this run has none.`);
      return session.peer;
    },
    timeoutMs: session.sender.timeoutMs,
    browsing: session.browsing,
    kept: keptOf(session, system),
    end(hungOn, message) {
      throw new FlowEnd(hungOn, message);
    },
    note(seen) {
      exchanges.push(...seen);
      seen.forEach(learn);
    },
    cleanUp: (action) => void cleaners.push(action),
    secret: session.redactor.add,
    async send(request, contract) {
      if (contract && !onPurpose) assertOwnMessage(contractNamed(contract), request);
      const headers = skewSeconds
        ? [...request.headers, ['tollgate-clock', `+${skewSeconds}`] as const]
        : request.headers;
      for (;;) {
        assertReachable();
        const { signal } = phase === 'telling' ? deadline : cleanDeadline;
        signal.throwIfAborted();
        const exchange = await session.sender.send({ ...request, headers }, signal);
        exchanges.push(exchange);
        learn(exchange);
        signal.throwIfAborted();
        noteAnswer(session, system, exchange);
        assertReachable();
        // A target that has not answered once may be starting, or be down: that is settled before anything is judged.
        if (session.memory.answered.has(system)) return exchange;
      }
    },
  };

  const story: Story = {
    check(id, seen, judge) {
      const list = [seen].flat() as Exchange[];
      const silent = list.find((exchange) => !answerOf(exchange));
      const last = list.at(-1);
      if (silent || !last) {
        record(id, 'inconclusive', list, { message: silent ? summaryOf(silent) : 'no exchange was made' });
        return false;
      }
      return recordFinding(id, judge(last), list);
    },
    conforms(name, exchange, hangsOn, isFor = succeeded) {
      const contract = contractNamed(name);
      for (const id of contract.ids) ofContracts.add(id);
      if (!isFor(exchange)) {
        story.undecided(contract.ids, summaryOf(exchange), hangsOn);
        return;
      }
      const body = jsonOf(exchange);
      for (const { id, hungOn, ...finding } of 'value' in body ? contract.judge(body.value) : noJson(contract, body)) {
        if (hungOn && isAdvice(hungOn)) record(id, 'skip', [exchange], { skipFact: `${hungOn} is not kept` });
        else if (hungOn) record(id, 'inconclusive', [exchange], { hungOn, message: finding.actual });
        else recordFinding(id, finding, [exchange]);
      }
    },
    take(exchange, pointer, id) {
      const value = valueAt(exchange, pointer);
      if (succeeded(exchange) && typeof value === 'string' && value !== '' && value.isWellFormed()) return value;
      throw new FlowEnd(id, `${summaryOf(exchange)} (nothing to take at ${pointer})`);
    },
    async refuses(id, { given, alter, send, accepted, detail }) {
      const control = await send(await given());
      if (!answerOf(control) || !accepted(control).ok) {
        story.refused(id, { control, refused: control, accepted, detail });
        return control;
      }
      const altered = await alter(await given());
      onPurpose = true;
      const refused = await send(altered).finally(() => {
        onPurpose = false;
      });
      story.refused(id, { control, refused, accepted, detail });
      return refused;
    },
    refused(id, { control, refused, accepted, detail = {} }) {
      const seen = control === refused ? [control] : [control, refused];
      const ids = [id, ...Object.keys(detail)];
      const unjudged = (message: string) => ids.forEach((one) => void record(one, 'inconclusive', seen, { message }));
      if (!answerOf(control) || !accepted(control).ok) {
        unjudged(
          `the same request without the fault was not accepted either, so a refusal proves nothing: ${summaryOf(control)}`,
        );
        return;
      }
      if (refused.failure?.kind === 'throttled') {
        unjudged(summaryOf(refused));
        return;
      }
      const { ok, expected } = accepted(refused);
      const finding = { ok: !ok, expected: `a refusal: not ${expected}`, actual: summaryOf(refused) };
      if (ok || (statusOf(refused) ?? 500) < 500) recordFinding(id, finding, seen);
      else
        record(id, 'warn', seen, {
          expected: finding.expected,
          actual: finding.actual,
          message: 'not accepted, but not refused in order either',
        });
      for (const [one, judge] of Object.entries(detail)) {
        if (ok) record(one, 'inconclusive', seen, { hungOn: id, message: 'there was no refusal to look at' });
        else story.check(one, seen, judge);
      }
    },
    observe(id, seen, what) {
      record(id, 'info', [seen].flat() as Exchange[], { message: what });
    },
    skip(ids, skipFact) {
      for (const id of ids) record(id, 'skip', [], { skipFact });
    },
    hangs(ids, on) {
      const known = session.memory.verdicts.get(on);
      if (known?.verdict === 'skip') story.skip(ids, known.fact ?? on);
      else if (known && BLOCKING.includes(known.verdict)) story.undecided(ids, `${on} is ${known.verdict}`, on);
      else return false;
      return true;
    },
    undecided(ids, message, hungOn) {
      for (const id of ids) record(id, 'inconclusive', [], { message, hungOn });
    },
    movableClock: session.movableClock,
    async pass(seconds) {
      if (session.movableClock) skewSeconds += seconds;
      else await sleep(seconds * 1000, undefined, { signal: deadline.signal });
    },
    cleanUp: port.cleanUp,
  };

  async function tell(): Promise<void> {
    assertReachable();
    const fact = flow.skipFact(target) ?? missingNeed(flow, session);
    if (fact !== undefined) return story.skip(flow.judges, fact);
    await body(port, story);
    const forgotten = open().filter((id) => !ofContracts.has(id));
    if (forgotten.length > 0)
      throw new Error(`The flow "${flow.title}" ended without a verdict on ${forgotten.join(', ')}.`);
  }

  try {
    await within(session.bounds.flowMs, deadline, tell());
  } catch (error) {
    const { message, stack } = error as Error;
    if (error instanceof FlowEnd) story.undecided(open(), message, error.hungOn);
    else {
      const where = stack
        ?.split('\n')
        .slice(1, 3)
        .map((line) => line.trim())
        .join(', ');
      const undecided = open();
      for (const id of undecided.length ? undecided : flow.judges) {
        record(id, 'error', exchanges.slice(-1), { message: `${message}${where ? ` (${where})` : ''}` });
      }
    }
  }
  phase = 'cleaning';
  const timer = setTimeout(() => cleanDeadline.abort(), session.bounds.flowMs);
  const leftovers: string[] = [];
  for (const clean of cleaners.reverse()) await attempt(async () => leftovers.push(...(await clean())));
  clearTimeout(timer);
  phase = 'over';
  cleanDeadline.abort();

  const { redactor } = session;
  return {
    role: flow.role,
    flow: flow.title,
    endpoint: flow.endpoint,
    checks: checks.map((check) => ({
      ...check,
      ...(check.expected !== undefined && { expected: redactor.redact(check.expected) }),
      ...(check.actual !== undefined && { actual: redactor.redact(check.actual) }),
      ...(check.message !== undefined && { message: redactor.redact(check.message) }),
      ...(check.skipFact !== undefined && { skipFact: redactor.redact(check.skipFact) }),
    })),
    exchanges: exchanges.map((exchange) => recordOf(exchange, session)),
    ...(leftovers.length > 0 && { leftovers: leftovers.map(redactor.redact) }),
    durationMs: performance.now() - started,
  };
}

function keptOf({ kept }: Session, system: string): Map<string, unknown> {
  const known = kept.get(system) ?? new Map<string, unknown>();
  kept.set(system, known);
  return known;
}

/** Verdicts on which others hang. */
const BLOCKING: readonly Verdict[] = ['fail', 'inconclusive', 'error'];

/** Where an id that the flow needs is known to be missing: the end of the flow, or the fact that skipped it. */
function missingNeed({ needs = [] }: FlowSpec, { memory }: Session): string | undefined {
  for (const id of needs) {
    const known = memory.verdicts.get(id);
    if (known?.verdict === 'skip') return known.fact;
    if (known && BLOCKING.includes(known.verdict)) throw new FlowEnd(id, `${id} is ${known.verdict}`);
  }
  return undefined;
}

function noJson({ ids }: Contract, { problem }: { problem: string }) {
  const [first, ...others] = ids;
  if (first === undefined) return [];
  const broken = { id: first, ok: false, expected: 'a JSON object', actual: problem, hungOn: undefined };
  return [broken, ...others.map((id) => ({ ...broken, id, actual: problem, hungOn: first }))];
}

function assertOwnMessage(contract: Contract, { body }: SentRequest): void {
  const problems = contract.problems(JSON.parse(Buffer.from(body ?? []).toString() || 'null'));
  if (problems.length > 0) throw new Error(`Our own message breaks ${contract.name}: ${problems.join('; ')}`);
}

/** How long a story that is out of time may take to notice, in milliseconds. */
const GRACE = 1_000;

/** Waits for a story, at most `ms`; when its time is over the controller aborts whatever it waits for. */
async function within(ms: number, controller: AbortController, story: Promise<void>): Promise<void> {
  const end = new FlowEnd('tollgate.flow-deadline', `the flow took longer than ${ms / 1000} s`);
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      controller.abort(end);
      resolve(Promise.race([attempt(() => story), sleep(GRACE)]));
    }, ms);
  });
  try {
    await Promise.race([story, over]);
  } catch (error) {
    if (!controller.signal.aborted) throw error;
  } finally {
    clearTimeout(timer);
  }
  controller.signal.throwIfAborted();
}

/** Does what may fail without consequence. */
async function attempt(action: () => Promise<unknown>): Promise<void> {
  try {
    await action();
  } catch {
    // Whoever looks for what is left behind finds the exchange in the report.
  }
}
