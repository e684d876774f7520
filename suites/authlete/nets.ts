import type { Exchange } from '../harness/http/exchange.ts';
import { textOf, valueAt } from '../harness/http/exchange.ts';
import { always, keepsContract } from '../harness/nets/contracts.ts';
import { keptIn, neverAccepted } from '../harness/nets/invariants.ts';
import type { Net } from '../harness/nets/under-all.ts';
import { authenticates, type EndpointTarget, letsIn } from './api.ts';
import type { ConsoleTarget } from './client-api.ts';
import { bodyOf, TEXTS } from './client-request.ts';
import { DOCUMENTED_HEADERS } from './headers.ts';
import { NAME_EXACT, STABLE, WRONG_PASSWORD } from './ids.ts';
import { saysNo } from './login.ts';

/** The id and the password of a login by password that names each once; `undefined` of any other request. */
function loginIn({ request }: Exchange): { readonly id: unknown; readonly password: unknown } | undefined {
  const text = textOf(request.body);
  if (request.method !== 'POST' || (text.match(/"password"/g) ?? []).length !== 1) return undefined;
  try {
    const { id, password, sns } = JSON.parse(text);
    return sns === null || sns === undefined ? { id, password } : undefined;
  } catch {
    return undefined;
  }
}

/** A login of a developer of the target file, with another password than theirs. */
const loginsWithWrongPassword =
  ({ developer, otherDeveloper }: EndpointTarget) =>
  (exchange: Exchange) => {
    const login = loginIn(exchange);
    const named = [developer, otherDeveloper].find((one) => one && one.id === login?.id);
    return named !== undefined && login?.password !== named.password ? letsIn : undefined;
  };

/** A request of a console to an endpoint of ours; what is typed to be mangled has requirements of its own. */
const isCall = ({ request: { url } }: Exchange) =>
  url.includes('/receiver/') && !TEXTS.some(({ word }) => url.endsWith(`/${word}`));

/** A success that says so in JSON. */
const isIn = (exchange: Exchange) => authenticates(exchange).ok;
/** A refusal that says so in JSON. */
const isOut = (exchange: Exchange) => saysNo(exchange) && valueAt(exchange, '/authenticated') === false;

export const SERVER_NET: Net<EndpointTarget> = {
  role: 'authlete.server',
  endpoint: 'developer-auth',
  rules: [
    keepsContract('authlete/success-response', isIn),
    keepsContract('authlete/refused-response', isOut),
    ...DOCUMENTED_HEADERS.map(([rule, matcher]) => always<EndpointTarget>(`authlete.response.${rule}`, isIn, matcher)),
    ...DOCUMENTED_HEADERS.map(([rule, matcher]) => always<EndpointTarget>(`authlete.refusal.${rule}`, isOut, matcher)),
    neverAccepted(WRONG_PASSWORD, loginsWithWrongPassword),
    keptIn(STABLE, 'the subject', () => (exchange) => {
      const id = loginIn(exchange)?.id;
      return typeof id === 'string' && isIn(exchange) ? { value: valueAt(exchange, '/subject'), of: id } : undefined;
    }),
    keptIn(NAME_EXACT, 'the display name', () => (exchange) => {
      const id = loginIn(exchange)?.id;
      const value = valueAt(exchange, '/displayName');
      return typeof id === 'string' && isIn(exchange) ? { value, of: id } : undefined;
    }),
  ],
};

export const CLIENT_NET: Net<ConsoleTarget> = {
  role: 'authlete.client',
  endpoint: 'developer-auth',
  rules: [keepsContract('authlete/callback-request', isCall, bodyOf)],
};
