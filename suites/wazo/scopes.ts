import { randomUUID } from 'node:crypto';
import { equals, hasStatus, type Matcher, succeeds } from '../harness/checks/matchers.ts';
import type { One } from '../harness/checks/seen.ts';
import { each } from '../harness/flow/dependencies.ts';
import { type Exchange, valueAt } from '../harness/http/exchange.ts';
import { grants, type Probe, type Probes, probesFor } from './acl.ts';
import { flow } from './api.ts';
import { ACCESS_TOKEN, LOGIN } from './ids.ts';
import { following, ifServed } from './served.ts';

const DENIED = 'wazo.vendor.scope-denied';
const DENIED_STATUS = 'wazo.vendor.scope-denied-status';
const CHECK = 'wazo.vendor.scopes-check';
const PROBES: Readonly<Record<string, readonly [keyof Omit<Probes, 'plain'>, what: string]>> = {
  'wazo.vendor.scope-many-words': ['manyWords', 'with #'],
  'wazo.vendor.scope-one-word': ['oneWord', 'with *'],
  'wazo.vendor.scope-me': ['me', 'with the word me'],
  'wazo.vendor.scope-exclusion': ['exclusion', 'with !'],
};

/** A scope that no access list grants by accident: only `#` and `*` would match it. */
const NO_SCOPE = `tollgate.${randomUUID()}.nothing`;

const mapOf = ({ granted, denied }: Probe) =>
  Object.fromEntries([...granted.map((scope) => [scope, true]), ...denied.map((scope) => [scope, false])]);

/** Of the scopes that were asked about, those of the probe have the right answers. */
const answers =
  (probe: Probe): Matcher =>
  (map) => {
    const told = valueAt(map, '/scopes') as Record<string, unknown> | undefined;
    const actual = told && Object.fromEntries(Object.keys(mapOf(probe)).map((scope) => [scope, told[scope]]));
    return equals('scopes', mapOf(probe), actual)(map);
  };

/** What can be asked about the token of a login, or why nothing can. */
function probesOf(login: Exchange): Probes & { readonly notApplicable?: string } {
  const acl = valueAt(login, '/data/acl');
  const userId = valueAt(login, '/data/auth_id');
  if (!Array.isArray(acl) || typeof userId !== 'string') {
    return { notApplicable: 'the response to a login does not say who wazo.user is and what they may do' };
  }
  const entries = acl.filter((entry) => typeof entry === 'string');
  const probes = probesFor(entries, userId);
  if (probes.plain === undefined) return { notApplicable: 'the acl of wazo.user grants nothing' };
  if (grants(entries, NO_SCOPE, userId)) return { notApplicable: 'the acl of wazo.user grants everything' };
  return probes;
}

export const scopes = flow(
  'a service can ask what an access token may do',
  {
    endpoint: 'token',
    judges: {
      ...each([DENIED, DENIED_STATUS, CHECK], ACCESS_TOKEN),
      'wazo.vendor.scope-beyond-ascii': [DENIED, DENIED_STATUS],
      ...each(Object.keys(PROBES), [CHECK]),
    },
  },
  async ({ wazo, check, refused, extract }) => {
    const login = await wazo.createToken({ as: wazo.user });
    const token = extract(login, '/data/token', LOGIN);
    const { notApplicable, plain = '', ...probes } = probesOf(login);
    const isOut: One | undefined = notApplicable === undefined ? undefined : { notApplicable };
    const has = (scope: string) => wazo.readToken('HEAD', token, `?scope=${encodeURIComponent(scope)}`);
    const control = isOut ?? ifServed(await has(plain), 'HEAD /token/{token}');
    await refused(DENIED, {
      control,
      refused: () => has(NO_SCOPE),
      accepted: succeeds,
      detail: { [DENIED_STATUS]: hasStatus(403) },
    });
    await check(
      'wazo.vendor.scope-beyond-ascii',
      async () => [control, await following(control, () => has(`tollgate.${randomUUID()}.été`))],
      hasStatus(403),
    );

    const simple = { granted: [plain], denied: [NO_SCOPE] };
    const asked = [simple, ...Object.values<Probe | undefined>(probes)]
      .filter((probe) => probe !== undefined)
      .flatMap(({ granted, denied }) => [...granted, ...denied]);
    const map = isOut ?? ifServed(await wazo.checkScopes(token, { scopes: asked }), 'POST /token/{token}/scopes/check');
    check(CHECK, map, answers(simple));
    for (const [id, [name, what]] of Object.entries(PROBES)) {
      const { [name]: probe } = probes;
      const fact = `the acl of wazo.user has no entry ${what} that decides by itself`;
      check(id, probe ? map : { notApplicable: fact }, answers(probe ?? simple));
    }
  },
);
