import { setTimeout as sleep } from 'node:timers/promises';
import { contract as contractNamed } from '../checks/contract.js';
import { recordOf } from '../http/record.js';
import { openCheckLog } from './check-log.js';
import { BLOCKING, checkingWith } from './checking.js';
import { attempt, FlowEnd, within } from './flow-end.js';
import { noteResponse } from './session.js';
/**
 * Runs a flow to its end, whatever the target does: every declared id gets a check, what the flow has made is taken
 * back, and what comes out is redacted. Never throws for what a target does or a flow's body throws.
 */
export async function runFlow(flow, session, target, body) {
    const system = flow.role.split('.')[0] ?? flow.role;
    const started = performance.now();
    const log = openCheckLog(flow, session);
    const { exchanges } = log;
    const cleaners = [];
    const mayStayOpen = new Set();
    const deadline = new AbortController();
    const cleanDeadline = new AbortController();
    let telling = true;
    let skewSeconds = 0;
    let onPurpose = false;
    function learn({ request, response }) {
        session.redactor.learn(request.headers, request.body, request.url);
        if (response)
            session.redactor.learn(response.headers, response.body);
    }
    function assertReachable() {
        const givenUp = session.memory.givenUp.get(system);
        if (givenUp !== undefined)
            throw new FlowEnd(`${system}.reachable`, givenUp);
    }
    const transport = {
        target,
        get peer() {
            if (!session.peer)
                throw new Error(`${flow.role} needs the mock IdP as its peer, and this run has none.`);
            return session.peer;
        },
        timeoutMs: session.sender.timeoutMs,
        browsing: session.browsing,
        kept: keptOf(session, system),
        end(blockedBy, message) {
            throw new FlowEnd(blockedBy, message);
        },
        note(seen) {
            exchanges.push(...seen);
            seen.forEach(learn);
        },
        cleanUp: (action) => void cleaners.push(action),
        secret: session.redactor.add,
        async send(request, contract) {
            if (contract && !onPurpose)
                assertOwnMessage(contractNamed(contract), request);
            const headers = skewSeconds
                ? [...request.headers, ['tollgate-clock', `+${skewSeconds}`]]
                : request.headers;
            for (;;) {
                assertReachable();
                const { signal } = telling ? deadline : cleanDeadline;
                signal.throwIfAborted();
                const exchange = await session.sender.send({ ...request, headers }, signal);
                exchanges.push(exchange);
                learn(exchange);
                signal.throwIfAborted();
                noteResponse(session, system, exchange);
                assertReachable();
                // A target that has not answered once may be starting, or be down: that is settled before anything is judged.
                if (session.memory.answered.has(system))
                    return exchange;
            }
        },
    };
    const judging = checkingWith({
        log,
        memory: session.memory,
        mayStayOpen,
        async malformed(send) {
            onPurpose = true;
            try {
                return await send();
            }
            finally {
                onPurpose = false;
            }
        },
    });
    const context = {
        ...judging,
        movableClock: session.movableClock,
        async wait(seconds) {
            if (session.movableClock)
                skewSeconds += seconds;
            else
                await sleep(seconds * 1000, undefined, { signal: deadline.signal });
        },
        cleanUp: transport.cleanUp,
    };
    async function tell() {
        assertReachable();
        const fact = flow.skipFact(target) ?? missingNeed(flow, session);
        if (fact !== undefined)
            return context.skip(flow.judges, fact);
        await body(transport, context);
        const forgotten = log.open().filter((id) => !mayStayOpen.has(id));
        if (forgotten.length > 0)
            throw new Error(`The flow "${flow.title}" ended without a verdict on ${forgotten.join(', ')}.`);
    }
    /** Our own defect: what it kept from being judged ends in an error that says where. */
    function judgeBroken(message, stack = '') {
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
    }
    catch (error) {
        const { message, stack } = error;
        if (error instanceof FlowEnd)
            context.undecided(log.open(), message, error.blockedBy);
        else
            judgeBroken(message, stack);
    }
    log.close();
    telling = false;
    const timer = setTimeout(() => cleanDeadline.abort(), session.bounds.flowMs);
    const leftovers = [];
    for (const clean of cleaners.reverse())
        await attempt(async () => leftovers.push(...(await clean())));
    clearTimeout(timer);
    cleanDeadline.abort();
    return {
        role: flow.role,
        flow: flow.title,
        endpoint: flow.endpoint,
        checks: log.checks.map((check) => redacted(check, session)),
        exchanges: exchanges.map((exchange) => recordOf(exchange, session)),
        ...(leftovers.length > 0 && { leftovers: leftovers.map(session.redactor.redact) }),
        durationMs: performance.now() - started,
    };
}
/** A check whose words hold no secret. */
function redacted(check, { redactor }) {
    const words = ['expected', 'actual', 'message', 'skipFact']
        .filter((name) => check[name] !== undefined)
        .map((name) => [name, redactor.redact(check[name] ?? '')]);
    return { ...check, ...Object.fromEntries(words) };
}
function keptOf({ kept }, system) {
    const known = kept.get(system) ?? new Map();
    kept.set(system, known);
    return known;
}
/** Where an id that the flow needs is known to be missing: the end of the flow, or the fact that skipped it. */
function missingNeed({ needs = [] }, { memory }) {
    for (const id of needs) {
        const known = memory.verdicts.get(id);
        if (known?.verdict === 'skip')
            return known.fact;
        if (known && BLOCKING.includes(known.verdict))
            throw new FlowEnd(id, `${id} is ${known.verdict}`);
    }
    return undefined;
}
function assertOwnMessage(contract, { body }) {
    const problems = contract.problems(JSON.parse(Buffer.from(body ?? []).toString() || 'null'));
    if (problems.length > 0)
        throw new Error(`Our own message breaks ${contract.name}: ${problems.join('; ')}`);
}
//# sourceMappingURL=run-flow.js.map