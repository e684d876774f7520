import { request as send } from 'undici';
import { startMockIdp } from '../mock-idp/server.ts';
import { openSession, roleTarget } from '../suites/harness/flow/open-session.ts';
import type { SentRequest } from '../suites/harness/http/exchange.ts';
import { loadCatalogue } from '../suites/harness/model/catalogue.ts';
import { bundledTarget } from '../tests/mutation/bundled.ts';
import { flowsByRole } from '../tests/mutation/roles.ts';
import type { Figure } from './figures.ts';
import { median } from './noise.ts';

/** What the flows of one role cost, and what their HTTP exchanges alone cost, in milliseconds. */
interface FlowCost {
  readonly role: string;
  readonly checks: number;
  readonly exchanges: number;
  readonly flowsMs: number;
  readonly replayMs: number;
}

/** Runs each role's flows without Playwright, then replays the requests that they sent, in turns; the middle of the rounds. Each round finds a fresh mock. */
async function flowCosts(rounds = 5): Promise<FlowCost[]> {
  const mock = await startMockIdp();
  const catalogue = loadCatalogue();
  const costs: FlowCost[] = [];
  for (const [role, flows] of await flowsByRole()) {
    const times = { flows: [] as number[], replay: [] as number[] };
    let checks = 0;
    let sent: SentRequest[] = [];
    for (let round = 0; round < rounds; round++) {
      await send(`${mock.url}/_control/reset`, { method: 'POST' });
      const target = bundledTarget(mock.url);
      const session = openSession(target, catalogue, { peer: { url: mock.url, publicUrl: mock.url } });
      sent = [];
      const sender = {
        ...session.sender,
        send: (request: SentRequest, signal?: AbortSignal) => {
          sent.push(request);
          return session.sender.send(request, signal);
        },
      };
      checks = 0;
      const started = performance.now();
      for (const flow of flows) {
        const system = flow.role.split('.')[0] ?? '';
        const result = await flow.run({ ...session, sender }, roleTarget(target, system) as never);
        checks += result.checks.length;
      }
      times.flows.push(performance.now() - started);
      await session.close();
      times.replay.push(await replay(sent));
    }
    costs.push({
      role,
      checks,
      exchanges: sent.length,
      flowsMs: median(times.flows),
      replayMs: median(times.replay),
    });
  }
  await mock.close();
  return costs;
}

async function replay(requests: readonly SentRequest[]): Promise<number> {
  const started = performance.now();
  for (const { method, url, headers, body } of requests) {
    const response = await send(url, { method: method as 'GET', headers: headers.flat(), body: body ?? null });
    await response.body.arrayBuffer();
  }
  return performance.now() - started;
}

/** What a check of each role costs beyond its HTTP exchanges. */
export async function flowFigures(): Promise<Figure[]> {
  return (await flowCosts()).map(({ role, checks, exchanges, flowsMs, replayMs }) => ({
    name: `${role}: a check beyond its exchanges`,
    value: (flowsMs - replayMs) / checks,
    unit: 'ms',
    detail: `${checks} checks, ${exchanges} exchanges: flows ${flowsMs.toFixed(0)} ms, bare replay ${replayMs.toFixed(0)} ms`,
    aim: { most: role.endsWith('.client') ? 10 : 1.5 },
  }));
}
