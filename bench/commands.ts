import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure } from './figures.ts';
import { median } from './noise.ts';
import { type Cost, cost, server } from './processes.ts';

const ROUNDS = 5;
const EMPTY = ['playwright', 'test', '--config', 'bench/empty'];

/** What whole commands take: all roles and one role against an empty Playwright run, and the mock's start. */
export async function commandFigures(): Promise<Figure[]> {
  const out = mkdtempSync(join(tmpdir(), 'tollgate-bench-'));
  const env = { TOLLGATE_OUT: out, TOLLGATE_SCRATCH: join(out, 'scratch') };
  const [empty, one, whole]: [Cost[], Cost[], Cost[]] = [[], [], []];
  for (let round = 0; round < ROUNDS; round++) {
    empty.push(await cost('npx', EMPTY, env));
    one.push(await cost('npx', ['playwright', 'test', 'authlete/server'], env));
    whole.push(await cost('npx', ['playwright', 'test'], env));
  }
  const { checks } = JSON.parse(readFileSync(join(out, 'conformance.json'), 'utf8')) as { checks: unknown[] };
  rmSync(out, { recursive: true });
  const [bare, role, all] = [empty, one, whole].map((runs) => median(runs.map(({ ms }) => ms))) as [
    number,
    number,
    number,
  ];
  const beside = (ms: number) => `${ms.toFixed(0)} ms, an empty Playwright run ${bare.toFixed(0)} ms`;
  return [
    { name: 'npx playwright test: all roles', value: all / bare, unit: '×', detail: beside(all), aim: { most: 6 } },
    { name: 'npx playwright test: one role', value: role / bare, unit: '×', detail: beside(role), aim: { most: 2 } },
    {
      name: 'checks a second, start included',
      value: (checks.length * 1000) / all,
      unit: '/s',
      detail: `${checks.length} checks`,
      aim: { least: 150 },
    },
    {
      name: 'peak memory of that run, all processes',
      value: median(whole.map(({ peakMiB = Number.NaN }) => peakMiB)),
      unit: 'MiB',
      detail: 'resident, by /proc',
    },
    await coldStart(),
  ];
}

const GRANT = new URLSearchParams({
  grant_type: 'client_credentials',
  client_id: 'dev',
  client_secret: 'dev-secret',
  scope: 'balance:read',
});

/** From the start of the process to the first token. */
async function coldStart(): Promise<Figure> {
  const [ours, theirs]: [number[], number[]] = [[], []];
  const firstToken = async (args: readonly string[], path: string) => {
    const started = performance.now();
    const { url, child } = await server(args);
    const response = await fetch(url + path, { method: 'POST', body: GRANT });
    if (!response.ok) throw new Error(`${args.join(' ')}: ${await response.text()}`);
    await response.json();
    child.kill();
    return performance.now() - started;
  };
  for (let round = 0; round < ROUNDS; round++) {
    const realm = '/auth/realms/third-party/protocol/openid-connect/token';
    ours.push(await firstToken(['cli/tollgate.js', 'mock', '--port', '0'], realm));
    theirs.push(await firstToken(['bench/oauth2-mock-server.mjs'], '/token'));
  }
  const [mock, other] = [median(ours), median(theirs)];
  return {
    name: 'mock: cold start to the first token',
    value: mock / other,
    unit: '×',
    detail: `${mock.toFixed(0)} ms, oauth2-mock-server ${other.toFixed(0)} ms`,
    aim: { most: 1 },
  };
}
