import { setTimeout as delay } from 'node:timers/promises';
import type { Provider } from 'oidc-provider';
import { altered, type Change, except, together } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import { inScene, scene } from '../../../frame/scene.ts';
import { found, isUsedOnce } from '../../../oidc/adapter.ts';
import { mintCode } from '../../../oidc/mint.ts';
import { challengeOf } from '../../../oidc/pkce.ts';
import { keycloakPaths, type RealmRequest, type RealmSettings } from '../../../oidc/settings.ts';
import { actAs, asked, grantOf, harmless, refused } from './grants.ts';
import { always, asThirdParty, setting, setUp, without } from './provider.ts';

/** A code as oidc-provider keeps it. */
type Code = InstanceType<Provider['AuthorizationCode']>;

/** Changes such exchanges of a code that there is. */
const exchanged = (
  isSuch: (params: URLSearchParams) => boolean,
  change: (request: RealmRequest, code: Code, settings: RealmSettings) => void | Promise<void>,
): Change =>
  asked(
    'authorization_code',
    ({ params }) => isSuch(params),
    async (request, settings) => {
      const code = await codeNow(request);
      if (code) await change(request, code, settings);
    },
  );

/** The code of a request as the machine's own clock sees it. */
function codeNow({ params, provider }: RealmRequest): Promise<Code | undefined> {
  return inScene({ ...scene(), skewMs: 0 }, () => provider.AuthorizationCode.find(params.get('code') ?? ''));
}

/** Gives a request a code of its own client. */
async function bringCode({ params, provider }: RealmRequest, settings: RealmSettings): Promise<void> {
  const clientId = params.get('client_id') ?? '';
  if (!settings.clients.some(({ client_id }) => client_id === clientId)) return;
  const redirectUri = params.get('redirect_uri') ?? '';
  const username = settings.accounts[0]?.username ?? '';
  params.set('code', await mintCode(provider, settings, { clientId, redirectUri, username, scope: 'balance:read' }));
}

/** Takes the redirect URI of an exchange for that of the login. */
function asAtFirst({ params }: RealmRequest, { redirectUri }: Code): void {
  params.set('redirect_uri', String(redirectUri));
}

/** Takes an exchange for that of the client of its code, unless it is that of another. */
function asItsClient({ params }: RealmRequest, { clientId }: Code, { clients }: RealmSettings): void {
  if (!clients.some(({ client_id }) => client_id === params.get('client_id')))
    params.set('client_id', String(clientId));
}

/** Changes such exchanges by what they bring for the challenge of the code, if it has one. */
const verified = (
  isSuch: (verifier: string | null) => boolean,
  change: (request: RealmRequest, code: Code) => void | Promise<void>,
): Change => exchanged((params) => isSuch(params.get('code_verifier')), change);

async function expect(code: Code, codeChallenge: string | undefined): Promise<void> {
  Object.assign(code, { codeChallenge, codeChallengeMethod: codeChallenge && 'S256' });
  await code.save();
}

const isVerifier = (text: string): boolean => /^[\w.~-]{43,128}$/.test(text);
const anyVerifier = 'v'.repeat(43);

