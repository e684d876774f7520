import { type Matcher, notApplicable } from '../harness/checks/matchers.ts';
import { type Exchange, headerValues } from '../harness/http/exchange.ts';
import { formIn, hasParameter } from './client-matchers.ts';
import type { AppTarget } from './client-target.ts';

type Client = AppTarget['app']['client'];

/** The pair of an Authorization: Basic as it was sent, decoded from Base64 alone. */
function basicPair({ request }: Exchange): string | undefined {
  const [value = ''] = headerValues(request.headers, 'authorization');
  const [, encoded] = /^basic +(\S+)$/i.exec(value) ?? [];
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString();
}

/** As a form encodes a value; `undefined` where the text is not encoded so. */
function formDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

/** What a request says of the client, wherever it says so. */
function credentialsIn(
  exchange: Exchange,
  { id, secret }: Client,
): { id?: string; secret?: string; isEncoded: boolean } {
  const pair = basicPair(exchange);
  if (pair === undefined) {
    const form = formIn(exchange);
    return { id: form.get('client_id') ?? undefined, secret: form.get('client_secret') ?? undefined, isEncoded: true };
  }
  const colon = pair.indexOf(':');
  const [name, password] = [formDecoded(pair.slice(0, colon)), formDecoded(pair.slice(colon + 1))];
  const isEncoded = name === id && password === secret;
  return pair === `${id}:${secret}` && !isEncoded
    ? { id, secret, isEncoded: false }
    : { id: name, secret: password, isEncoded };
}

/** A request names its client, in its form or by HTTP Basic. */
export const namesClient = (client: Client): Matcher => namesBy('id', client);

/** A request brings its client's secret, in its form or by HTTP Basic. */
export const bringsSecret = (client: Client): Matcher => namesBy('secret', client);

function namesBy(which: 'id' | 'secret', client: Client): Matcher {
  return (exchange) => {
    const inForm = hasParameter(formIn, `client_${which}`, client[which]);
    if (basicPair(exchange) === undefined) return inForm(exchange);
    const given = credentialsIn(exchange, client)[which];
    const actual = given === undefined ? `no client_${which}` : `client_${which} ${given} by HTTP Basic`;
    return { ok: given === client[which], expected: `client_${which} ${client[which]}`, actual };
  };
}

/** Credentials that go by HTTP Basic are form-encoded (RFC 6749 §2.3.1). */
export const encodesBasic =
  (client: Client): Matcher =>
  (exchange) => {
    const expected = 'client id and secret form-encoded where they go by HTTP Basic';
    const pair = basicPair(exchange);
    if (pair === undefined) return { ok: true, expected, actual: 'they go in the form' };
    const { isEncoded } = credentialsIn(exchange, client);
    if (isEncoded) return { ok: true, expected, actual: 'form-encoded' };
    const colon = client.id.includes(':') && pair.startsWith(client.id);
    const why = colon ? ': the colon of the id ends the user name' : '';
    return { ok: false, expected, actual: `credentials by HTTP Basic that are not form-encoded${why}` };
  };

/** Credentials are parameters of the form. */
export const sendsCredentialsInForm =
  ({ id, secret }: Client): Matcher =>
  (exchange) => {
    const expected = 'client_id and client_secret in the form';
    const pair = basicPair(exchange);
    if (pair !== undefined) return { ok: false, expected, actual: 'credentials by HTTP Basic, form-encoded' };
    const form = formIn(exchange);
    if (form.get('client_id') !== id || form.get('client_secret') !== secret)
      return notApplicable('there are no credentials of the client');
    return { ok: true, expected, actual: 'in the form' };
  };

/** What is not asked of an application that has no secret. */
export const hasNoSecret = ({ app }: AppTarget) =>
  app.public ? 'sipgate.app.public: the client has no secret' : undefined;
