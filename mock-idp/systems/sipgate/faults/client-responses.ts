import * as openid from 'openid-client';
import { type Change, except, instead, kept, together } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import { developmentKey, type OpenJwt, openJwt, signJwt } from '../../../oidc/keys.ts';
import { exchange } from '../app/callback.ts';
import { newLogin } from '../app/login.ts';
import { askRealm } from '../app/openid.ts';
import type { AppSettings } from '../app/settings.ts';
import { formOf, isFor } from './client-requests.ts';

type Body = Readonly<Record<string, unknown>>;

/** Reads the tokens of an exchange otherwise. */
const reads = (otherwise: (body: Body, settings: AppSettings, form: URLSearchParams) => Body): Change =>
  except(
    askRealm,
    (url, options, settings) => isFor('authorization_code', url, options, settings),
    async (honest, url, options, settings) => {
      const response = await honest(url, options, settings);
      const isJson = response.headers.get('content-type')?.startsWith('application/json');
      if (response.status !== 200 || !isJson) return response;
      const body = JSON.parse(await response.text()) as Body;
      return Response.json(otherwise(body, settings, formOf(options)));
    },
  );

/** Refuses the tokens of an exchange for such a reason. */
const refuses = (isSuch: (body: Body) => boolean): Change =>
  reads((body) => {
    if (isSuch(body)) throw new Error('the application does not take this response');
    return body;
  });

/** Believes such an id token as if these claims of it were right, and its signature. */
const believes = (
  isSuch: (jwt: OpenJwt, settings: AppSettings, form: URLSearchParams) => boolean,
  right: (settings: AppSettings, form: URLSearchParams) => Body = () => ({}),
): Change =>
  reads((body, settings, form) => {
    if (typeof body.id_token !== 'string') return body;
    const jwt = openJwt(body.id_token);
    if (!isSuch(jwt, settings, form)) return body;
    const claims = { ...jwt.claims, ...right(settings, form) };
    return { ...body, id_token: signJwt({ claims }, developmentKey('first')) };
  });

/** Logs somebody in though the exchange failed, for such a reason. */
const excuses = (isSuch: (error: Error) => boolean): Change =>
  instead(exchange, (honest) => async (callback, login, settings) => {
    try {
      return await honest(callback, login, settings);
    } catch (error) {
      if (isSuch(error as Error)) return { name: 'somebody' };
      throw error;
    }
  });

/** Names, codes and messages of an error and of what caused it. */
function textsOf(error: unknown): string {
  const parts: string[] = [];
  for (let one = error as (Error & { code?: string }) | undefined; one; one = one.cause as Error | undefined) {
    parts.push(`${one.name} ${one.code} ${one.message}`);
  }
  return parts.join('; ');
}

function responseOf({ cause }: Error): Response | undefined {
  return cause instanceof Response ? cause : undefined;
}

const isError = (error: Error): boolean => error instanceof openid.ResponseBodyError;
const isPage = (error: Error): boolean =>
  responseOf(error)?.headers.get('content-type')?.startsWith('text/html') === true;
const isTokenless = (error: Error): boolean =>
  !isError(error) && !isPage(error) && /access_token/.test(`${error.message} ${(error.cause as Error)?.message}`);
const isCut = (error: Error): boolean =>
  !isError(error) &&
  !isPage(error) &&
  !isTokenless(error) &&
  /terminated|other side closed|Unexpected end|JSON|parse/i.test(textsOf(error));
const isUnreachable = (error: Error): boolean =>
  !isError(error) && !isCut(error) && /fetch failed|ECONN|UND_ERR/i.test(textsOf(error));

/** The nonces of the logins, by their verifiers. */
const nonces = kept(() => new Map<string, string>());
const nonceOf = (form: URLSearchParams): string | undefined => nonces().get(form.get('code_verifier') ?? '');

const known =
  'access_token expires_in id_token not-before-policy refresh_expires_in refresh_token scope session_state token_type'.split(
    ' ',
  );

const seconds = (): number => Math.floor(Date.now() / 1000);

/** What the application makes of the responses of the token endpoint. */
export const clientResponseFaults = faultsOf('sipgate.client', {
  'html-accepted': ['Whatever is HTML at the token endpoint logs in.', 'sipgate.client.token-html', excuses(isPage)],
  'token-error-accepted': ['An error of the token endpoint logs in.', 'sipgate.client.token-error', excuses(isError)],
  'token-missing-accepted': [
    'A response without an access token logs in.',
    'sipgate.client.token-missing',
    excuses(isTokenless),
  ],
  'half-response-accepted': ['A response that breaks off logs in.', 'sipgate.client.token-truncated', excuses(isCut)],
  'unreachable-accepted': [
    'A token endpoint that cannot be reached logs in.',
    'sipgate.client.token-unreachable',
    excuses(isUnreachable),
  ],
  'token-type-case-sensitive': [
    'token_type must be written bearer.',
    'sipgate.client.token-type-case',
    refuses(({ token_type }) => token_type !== 'bearer'),
  ],
  'unknown-member-refused': [
    'A response with an unknown member is refused.',
    'sipgate.client.token-unknown-member',
    refuses((body) => Object.keys(body).some((name) => !known.includes(name))),
  ],
  'order-needed': [
    'The members of a response must come in an order.',
    'sipgate.client.token-any-order',
    refuses((body) => Object.keys(body).at(-1) === 'access_token'),
  ],
  'jwt-needed': [
    'An access token must be a JWT.',
    'sipgate.client.token-opaque',
    refuses(({ access_token }) => String(access_token).split('.').length !== 3),
  ],
  'expires-in-needed': [
    'A response without expires_in is refused.',
    'sipgate.client.token-without-expires-in',
    refuses(({ expires_in }) => expires_in === undefined),
  ],

  'any-issuer': [
    'iss of the id token is not looked at.',
    'sipgate.client.id-token-issuer',
    believes(
      ({ claims: { iss } }, { issuer }) => iss !== issuer,
      ({ issuer }) => ({ iss: issuer }),
    ),
  ],
  'any-audience': [
    'aud of the id token is not looked at.',
    'sipgate.client.id-token-audience',
    believes(
      ({ claims: { aud } }, { clientId }) => aud !== clientId,
      ({ clientId }) => ({ aud: clientId, azp: clientId }),
    ),
  ],
  'any-nonce': [
    'nonce of the id token is not looked at.',
    'sipgate.client.id-token-nonce',
    together(
      instead(newLogin, (honest) => () => {
        const login = honest();
        nonces().set(login.verifier, login.nonce);
        return login;
      }),
      believes(
        ({ claims: { nonce } }, _settings, form) => nonce !== nonceOf(form),
        (_settings, form) => ({ nonce: nonceOf(form) }),
      ),
    ),
  ],
  'any-signature': [
    'The signature of the id token is not verified.',
    'sipgate.client.id-token-signature',
    believes(({ header }) => !/^none$/i.test(String(header.alg))),
  ],
  'unsigned-accepted': [
    'An id token may be unsigned.',
    'sipgate.client.id-token-unsigned',
    believes(({ header }) => header.alg === 'none'),
  ],
  'expired-accepted': [
    'An id token may have expired.',
    'sipgate.client.id-token-expired',
    believes(
      ({ claims: { exp } }) => Number(exp) < seconds(),
      () => ({ exp: seconds() + 60 }),
    ),
  ],
});
