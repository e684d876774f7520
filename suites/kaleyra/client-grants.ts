import { equals } from '../harness/checks/matchers.ts';
import { orNothing } from '../harness/checks/seen.ts';
import { each, where } from '../harness/flow/dependencies.ts';
import type { Grant } from './api.ts';
import { FIRST } from './client-ids.ts';
import { finds } from './client-matchers.ts';
import { flow, type Sent, saidOf } from './platform.ts';
import { jwtLike, type PlatformTarget, type Profile, payloadOf } from './platform-profile.ts';

const GRANT_TYPE = 'kaleyra.rfc.platform-grant-type';
const NO_CODE = 'kaleyra.platform.no-authorization-code';
const NO_PKCE = 'kaleyra.platform.no-pkce';
const NO_DEVICE = 'kaleyra.platform.no-device';
const GRANTS = {
  client_credentials: 'kaleyra.platform.client-credentials-grant',
  password: 'kaleyra.platform.password-grant',
} as const;

const noGrantType = ({ grantType }: PlatformTarget) => (grantType ? undefined : 'kaleyra.grantType is false');

const leftOut = (grant: Grant) => (target: PlatformTarget) =>
  noGrantType(target) ??
  (target.platform.grants.includes(grant) ? undefined : `kaleyra.platform.grants has no ${grant}`);

export const grants = flow(
  'tokens are asked for by the supported grants alone',
  {
    endpoint: 'advanced-auth-callback',
    judges: {
      ...each([GRANT_TYPE, NO_CODE, NO_PKCE, NO_DEVICE]),
      ...each(Object.values(GRANTS), [where(GRANT_TYPE), NO_CODE, NO_DEVICE]),
    },
    facts: {
      [GRANT_TYPE]: noGrantType,
      [GRANTS.client_credentials]: leftOut('client_credentials'),
      [GRANTS.password]: leftOut('password'),
    },
  },
  async ({ platform, check }) => {
    const profiles: Partial<Record<Grant, Profile>> = {};
    for (const grant of platform.grants) {
      const profile = await platform.newProfile({ grant });
      profiles[grant] = profile;
      await platform.gives(profile, [jwtLike()]);
    }
    await Promise.all(Object.values(profiles).map(platform.fire));
    const sent = await platform.sent(profiles as Record<Grant, Profile>);
    const auth = Object.values(sent).flatMap((one) => one.auth);
    const missing = (one: Sent | undefined) => `the platform asked for no token; ${one && saidOf(one)}`;
    const seen = orNothing(auth, missing(Object.values(sent)[0]), FIRST);
    const names = auth.flatMap((exchange) => [...payloadOf(exchange).keys()]);
    const types = auth.map((exchange) => payloadOf(exchange).get('grant_type'));
    const lacks = (type: string, ...parameters: string[]) =>
      finds(
        !types.includes(type) && !parameters.some((name) => names.includes(name)),
        `no ${type || parameters[0]}`,
        `grant types ${types.join(', ')}; parameters ${[...new Set(names)].join(', ')}`,
      );
    check(NO_CODE, seen, lacks('authorization_code', 'code', 'redirect_uri'));
    check(NO_PKCE, seen, lacks('', 'code_verifier', 'code_challenge'));
    check(NO_DEVICE, seen, lacks('urn:ietf:params:oauth:grant-type:device_code', 'device_code'));
    const told = types.map((type) => type ?? 'none').join();
    check(GRANT_TYPE, seen, finds(!types.includes(undefined), 'a grant_type', told));
    for (const grant of platform.grants) {
      const { username, password } = profiles[grant] as Profile;
      const wanted = { grant_type: grant, ...(grant === 'password' && { username, password }) };
      check(GRANTS[grant], orNothing(sent[grant].auth[0], missing(sent[grant]), FIRST), (exchange) => {
        const payload = payloadOf(exchange);
        const got = Object.keys(wanted).map((name) => payload.get(name) ?? null);
        return equals('grant and user', Object.values(wanted), got)(exchange);
      });
    }
  },
);
