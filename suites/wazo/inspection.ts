import { randomUUID } from 'node:crypto';
import { statusOf, summaryOf, valueAt } from '../harness/exchange.ts';
import { all, equals, hasStatus, type Judge, succeeds } from '../harness/judge.ts';
import { flow } from './api.ts';
import { ISSUED, LOGIN, REFRESH_TOKEN } from './ids.ts';

const IDS = [
  'wazo.vendor.get-token',
  'wazo.vendor.head-token',
  'wazo.vendor.get-unknown-token',
  'wazo.vendor.get-not-uuid',
  'wazo.vendor.get-refresh-token',
  'wazo.vendor.scope-denied',
  'wazo.vendor.scopes-check',
  'wazo.vendor.scopes-check-empty',
  'wazo.vendor.scopes-check-type',
  'wazo.vendor.method-not-allowed',
];

/** A scope that no access list grants by accident: only `#` and `*` would match it. */
const NO_SCOPE = `tollgate.${randomUUID()}.nothing`;

const namesToken =
  (token: string): Judge =>
  (read) => {
    const same = valueAt(read, '/data/token') === token;
    return {
      ok: same,
      expected: 'the same token in data.token',
      actual: same ? 'the same token' : summaryOf(read),
    };
  };

export const inspection = flow(
  'a service can look an access token up',
  { endpoint: 'token', needs: REFRESH_TOKEN, judges: IDS },
  async ({ wazo, check, refused, refuses, skip, take }) => {
    const login = await wazo.createOfflineToken(wazo.user, wazo.newClientId());
    const token = take(login, '/data/token', LOGIN);
    const refreshToken = take(login, '/data/refresh_token', ISSUED);
    const read = await wazo.readToken('GET', token);
    if ([404, 405, 501].includes(statusOf(read) ?? 0)) {
      skip(IDS, `there is no GET /token/{token} (${summaryOf(read)})`);
      return;
    }
    check('wazo.vendor.get-token', read, all(hasStatus(200), namesToken(token)));
    check('wazo.vendor.head-token', await wazo.readToken('HEAD', token), hasStatus(204));
    check('wazo.vendor.get-unknown-token', [read, await wazo.readToken('GET', randomUUID())], hasStatus(404));
    check('wazo.vendor.get-not-uuid', [read, await wazo.readToken('GET', 'not-a-uuid')], hasStatus(404));
    const mistaken = await wazo.readToken('GET', refreshToken);
    refused('wazo.vendor.get-refresh-token', { control: read, refused: mistaken, accepted: succeeds });
    check('wazo.vendor.method-not-allowed', await wazo.getTokenEndpoint(), hasStatus(405));

    const granted = grantedScope(valueAt(read, '/data/acl'));
    if (granted === undefined) {
      const fact = 'the acl of wazo.user has no plain entry that could be asked for';
      skip(
        IDS.filter((id) => id.includes('scope')),
        fact,
      );
      return;
    }
    await refuses('wazo.vendor.scope-denied', {
      given: () => granted,
      alter: () => NO_SCOPE,
      send: (scope) => wazo.readToken('HEAD', token, `?scope=${encodeURIComponent(scope)}`),
      accepted: succeeds,
    });
    const map = await wazo.checkScopes(token, [granted, NO_SCOPE]);
    const expected = { [granted]: true, [NO_SCOPE]: false };
    const scopes = valueAt(map, '/scopes') as Record<string, unknown> | undefined;
    const actual = scopes && { [granted]: scopes[granted], [NO_SCOPE]: scopes[NO_SCOPE] };
    check('wazo.vendor.scopes-check', map, equals('scopes', expected, actual));
    const empty = await wazo.checkScopes(token, []);
    check('wazo.vendor.scopes-check-empty', empty, equals('scopes', {}, valueAt(empty, '/scopes')));
    check('wazo.vendor.scopes-check-type', [map, await wazo.checkScopes(token, [true])], hasStatus(400));
  },
);

/** An entry of the access list that can be asked for as it stands: without wildcards, not denied by another, and not one of a list that grants everything. */
function grantedScope(acl: unknown): string | undefined {
  const entries = Array.isArray(acl) ? acl.map(String) : [];
  if (entries.some((entry) => patternOf(entry).test(NO_SCOPE))) return undefined;
  const denials = entries.filter((entry) => entry.startsWith('!')).map((entry) => patternOf(entry.slice(1)));
  return entries.find((entry) => !/[#*!]/.test(entry) && !denials.some((denial) => denial.test(entry)));
}

/** An entry as a pattern: `*` stands for one word, `#` for any number of them. */
function patternOf(entry: string): RegExp {
  const words = entry.split('.').map((word) => ({ '*': '[^.]+', '#': '.*' })[word] ?? word.replace(/[^\w-]/g, '\\$&'));
  return new RegExp(`^${words.join('\\.')}$`);
}
