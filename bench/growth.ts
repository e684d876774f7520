import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'undici';
import { startMockIdp } from '../mock-idp/server.ts';
import type { Figure } from './figures.ts';
import { cost } from './processes.ts';

const SHARDS = [1, 2, 4, 8];
const HELD = [1_000, 10_000, 100_000];
const AT_ONCE = 8;

/** How cost grows: over shards of a run, and over the tokens, users and requests that a mock holds. */
export async function growthFigures(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const shards of SHARDS) figures.push(await sharded(shards));
  figures.push(...(await tokens()));
  return figures;
}

/** All shards of a run, one after the other. */
async function sharded(shards: number): Promise<Figure> {
  const out = mkdtempSync(join(tmpdir(), 'tollgate-bench-'));
  let ms = 0;
  for (let shard = 1; shard <= shards; shard++) {
    const args = shards === 1 ? ['playwright', 'test'] : ['playwright', 'test', `--shard=${shard}/${shards}`];
    const env = { TOLLGATE_OUT: join(out, String(shard)), PLAYWRIGHT_BLOB_OUTPUT_DIR: join(out, 'blobs') };
    ms += (await cost('npx', args, env)).ms;
  }
  rmSync(out, { recursive: true });
  return { name: `a run in ${shards} shards, in all`, value: ms / 1000, unit: 's', detail: 'one after the other' };
}

/** What one more login costs where so many tokens are held already, in microseconds. */
async function tokens(): Promise<Figure[]> {
  const mock = await startMockIdp({ config: { wazo: { maxSessions: 10_000_000 } } });
  const pool = new Pool(mock.url, { connections: AT_ONCE });
  const headers = {
    authorization: `Basic ${Buffer.from('alice:correct-horse').toString('base64')}`,
    'content-type': 'application/json',
  };
  const login = async () => {
    const options = { path: '/api/auth/0.1/token', method: 'POST', headers, body: '{}' } as const;
    const response = await pool.request(options);
    await response.body.dump();
  };
  const many = async (count: number) => {
    let left = count;
    const started = performance.now();
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        while (left-- > 0) await login();
      }),
    );
    return ((performance.now() - started) * 1000) / count;
  };
  const figures: Figure[] = [];
  let held = 0;
  for (const count of HELD) {
    await many(count - held - 1_000);
    const each = await many(1_000);
    held = count;
    const memory = process.memoryUsage().rss / 2 ** 20;
    const detail = `resident memory ${memory.toFixed(0)} MiB, this process`;
    figures.push({ name: `a login while ${count} tokens are held`, value: each, unit: 'µs', detail });
  }
  await pool.close();
  await mock.close();
  return figures;
}
