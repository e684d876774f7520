import { Pool } from 'undici';
import { median } from './noise.ts';
import { server } from './processes.ts';

const AUTHORIZATION = `Basic ${Buffer.from('alice:correct-horse').toString('base64')}`;
const CONNECTIONS = 8;

/** Logins a second of the mock and of a bare `node:http` server, in turns, so that the machine's moods hit both. */
export async function tokensPerSecond(rounds = 5): Promise<{ mock: number; bare: number }> {
  const mock = await server(['--import', 'tsx', 'mock-idp/main.ts', '--port', '0', '--config', 'bench/mock.json']);
  const bare = await server(['--import', 'tsx', 'bench/bare-server.ts']);
  const rates = { mock: [] as number[], bare: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    rates.mock.push(await rate(mock.url));
    rates.bare.push(await rate(bare.url));
  }
  mock.child.kill();
  bare.child.kill();
  return { mock: median(rates.mock), bare: median(rates.bare) };
}

async function rate(origin: string, requests = 1_000): Promise<number> {
  const pool = new Pool(origin, { connections: CONNECTIONS });
  const started = performance.now();
  let left = requests;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (left-- > 0) {
        const answer = await pool.request({
          method: 'POST',
          path: '/api/auth/0.1/token',
          headers: { authorization: AUTHORIZATION, 'content-type': 'application/json' },
          body: '{"expiration": 60}',
        });
        if (answer.statusCode !== 200) throw new Error(`${origin}: ${await answer.body.text()}`);
        await answer.body.dump();
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  await pool.close();
  return requests / seconds;
}
