import { type Change, except } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import { askRealm, type FetchOptions } from '../app/openid.ts';
import type { AppSettings } from '../app/settings.ts';

type Grant = 'authorization_code' | 'refresh_token';

/** A request as it is sent. */
interface Sent {
  readonly url: string;
  readonly options: FetchOptions;
}

/** Whether a request to the realm is one for tokens by such a grant. */
export function isFor(grant: Grant, url: string, options: FetchOptions, { tokenEndpoint }: AppSettings): boolean {
  return url === tokenEndpoint && formOf(options).get('grant_type') === grant;
}

/** The form that a request brings. */
export function formOf({ body }: FetchOptions): URLSearchParams {
  return new URLSearchParams(String(body));
}

/** Sends the requests of one grant otherwise. */
const sends = (grant: Grant, otherwise: (sent: Sent, form: URLSearchParams, settings: AppSettings) => Sent): Change =>
  except(
    askRealm,
    (url, options, settings) => isFor(grant, url, options, settings),
    (honest, url, options, settings) => {
      const other = otherwise({ url, options }, formOf(options), settings);
      return honest(other.url, other.options, settings);
    },
  );

/** Changes the form of the requests of one grant. */
const formFor = (grant: Grant, change: (form: URLSearchParams, settings: AppSettings) => void): Change =>
  sends(grant, ({ url, options }, form, settings) => {
    change(form, settings);
    return { url, options: { ...options, body: form } };
  });

/** Changes the form by which a code is exchanged. */
export const exchangeForm = (change: (form: URLSearchParams, settings: AppSettings) => void): Change =>
  formFor('authorization_code', change);

const exchangeWithout = (name: string): Change => exchangeForm((form) => form.delete(name));
const refreshWithout = (name: string): Change => formFor('refresh_token', (form) => form.delete(name));

const byGet = ({ url, options: { signal } }: Sent, form: URLSearchParams): Sent => ({
  url: `${url}?${form}`,
  options: { method: 'GET', signal } as FetchOptions,
});

const asJson = ({ url, options }: Sent, form: URLSearchParams): Sent => ({
  url,
  options: {
    ...options,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(Object.fromEntries(form)),
  },
});

/** Client id and secret in the Authorization header (RFC 6749 §2.3.1). */
const byBasic =
  (encode: (text: string) => string) =>
  ({ url, options }: Sent, form: URLSearchParams): Sent => {
    const pair = ['client_id', 'client_secret'].map((name) => encode(form.get(name) ?? '')).join(':');
    form.delete('client_secret');
    const authorization = `Basic ${Buffer.from(pair).toString('base64')}`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded', authorization };
    return { url, options: { ...options, headers, body: form } };
  };

/** The requests by which the application gets tokens. */
export const clientRequestFaults = faultsOf('sipgate.client', {
  'exchange-by-get': [
    'The code is exchanged by GET.',
    'sipgate.client.exchange-post',
    sends('authorization_code', byGet),
  ],
  'exchange-elsewhere': [
    'The code is sent to another path of the realm.',
    'sipgate.client.exchange-post',
    sends('authorization_code', ({ url, options }) => ({ url: `${url}s`, options })),
  ],
  'exchange-as-json': [
    'The code is exchanged as JSON.',
    'sipgate.client.exchange-form',
    sends('authorization_code', asJson),
  ],
  'exchange-without-client-id': [
    'The exchange has no client_id.',
    'sipgate.client.exchange-client-id',
    exchangeWithout('client_id'),
  ],
  'exchange-without-client-secret': [
    'The exchange has no client_secret.',
    'sipgate.client.exchange-client-secret',
    exchangeWithout('client_secret'),
  ],
  'exchange-by-basic': [
    'The client secret goes by HTTP Basic to the exchange.',
    'sipgate.client.credentials-in-form',
    sends('authorization_code', byBasic(encodeURIComponent)),
  ],
  'basic-not-encoded': [
    'Client id and secret go by HTTP Basic as they are, colon and all.',
    'sipgate.client.basic-encoded',
    sends('authorization_code', byBasic(String)),
  ],
  'exchange-with-another-code': [
    'The code is changed before its exchange.',
    'sipgate.client.exchange-code',
    exchangeForm((form) => form.set('code', `${form.get('code')}x`)),
  ],
  'exchange-without-redirect-uri': [
    'The exchange has no redirect_uri.',
    'sipgate.client.exchange-redirect-uri',
    exchangeWithout('redirect_uri'),
  ],
  'another-redirect-uri': [
    'The exchange names another redirect URI.',
    'sipgate.client.exchange-same-redirect-uri',
    exchangeForm((form, { redirectUri }) => form.set('redirect_uri', redirectUri.replace(/callback$/, 'refresh'))),
  ],
  'exchange-without-grant-type': [
    'The exchange has no grant_type.',
    'sipgate.client.exchange-grant-type',
    exchangeWithout('grant_type'),
  ],
  'secret-in-token-url': [
    "The token endpoint's URL holds the client secret.",
    'sipgate.client.secret-not-in-token-url',
    sends('authorization_code', ({ url, options }, _form, { clientSecret }) => ({
      url: `${url}?client_secret=${clientSecret}`,
      options,
    })),
  ],
  'code-used-twice': [
    'Each code is exchanged a second time.',
    'sipgate.client.code-once',
    except(
      askRealm,
      (url, options, settings) => isFor('authorization_code', url, options, settings),
      async (honest, url, options, settings) => {
        const response = await honest(url, options, settings);
        await (await honest(url, options, settings)).text();
        return response;
      },
    ),
  ],
  'waits-forever': [
    'The token endpoint is waited for without end.',
    'sipgate.client.token-silent',
    except(
      askRealm,
      (url, _options, { tokenEndpoint }) => url === tokenEndpoint,
      (honest, url, { signal: _, ...options }, settings) => honest(url, options as FetchOptions, settings),
    ),
  ],

  'refresh-by-get': ['A refresh is a GET.', 'sipgate.client.refresh-post', sends('refresh_token', byGet)],
  'refresh-as-json': ['A refresh is JSON.', 'sipgate.client.refresh-form', sends('refresh_token', asJson)],
  'refresh-without-client-id': [
    'A refresh has no client_id.',
    'sipgate.client.refresh-client-id',
    refreshWithout('client_id'),
  ],
  'refresh-without-client-secret': [
    'A refresh has no client_secret.',
    'sipgate.client.refresh-client-secret',
    refreshWithout('client_secret'),
  ],
  'refresh-by-basic': [
    'The client secret goes by HTTP Basic to a refresh.',
    'sipgate.client.credentials-in-form',
    sends('refresh_token', byBasic(encodeURIComponent)),
  ],
  'refresh-without-grant-type': [
    'A refresh has no grant_type.',
    'sipgate.client.refresh-grant-type',
    refreshWithout('grant_type'),
  ],
});
