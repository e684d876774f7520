import profiles from '../../../../fixtures/kaleyra/profiles.json' with { type: 'json' };
import { type Response, send } from '../../mock-client.ts';

const [own, other] = profiles.main.clients as [Client, Client];

interface Client {
  readonly id: string;
  readonly secret: string;
}

export { other, own };

/** The parameters of the client credentials grant. */
export const good = (client: Client = own): Record<string, string> => ({
  grant_type: 'client_credentials',
  client_id: client.id,
  client_secret: client.secret,
});

/** Those of the password grant. */
export const byPassword = (): Record<string, string> => {
  const [user] = profiles.main.users;
  return { ...good(), grant_type: 'password', username: user?.name ?? '', password: user?.password ?? '' };
};

/** An authentication request to a customer of the mock: a form, or the query for GET. */
export function authenticate(
  url: string,
  profile: string,
  parameters: Record<string, string> | string = good(),
  more: { method?: string; headers?: Record<string, string> } = {},
): Promise<Response> {
  const { method = profile === 'get' ? 'GET' : 'POST', headers = {} } = more;
  const form = new URLSearchParams(parameters).toString();
  const extra: Record<string, string> = profile === 'main' ? { ...profiles.main.auth.headers } : {};
  const at = `${url}/kaleyra/${profile}/auth`;
  if (method === 'GET') return send(`${at}?${form}`, 'GET', { headers: { ...extra, ...headers } });
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  return send(at, method, { headers: { ...type, ...extra, ...headers }, body: form });
}

/** A callback to a customer of the mock. */
export function callBack(url: string, profile: string, authorization?: string, query = ''): Promise<Response> {
  const method = ['get', 'azure'].includes(profile) ? 'GET' : 'POST';
  const headers = authorization === undefined ? undefined : { authorization };
  return send(`${url}/kaleyra/${profile}/callback${query}`, method, { headers });
}
