import { createCookieJar } from '../../../../suites/harness/browser/cookies.ts';
import { type Exchange, textOf } from '../../../../suites/harness/http/exchange.ts';
import { createSender } from '../../../../suites/harness/http/sender.ts';
import type { SipgateTarget } from '../../../../suites/sipgate/target.ts';
import { type Visit, type VisitOrder, visitByHttp } from '../../../../suites/sipgate/visit.ts';
import { crm } from '../../../interop/person.ts';
import { type Response, send } from '../../mock-client.ts';

export const protocol = '/auth/realms/third-party/protocol/openid-connect';
export const carla = { name: 'carla', password: 'sunny-harbour' };

/** An authorization request as the document shows it, with changes; `undefined` leaves a parameter out. */
export function authorizationUrl(url: string, changes: Record<string, string | undefined> = {}): string {
  const params = {
    client_id: crm.id,
    redirect_uri: crm.redirectUri,
    scope: 'balance:read',
    response_type: 'code',
    ...changes,
  };
  const there = Object.entries(params).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return `${url}${protocol}/auth?${new URLSearchParams(there)}`;
}

/** What comes of an authorization request; a stranger logs in as carla and grants, unless told otherwise. */
export async function visit(mockUrl: string, url: string, more: Partial<VisitOrder> = {}, form = {}): Promise<Visit> {
  const sender = createSender();
  const order = {
    url,
    redirectUri: crm.redirectUri,
    jar: createCookieJar(),
    as: carla,
    consent: 'accept',
    ...more,
  } as const;
  try {
    return await visitByHttp(order, { url: mockUrl, form } as SipgateTarget, (request) => sender.send(request));
  } finally {
    await sender.close();
  }
}

/** POST of a form to the token endpoint with the client's credentials. */
export function postToken(
  url: string,
  form: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Response> {
  const body = new URLSearchParams({ client_id: crm.id, client_secret: crm.secret, ...form }).toString();
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  return send(`${url}${protocol}/token`, 'POST', { headers: { ...type, ...headers }, body });
}

/** Logs in and exchanges the code. */
export async function logIn(url: string, changes: Record<string, string> = {}): Promise<Response> {
  const { redirect } = await visit(url, authorizationUrl(url, changes));
  const code = redirect?.searchParams.get('code') ?? '';
  return postToken(url, { grant_type: 'authorization_code', code, redirect_uri: crm.redirectUri });
}

/** A page as text. */
export function htmlOf(exchange: Exchange | undefined): string {
  return textOf(exchange?.response?.body);
}
