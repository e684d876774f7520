import type { KoaContextWithOIDC } from 'oidc-provider';
import { type Change, kept, together } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import { developmentKey, signJwt } from '../../../oidc/keys.ts';
import { asked } from './grants.ts';
import { always, locationOf, responded } from './provider.ts';

/** The URL by which a login goes back to the application; undefined for every other response. */
function backTo(ctx: KoaContextWithOIDC): URL | undefined {
  const location = locationOf(ctx);
  const [redirectUri = ''] = redirectUriOf(ctx).split('#');
  if (redirectUri === '' || !URL.canParse(location) || !location.startsWith(redirectUri)) return undefined;
  return new URL(location);
}

function redirectUriOf(ctx: KoaContextWithOIDC): string {
  return String(ctx.oidc.params?.redirect_uri ?? '');
}

/** Changes the redirect back to the application where it is such a one. */
const back = (
  isSuch: (query: URLSearchParams, ctx: KoaContextWithOIDC) => boolean,
  change: (url: URL, ctx: KoaContextWithOIDC) => void,
): Change =>
  responded(
    'authorization',
    (ctx) => {
      const url = backTo(ctx);
      return url !== undefined && isSuch(url.searchParams, ctx);
    },
    (ctx) => {
      const url = backTo(ctx) as URL;
      change(url, ctx);
      ctx.set('Location', url.href);
    },
  );

const withCode = (query: URLSearchParams): boolean => query.has('code');

/** Codes as the realm knows them, by what the application is given. */
const codes = kept(() => new Map<string, string>());

/** Gives codes other texts, under which they are taken as well. */
const renamed = (nameFor: (code: string) => string): Change =>
  together(
    back(withCode, ({ searchParams: query }) => {
      const code = query.get('code') ?? '';
      codes().set(nameFor(code), code);
      query.set('code', nameFor(code));
    }),
    asked(
      'authorization_code',
      ({ params }) => codes().has(params.get('code') ?? ''),
      ({ params }) => params.set('code', codes().get(params.get('code') ?? '') ?? ''),
    ),
  );

/** What goes back to the application by redirect. */
export const redirectFaults = faultsOf('sipgate.server', {
  'redirects-elsewhere': [
    'Codes go to another path of the application.',
    'sipgate.code.redirect-uri',
    back(withCode, (url) => {
      url.pathname += '/elsewhere';
    }),
  ],
  'code-in-fragment': [
    'The code is sent in the fragment.',
    'sipgate.code.in-query',
    back(withCode, (url) => {
      url.hash = url.searchParams.toString();
      url.search = '';
    }),
  ],
  'redirect-query-dropped': [
    'The query of the redirect URI is dropped.',
    'sipgate.code.query-kept',
    back(
      (_query, ctx) => redirectUriOf(ctx).includes('?'),
      (url, ctx) => {
        for (const name of new URL(redirectUriOf(ctx)).searchParams.keys()) url.searchParams.delete(name);
      },
    ),
  ],
  'referrer-unrestricted': [
    'The redirect has no Referrer-Policy.',
    'sipgate.rfc.no-referrer',
    responded('authorization', always, (ctx) => ctx.remove('Referrer-Policy')),
  ],
  'state-decoded': [
    'state is decoded once too often.',
    'sipgate.rfc.state-returned',
    back(
      (query) => query.has('state'),
      ({ searchParams: query }) => query.set('state', decodeURIComponent(query.get('state') ?? '')),
    ),
  ],
  'state-made-up': [
    'Where no state was sent, one is made up.',
    'sipgate.rfc.state-only-if-sent',
    back(
      (query) => withCode(query) && !query.has('state'),
      ({ searchParams: query }) => query.set('state', 'none'),
    ),
  ],
  'state-missing-in-errors': [
    'Error redirects have no state.',
    'sipgate.rfc.state-in-errors',
    back(
      (query) => query.has('error') && query.get('error') !== 'access_denied',
      ({ searchParams: query }) => query.delete('state'),
    ),
  ],
  'iss-missing': [
    'The redirect has no iss.',
    'sipgate.rfc.iss',
    back(
      (query) => query.has('iss'),
      ({ searchParams: query }) => query.delete('iss'),
    ),
  ],
  'code-repeated': ['All codes are the same text.', 'sipgate.rfc.codes-differ', renamed(() => 'again'.repeat(8))],
  'code-short': ['Codes have twelve characters.', 'sipgate.rfc.code-entropy', renamed((code) => code.slice(0, 12))],
  'implicit-on': [
    'response_type=token gives an access token.',
    'sipgate.rfc.implicit-off',
    back(
      (_query, { oidc }) => oidc.params?.response_type === 'token',
      (url, { oidc }) => {
        const claims = { iss: oidc.issuer, exp: Math.floor(Date.now() / 1000) + 300 };
        url.search = '';
        url.hash = `access_token=${signJwt({ claims }, developmentKey('first'))}&token_type=bearer`;
      },
    ),
  ],
});
