import { Pool } from 'undici';
import { median } from './noise.ts';
import { server } from './processes.ts';

const CONNECTIONS = 8;

/** Requests until a server runs at its own speed: what it runs is compiled by then. */
const WARM_UP = 5_000;

/**
 * Access tokens signed by RS256 that a second of client credentials gives (RFC 6749 §4.4), here and at
 * oauth2-mock-server, both warm, in turns, so that the machine's moods hit both.
 */
export async function jwtsPerSecond(rounds = 9): Promise<{ mock: number; other: number }> {
  const mock = await server(['--import', 'tsx', 'mock-idp/main.ts', '--port', '0']);
  const other = await server(['bench/oauth2-mock-server.mjs']);
  const rates = { mock: [] as number[], other: [] as number[] };
  const here = (requests?: number) =>
    rate(mock.url, '/auth/realms/third-party/protocol/openid-connect/token', requests);
  const there = (requests?: number) => rate(other.url, '/token', requests);
  await here(WARM_UP);
  await there(WARM_UP);
  for (let round = 0; round < rounds; round++) {
    rates.mock.push(await here());
    rates.other.push(await there());
  }
  mock.child.kill();
  other.child.kill();
  return { mock: median(rates.mock), other: median(rates.other) };
}

async function rate(origin: string, path: string, requests = 1_000): Promise<number> {
  const pool = new Pool(origin, { connections: CONNECTIONS });
  const started = performance.now();
  let left = requests;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (left-- > 0) {
        const answer = await pool.request({
          method: 'POST',
          path,
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: 'grant_type=client_credentials&client_id=dev&client_secret=dev&scope=balance%3Aread',
        });
        const body = await answer.body.text();
        if (answer.statusCode !== 200) throw new Error(`${origin}: ${body}`);
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  await pool.close();
  return requests / seconds;
}
