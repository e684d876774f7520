import { randomUUID } from 'node:crypto';
import { all, given, hasStatus, lacks, type Matcher, succeeds } from '../harness/checks/matchers.ts';
import { each } from '../harness/flow/dependencies.ts';
import { type Exchange, succeeded, summaryOf, valueAt } from '../harness/http/exchange.ts';
import { flow } from './api.ts';
import { ISSUED, LOGIN, OFFLINE_TOKENS, TWO_TOKENS } from './ids.ts';
import { following, ifServed } from './served.ts';

const GET = 'wazo.vendor.get-token';

/** What a token says of itself besides its times, which are looked up in whole seconds. */
const SAME = [
  'auth_id',
  'xivo_user_uuid',
  'xivo_uuid',
  'acl',
  'metadata',
  'session_uuid',
  'remote_addr',
  'user_agent',
] as const;

const namesToken =
  (token: string): Matcher =>
  (read) => {
    const same = valueAt(read, '/data/token') === token;
    return {
      ok: same,
      expected: 'the same token in data.token',
      actual: same ? 'the same token' : summaryOf(read),
    };
  };

/** A value as text in which the order of members and of items does not matter. */
function sorted(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sorted).sort().join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'none';
  return `{${Object.entries(value)
    .map(([name, own]) => `${name}:${sorted(own)}`)
    .sort()
    .join()}}`;
}

const saysTheSame =
  (login: Exchange): Matcher =>
  (read) => {
    const differing = SAME.filter((name) => {
      const [made, found] = [login, read].map((exchange) => sorted(valueAt(exchange, `/data/${name}`)));
      return made !== found;
    });
    return {
      ok: differing.length === 0,
      expected: `${SAME.join(', ')} as when the token was created`,
      actual: differing.length > 0 ? `different: ${differing.join(', ')}` : 'the same',
    };
  };

export const inspection = flow(
  'a service can look an access token up',
  {
    endpoint: 'token',
    judges: {
      ...each(
        [
          GET,
          'wazo.vendor.get-token-same-data',
          'wazo.vendor.get-token-hides-refresh-token',
          'wazo.vendor.head-token',
          'wazo.vendor.get-unknown-token',
          'wazo.vendor.get-not-uuid',
        ],
        OFFLINE_TOKENS,
      ),
      'wazo.vendor.get-refresh-token': [...OFFLINE_TOKENS, TWO_TOKENS],
    },
  },
  async ({ wazo, check, refused, extract }) => {
    const login = await wazo.createOfflineToken(wazo.user, wazo.newClientId());
    const token = extract(login, '/data/token', LOGIN);
    const refreshToken = extract(login, '/data/refresh_token', ISSUED);
    const read = ifServed(await wazo.readToken('GET', token), 'GET /token/{token}');
    const ofRead = (matcher: Matcher) => given(succeeded, GET, matcher);
    check(GET, read, all(hasStatus(200), namesToken(token)));
    check('wazo.vendor.get-token-same-data', [login, read], ofRead(saysTheSame(login)));
    check('wazo.vendor.get-token-hides-refresh-token', [login, read], ofRead(lacks('/data/refresh_token')));

    const afterwards = (method: 'GET' | 'HEAD', asked: string) => async () => [
      read,
      await following(read, () => wazo.readToken(method, asked)),
    ];
    await check('wazo.vendor.head-token', afterwards('HEAD', token), hasStatus(204));
    await check('wazo.vendor.get-unknown-token', afterwards('GET', randomUUID()), hasStatus(404));
    await check('wazo.vendor.get-not-uuid', afterwards('GET', 'not-a-uuid'), hasStatus(404));
    await refused('wazo.vendor.get-refresh-token', {
      control: read,
      refused: () => wazo.readToken('GET', refreshToken),
      accepted: succeeds,
    });
  },
);
