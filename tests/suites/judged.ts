import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import type { Flow } from '../../suites/harness/flow/flow.ts';
import type { SessionOptions } from '../../suites/harness/flow/open-session.ts';
import { loadCatalogue, requirementsOf } from '../../suites/harness/model/catalogue.ts';
import type { Check, Verdict } from '../../suites/harness/model/verdict.ts';
import { targetOf } from '../../suites/harness/target/load.ts';
import { checksIn, runFlows, worstChecks } from '../run-flows.ts';

const catalogue = loadCatalogue();
const requirements = new Map(requirementsOf(catalogue).map((one) => [one.id, one]));

/** What the flows of a role found at a small server. */
export interface Judged {
  readonly checks: ReadonlyMap<string, Check>;
  /** Ids with a verdict, in order. */
  ids(verdict: Verdict): readonly string[];
  /** What would make a run red: failures, what could not be judged and would gate, and errors of ours. */
  readonly red: readonly string[];
}

/** Serves until the test ends; gives the base URL. */
export async function serve(t: TestContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Judges a server by the flows of one role. `target` is the target file without its URL. */
export async function judgedBy(
  flows: readonly Flow<never>[],
  url: string,
  target: object,
  options: SessionOptions = { bounds: { settleMs: 30 } },
): Promise<Judged> {
  const whole = targetOf({ url, ...target });
  const checks = worstChecks(checksIn(await runFlows(whole, flows, options)));
  const all = [...checks.values()];
  return {
    checks,
    ids: (verdict) => all.filter((one) => one.verdict === verdict).map(({ id }) => id),
    red: all.filter(isRed).map(({ id, verdict }) => `${id}: ${verdict}`),
  };
}

function isRed({ id, verdict }: Check): boolean {
  const { level, basis } = requirements.get(id) ?? {};
  const gates = level === 'MUST' && basis === 'document';
  return verdict === 'error' || verdict === 'fail' || (verdict === 'inconclusive' && gates);
}

/** The body of a request, as text. */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** Sends JSON. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
) {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=UTF-8', ...headers });
  response.end(JSON.stringify(body));
}
