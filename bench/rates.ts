import { Pool } from 'undici';
import type { Figure } from './figures.ts';
import { median } from './noise.ts';
import { server } from './processes.ts';

const CONNECTIONS = 8;
const ROUNDS = 9;
const REQUESTS = 2_000;

/** Requests until a server runs at its own speed: what it runs is compiled by then. */
const WARM_UP = 5_000;

/** A server, and the POST request that it is asked to answer as often as it can. */
interface Contender {
  /** Arguments of `node`. */
  readonly args: readonly string[];
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Responses a second, and the ratio of the two: the median of those of each round. */
interface Comparison {
  readonly mock: number;
  readonly other: number;
  readonly ratio: number;
}

const mockIdp = ['cli/tollgate.js', 'mock', '--port', '0'];

const wazoLogin = {
  path: '/api/auth/0.1/token',
  headers: {
    authorization: `Basic ${Buffer.from('alice:correct-horse').toString('base64')}`,
    'content-type': 'application/json',
  },
  body: '{"expiration": 60}',
};

const clientCredentials = {
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: 'grant_type=client_credentials&client_id=dev&client_secret=dev-secret&scope=balance%3Aread',
};

/** Wazo's tokens, against a bare `node:http` server that gives the same response. */
function wazoTokens(): Promise<Comparison> {
  const mock = { ...wazoLogin, args: [...mockIdp, '--config', 'bench/mock.json'] };
  return compare(mock, { ...wazoLogin, args: ['--import', 'tsx', 'bench/bare-server.ts'] });
}

const realm = {
  ...clientCredentials,
  args: mockIdp,
  path: '/auth/realms/third-party/protocol/openid-connect/token',
};

/** Access tokens signed by RS256, by client credentials (RFC 6749 §4.4), against oauth2-mock-server's. */
function signedTokens(): Promise<Comparison> {
  return compare(realm, { ...clientCredentials, args: ['bench/oauth2-mock-server.mjs'], path: '/token' });
}

/** The same against a bare `node:http` server that signs with jose. */
function barelySignedTokens(): Promise<Comparison> {
  return compare(realm, { ...clientCredentials, args: ['--import', 'tsx', 'bench/bare-signer.ts'], path: '/token' });
}

/** The mock's rates as ratios to those servers. */
export async function rateFigures(): Promise<Figure[]> {
  const figure = (name: string, than: string, least: number, { mock, other, ratio }: Comparison): Figure => ({
    name: `mock: ${name}`,
    value: ratio,
    unit: '×',
    detail: `${mock.toFixed(0)} a second, ${than} ${other.toFixed(0)}`,
    aim: { least },
  });
  return [
    figure('Wazo tokens', 'bare node:http', 0.5, await wazoTokens()),
    figure('RS256 tokens, client credentials', 'oauth2-mock-server', 1.5, await signedTokens()),
    figure('RS256 tokens beside the bare server', 'bare node:http and jose', 0.8, await barelySignedTokens()),
  ];
}

/** Asks both in turns, so that the machine's moods hit both. */
async function compare(ours: Contender, theirs: Contender): Promise<Comparison> {
  const mock = await server(ours.args);
  const other = await server(theirs.args);
  await rate(mock.url, ours, WARM_UP);
  await rate(other.url, theirs, WARM_UP);
  const rounds: { mock: number; other: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push({ mock: await rate(mock.url, ours, REQUESTS), other: await rate(other.url, theirs, REQUESTS) });
  }
  mock.child.kill();
  other.child.kill();
  return {
    mock: median(rounds.map((round) => round.mock)),
    other: median(rounds.map((round) => round.other)),
    ratio: median(rounds.map((round) => round.mock / round.other)),
  };
}

async function rate(origin: string, { path, headers, body }: Contender, requests: number): Promise<number> {
  const pool = new Pool(origin, { connections: CONNECTIONS });
  const started = performance.now();
  let left = requests;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (left-- > 0) {
        const response = await pool.request({ method: 'POST', path, headers, body });
        if (response.statusCode !== 200) throw new Error(`${origin}: ${await response.body.text()}`);
        await response.body.dump();
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  await pool.close();
  return requests / seconds;
}
