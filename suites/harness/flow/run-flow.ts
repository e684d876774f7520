import { setTimeout as sleep } from 'node:timers/promises';
import { type Contract, contract as contractNamed } from '../checks/contract.ts';
import type { Absent } from '../checks/seen.ts';
import type { Exchange, SentRequest } from '../http/exchange.ts';
import { recordOf } from '../http/record.ts';
import type { Id } from '../model/requirement.ts';
import type { Check, FlowResult } from '../model/verdict.ts';
import { madeIn } from '../redaction/making.ts';
import { blockingOf } from './blocking.ts';
import { openCheckLog } from './check-log.ts';
import { checkingWith } from './checking.ts';
import type { CleanUp, FlowContext, Transport } from './context.ts';
import { circleIn } from './dependencies.ts';
import type { Flow } from './flow.ts';
import { attempt, FlowEnd, within } from './flow-end.ts';
import { judgingWith } from './judging.ts';
import { noteResponse, type Session } from './session.ts';

/**
 * Runs a flow to its end, whatever the target does: every declared id gets a check, what the flow has made is taken
 * back, and what comes out is redacted. Never throws for what a target does or a flow's body throws.
 */
export async function runFlow<Role>(
  flow: Flow<Role>,
  session: Session,
  target: Role,
  body: (transport: Transport<Role>, context: FlowContext) => Promise<void>,
): Promise<FlowResult> {
  const system = flow.role.split('.')[0] ?? flow.role;
  const started = performance.now();
  const startedAt = Date.now();
  const log = openCheckLog(flow as Flow<never>, session);
  const { exchanges } = log;
  const sentAt = new Map<Exchange, number>();
  const cleaners: CleanUp[] = [];
  const mayStayOpen = new Set<Id>(flow.isNet ? flow.judges : []);
  const blocking = blockingOf({ flow, target, memory: session.memory, log, mayStayOpen });
  /** Checks that send and have not come to an end. */
  const unfinished = new Map<Promise<unknown>, Id>();
  const deadline = new AbortController();
  const cleanDeadline = new AbortController();
  let telling = true;
  let skewSeconds = 0;
  let onPurpose = false;

  function learn({ request, response, received }: Exchange): void {
    const message = [request.headers, request.body, request.url] as const;
    // What an application sends, which we test or visit, is its own.
    if (received || !flow.role.endsWith('.server')) session.redactor.learn(...message);
    else session.redactor.learnOwn(...message);
    if (response) session.redactor.learn(response.headers, response.body);
  }

  function assertReachable(): void {
    const givenUp = session.memory.givenUp.get(system);
    if (givenUp !== undefined) throw new FlowEnd(`${system}.reachable`, givenUp);
  }

  function note(seen: readonly Exchange[]): void {
    exchanges.push(...seen);
    for (const one of seen) sentAt.set(one, Math.max(0, performance.now() - started - one.durationMs));
    for (const exchange of seen) {
      learn(exchange);
      session.watch?.(exchange, { onPurpose });
    }
  }

  const transport: Transport<Role> = {
    target,
    get peer() {
      if (!session.peer) throw new Error(`${flow.role} needs the mock IdP as its peer, and this run has none.`);
      return session.peer;
    },
    timeoutMs: session.sender.timeoutMs,
    browsing: session.browsing,
    kept: keptOf(session, system),
    end(blockedBy, message) {
      throw new FlowEnd(blockedBy, message);
    },
    note,
    async visit(order) {
      const browser = await session.browsing.open();
      for (let attempt = 1; ; attempt++) {
        assertReachable();
        const { signal } = deadline;
        signal.throwIfAborted();
        const visit = await browser.visit({ ...order, signal, turn: () => session.sender.turn(signal) });
        const last = visit.exchanges.at(-1);
        // What was done on pages is not done again.
        const mayRepeat = visit.looks.every(({ exchange }) => exchange === last);
        const asked = last && (await session.sender.throttle(last, { attempt, mayRepeat, signal }));
        if (asked === 'again') continue;
        const judged = (exchange: Exchange) => (exchange === last ? (asked ?? exchange) : exchange);
        const seen = visit.exchanges.map(judged);
        note(seen);
        signal.throwIfAborted();
        for (const exchange of seen) noteResponse(session, system, exchange);
        assertReachable();
        if (!session.memory.answered.has(system)) continue;
        return {
          ...visit,
          exchanges: seen,
          looks: visit.looks.map((look) => ({ ...look, exchange: judged(look.exchange) })),
        };
      }
    },
    cleanUp: (action) => void cleaners.push(action),
    atEnd: (action) => void session.atEnd.push(action),
    secret: session.redactor.add,
    show: session.redactor.show,
    async send(request, contract, withinMs) {
      if (contract && !onPurpose) assertOwnMessage(contractNamed(contract), request);
      const headers = skewSeconds
        ? [...request.headers, ['tollgate-clock', `+${skewSeconds}`] as const]
        : request.headers;
      for (;;) {
        assertReachable();
        const { signal } = telling ? deadline : cleanDeadline;
        signal.throwIfAborted();
        const exchange = await session.sender.send({ ...request, headers }, signal, withinMs);
        note([exchange]);
        signal.throwIfAborted();
        noteResponse(session, system, exchange);
        assertReachable();
        // A target that has not answered once may be starting, or be down: that is settled before anything is judged.
        if (session.memory.answered.has(system)) return exchange;
      }
    },
  };

  const judging = judgingWith({ log, blocking });
  const checking = checkingWith(judging, {
    mayStayOpen,
    attempts: session.bounds.attempts,
    async malformed(send) {
      onPurpose = true;
      try {
        return await send();
      } finally {
        onPurpose = false;
      }
    },
    pending(id, check) {
      unfinished.set(check, id);
      const finish = () => void unfinished.delete(check);
      check.then(finish, finish);
      return check;
    },
  });
  const context: FlowContext = {
    ...checking,
    movableClock: session.movableClock,
    async wait(seconds) {
      if (session.movableClock) skewSeconds += seconds;
      else await sleep(seconds * 1000, undefined, { signal: deadline.signal });
    },
    cleanUp: transport.cleanUp,
  };

  /** Says of declared ids without a check what the table has against judging them; gives those of which it has nothing. */
  function closeByTable(): Id[] {
    return log.open().filter((id) => {
      const absent = blocking.known(id);
      if (absent) judging.close(id, absent);
      return !absent;
    });
  }

  function closeAll(ids: readonly Id[], absent: Absent): void {
    for (const id of ids) judging.close(id, absent);
  }

  async function tell(): Promise<void> {
    if (!flow.isNet) assertReachable();
    const fact = flow.skipFact(target);
    if (fact !== undefined) return closeAll(flow.judges, { notApplicable: fact });
    const circle = circleIn(flow.table);
    if (circle) throw new Error(`What the flow "${flow.title}" judges depends on itself: ${circle.join(' → ')}.`);
    if (flow.judges.every((id) => blocking.known(id))) return void closeByTable();
    await body(transport, context);
    const unawaited = [...unfinished.values()];
    if (unawaited.length > 0)
      throw new Error(`The flow "${flow.title}" did not await its check of ${unawaited.join(', ')}.`);
    const forgotten = closeByTable().filter((id) => !mayStayOpen.has(id));
    if (forgotten.length > 0)
      throw new Error(`The flow "${flow.title}" ended without a verdict on ${forgotten.join(', ')}.`);
  }

  /** Our own defect: what it kept from being judged ends in an error that says where. */
  function judgeBroken(message: string, stack = ''): void {
    const where = stack
      .split('\n')
      .slice(1, 3)
      .map((line) => line.trim())
      .join(', ');
    const undecided = log.open();
    for (const id of undecided.length > 0 ? undecided : flow.judges) {
      log.record(id, 'error', exchanges.slice(-1), { message: `${message}${where && ` (${where})`}` });
    }
  }

  try {
    await within(session.bounds.flowMs, deadline, tell());
  } catch (error) {
    const { message, stack } = error as Error;
    // A target that is given up says nothing of anything, whatever depends on what.
    const isSilent = error instanceof FlowEnd && error.blockedBy === `${system}.reachable`;
    if (error instanceof FlowEnd) {
      closeAll(isSilent ? log.open() : closeByTable(), { nothing: message, blockedBy: error.blockedBy });
    } else judgeBroken(message, stack);
  }
  log.close();
  telling = false;
  const timer = setTimeout(() => cleanDeadline.abort(), session.bounds.flowMs);
  const leftovers: string[] = [];
  for (const clean of cleaners.reverse()) await attempt(async () => leftovers.push(...(await clean())));
  clearTimeout(timer);
  cleanDeadline.abort();

  const records = (session.verdictsOnly ? [] : exchanges).map((exchange) =>
    recordOf(exchange, session, { atMs: sentAt.get(exchange) ?? 0, system }),
  );
  const made = madeIn(records, session.redactor, system);
  return {
    role: flow.role,
    flow: flow.title,
    endpoint: flow.endpoint,
    checks: log.checks.map((check) => redacted(check, session, system)),
    exchanges: records,
    startedAt,
    ...(Object.keys(made).length > 0 && { made }),
    ...(leftovers.length > 0 && { leftovers: leftovers.map((left) => session.redactor.redact(left, system)) }),
    durationMs: performance.now() - started,
  };
}

/** A check whose words hold no secret. */
function redacted(check: Check, { redactor }: Session, system: string): Check {
  const words = (['expected', 'actual', 'message', 'skipFact'] as const)
    .filter((name) => check[name] !== undefined)
    .map((name) => [name, redactor.redact(check[name] ?? '', system)]);
  return { ...check, ...Object.fromEntries(words) };
}

function keptOf({ kept }: Session, system: string): Map<string, unknown> {
  const known = kept.get(system) ?? new Map<string, unknown>();
  kept.set(system, known);
  return known;
}

function assertOwnMessage(contract: Contract, { body }: SentRequest): void {
  const problems = contract.problems(JSON.parse(Buffer.from(body ?? []).toString() || 'null'));
  if (problems.length > 0) throw new Error(`Our own message breaks ${contract.name}: ${problems.join('; ')}`);
}
