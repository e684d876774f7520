import { Agent, request } from 'node:http';
import { startMockIdp } from '../../mock-idp/server.ts';
import { type FuzzRequest, fuzzRequests } from './requests.ts';

/** A request that the mock itself failed at, or did not answer. */
export interface Mishap {
  readonly request: FuzzRequest;
  readonly got: string;
}

const atOnce = 8;
const longestMs = 10_000;

/** Sends so many requests to a mock of its own, under some faults too, and gives those that ended in a 500 or not at all. */
export async function fuzz(seed: number, count: number): Promise<readonly Mishap[]> {
  const idp = await startMockIdp({ config: { kaleyra: {}, sipgate: { acceptAnyClient: true } } });
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const mishaps: Mishap[] = [];
  try {
    const sent = fuzzRequests(seed, count, pathsOf(idp.systems));
    const worker = async () => {
      for (const one of sent) {
        const got = await answerTo(idp.localUrl, one, agent);
        if (got !== undefined) mishaps.push({ request: one, got });
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
  } finally {
    agent.destroy();
    await idp.close();
  }
  return mishaps;
}

/** The paths that the systems name, those of the mock itself, and all of them below some faults. */
function pathsOf(systems: ReadonlyMap<string, { readonly endpoints: readonly string[] }>): readonly string[] {
  const named = [...systems.values()].flatMap(({ endpoints }) =>
    endpoints.flatMap((one) => one.match(/\/[^\s,]*/g) ?? []),
  );
  const realm = '/auth/realms/third-party';
  const plain = [
    ...named,
    realm,
    `${realm}/login-actions/x`,
    '/',
    '/health',
    '/_control',
    '/_control/mint',
    '/_control/inspect',
    '/_control/keys',
    '/_control/provocations/x',
    '/_control/journal',
    '/x',
  ];
  const faults = [
    'sipgate.server.wrong-secret-403',
    'wazo.server.wrong-password-accepted',
    'kazoo.server.token-refused',
    'none',
  ];
  return [...plain, ...plain, ...faults.flatMap((fault) => plain.map((path) => `/~fault/${fault}${path}`))];
}

/** undefined where the response is one that a client can mend. */
function answerTo(
  base: string,
  { method, path, headers, body }: FuzzRequest,
  agent: Agent,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(base);
    const sending = request({ hostname, port, method, path, headers, agent, timeout: longestMs }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => {
        const failed = response.statusCode === 500;
        resolve(failed ? `500 ${Buffer.concat(chunks).toString().slice(0, 200)}` : undefined);
      });
      response.on('error', (error) => resolve(String(error)));
    });
    sending.on('timeout', () => sending.destroy(new Error('no response in time')));
    sending.on('error', (error) => resolve(String(error)));
    sending.end(body);
  });
}