/** What the token endpoint makes of codes. */
export const codeFaults = faultsOf('sipgate.server', {
  'exchange-refused': [
    'Good codes are refused.',
    'sipgate.token.exchange',
    asked('authorization_code', always, setting('code', 'refused')),
  ],
  'codes-of-other-realm': [
    'The token endpoint of a realm takes the codes of another.',
    'sipgate.token.realm-of-client',
    asThirdParty(keycloakPaths.token),
  ],
  'any-code': [
    'A code that was never issued is exchanged.',
    'sipgate.token.unknown-code-refused',
    asked(
      'authorization_code',
      ({ params }) => Boolean(params.get('code')),
      async (request, settings) => {
        if (!(await codeNow(request))) await bringCode(request, settings);
      },
    ),
  ],
  'code-not-needed': [
    'An exchange needs no code.',
    'sipgate.rfc.code-needed',
    asked('authorization_code', ({ params }) => !params.has('code'), bringCode),
  ],
  'empty-parameter-read': [
    'An empty code is looked up.',
    'sipgate.rfc.empty-is-omitted',
    asked('authorization_code', ({ params }) => params.get('code') === '', setting('code', 'empty')),
  ],
  'code-reusable': [
    'A code can be used again and again.',
    'sipgate.code.single-use',
    altered(isUsedOnce, (once, model) => once && model !== 'AuthorizationCode'),
  ],
  'code-replay-harmless': [
    'A replayed code does not end its tokens.',
    'sipgate.rfc.code-replay-revokes',
    harmless('authorization_code'),
  ],
  'parallel-exchanges': [
    'Two exchanges at the same time both succeed.',
    'sipgate.rfc.code-parallel-use',
    together(
      except(
        found,
        (_payload, model) => model === 'AuthorizationCode',
        async (_honest, payload) => {
          const seen = payload && { ...payload };
          await delay(30);
          return seen;
        },
      ),
      altered(isUsedOnce, (once, model) => once && model !== 'AuthorizationCode'),
    ),
  ],
  'code-lives-an-hour': [
    'Codes live an hour.',
    'sipgate.rfc.code-lifetime',
    setUp(({ lifetimes }) => ({ lifetimes: { ...lifetimes, code: 3600 } })),
  ],
  'code-of-any-client': [
    'A client can exchange the codes of another.',
    'sipgate.rfc.code-bound-to-client',
    exchanged(always, ({ params }, code, settings) => actAs(params, String(code.clientId), settings)),
  ],
  'unknown-client-exchanges': [
    'An exchange for an unknown client is that of the client that the code belongs to.',
    'sipgate.token.unknown-client-refused',
    exchanged((params) => Boolean(params.get('client_id')), asItsClient),
  ],
  'client-id-not-needed': [
    'An exchange without client_id is that of the client that the code belongs to.',
    'sipgate.token.client-id-needed',
    exchanged((params) => !params.get('client_id') && params.has('client_secret'), asItsClient),
  ],
  'refused-code-403': [
    'A refused code is answered with 403.',
    'sipgate.rfc.error-status',
    refused(
      (error, ctx) => error === 'invalid_grant' && grantOf(ctx) === 'authorization_code',
      (ctx) => {
        ctx.status = 403;
      },
    ),
  ],
  'redirect-uri-not-needed': [
    'An exchange needs no redirect URI.',
    'sipgate.rfc.redirect-uri-needed',
    exchanged((params) => !params.has('redirect_uri'), asAtFirst),
  ],
  'redirect-uri-unchecked': [
    'The redirect URI of an exchange is not compared.',
    'sipgate.rfc.redirect-uri-same',
    exchanged((params) => params.has('redirect_uri'), asAtFirst),
  ],
  'redirect-uri-compared-loosely': [
    'The redirect URI of an exchange need only begin like the first.',
    'sipgate.rfc.redirect-uri-same-to-the-letter',
    exchanged(
      (params) => params.has('redirect_uri'),
      (request, code) => {
        if (request.params.get('redirect_uri')?.startsWith(String(code.redirectUri))) asAtFirst(request, code);
      },
    ),
  ],

  'pkce-broken': [
    'Verifiers never fit.',
    'sipgate.rfc.pkce-works',
    verified(Boolean, (request, { codeChallenge }) => {
      if (codeChallenge) setting('code_verifier', anyVerifier)(request);
    }),
  ],
  'pkce-verifier-not-needed': [
    'A missing verifier is ignored.',
    'sipgate.rfc.pkce-verifier-needed',
    verified(
      (verifier) => !verifier,
      (_request, code) => expect(code, undefined),
    ),
  ],
  'pkce-verifier-unchecked': [
    'Any verifier fits.',
    'sipgate.rfc.pkce-verifier-checked',
    verified(
      (verifier) => isVerifier(verifier ?? ''),
      async ({ params }, code) => {
        if (code.codeChallenge) await expect(code, challengeOf(params.get('code_verifier') ?? ''));
      },
    ),
  ],
  'pkce-verifier-any-shape': [
    'A verifier may be short, long, or of any characters.',
    'sipgate.rfc.pkce-verifier-shape',
    verified(
      (verifier) => Boolean(verifier) && !isVerifier(verifier ?? ''),
      async ({ params }, code) => {
        if (challengeOf(params.get('code_verifier') ?? '') !== code.codeChallenge) return;
        params.set('code_verifier', anyVerifier);
        await expect(code, challengeOf(anyVerifier));
      },
    ),
  ],
  'pkce-downgrade': [
    'A verifier for a code without a challenge is ignored.',
    'sipgate.rfc.pkce-downgrade',
    verified(Boolean, (request, { codeChallenge }) => {
      if (!codeChallenge) without('code_verifier')(request);
    }),
  ],
});
