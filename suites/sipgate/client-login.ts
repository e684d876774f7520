import { NoBrowser } from '../harness/browser/browsing.ts';
import { type CookieJar, createCookieJar } from '../harness/browser/cookies.ts';
import { decisionButton } from '../harness/browser/forms.ts';
import { seenInHtml } from '../harness/browser/seen.ts';
import { requestOf } from '../harness/browser/submission.ts';
import type { Transport } from '../harness/flow/context.ts';
import { type Exchange, type SentRequest, summaryOf, textOf } from '../harness/http/exchange.ts';
import { AUTHORIZATION_URL, EXCHANGE_POST, S256 } from './client-ids.ts';
import type { Realm } from './client-realm.ts';
import type { AppTarget } from './client-target.ts';
import { MOST_STEPS, stranger, type Visitor, type Visits } from './client-visitor.ts';
import { endOf } from './matchers.ts';
import { redirectOf, visitByBrowser, visitByHttp } from './visit.ts';

/** A login up to the callback, which is not yet delivered. */
export interface Login {
  readonly visitor: Visitor;
  readonly authorization: URL;
  readonly callback: URL;
  readonly code: string;
  /** A script of the application's page began it, and a script reads its callback. */
  readonly byScript?: true;
}

/** What the user does on the realm's pages after the application has sent them there. */
export function loginsOf(
  { target, send, visit, peer, browsing, kept, end }: Transport<AppTarget>,
  { at, authorizationUrl, begin, request }: Visits,
  { reach }: Realm,
) {
  const { app } = target;

  function realmJar(): CookieJar {
    const jar = (kept.get('client-jar') as CookieJar | undefined) ?? createCookieJar();
    kept.set('client-jar', jar);
    return jar;
  }

  /** The realm as the pages are visited that it makes for people. */
  const pages = { url: peer.publicUrl, form: {} } as Parameters<typeof visitByHttp>[1];

  /** Sends to the realm by the address that this process reaches; to the visitor it is at its public one. */
  async function sendToRealm(sent: SentRequest): Promise<Exchange> {
    const exchange = await send({ ...sent, url: reach(sent.url) });
    return { ...exchange, request: { ...exchange.request, url: sent.url } };
  }

  /** A login in a real browser from the application's own page on, up to the callback; undefined where there is no browser, or no login came of it. */
  async function inBrowser(redirectUri: string): Promise<Login | undefined> {
    if (browsing.mode !== 'browser') return undefined;
    const visitor = stranger();
    const order = { url: at(app.loginUrl), redirectUri, jar: visitor.jar, as: app.user, consent: 'accept' as const };
    try {
      const { exchanges, redirect: callback } = await visitByBrowser(order, pages, visit);
      const authorization = exchanges.map(redirectOf).find((to) => to?.href.startsWith(authorizationUrl));
      const code = callback?.searchParams.get('code');
      return authorization && callback && code ? { visitor, authorization, callback, code } : undefined;
    } catch (error) {
      if (error instanceof NoBrowser) return undefined;
      throw error;
    }
  }

  /** Where the application sends somebody who begins a login, or the end of the flow. */
  async function sentToRealm(visitor: Visitor): Promise<{ authorization: URL; byScript?: true }> {
    const { onward, last, byScript } = await begin(visitor);
    if (!onward) return end(AUTHORIZATION_URL, `the application sent nobody to the realm: ${summaryOf(last)}`);
    return { authorization: onward, ...(byScript && { byScript }) };
  }

  return {
    /** A login up to the callback, or the end of the flow; in a real browser where that is wanted and there is one. */
    async upToCallback(visitor = stranger(), wanted?: 'in a browser'): Promise<Login> {
      const { authorization, byScript } = await sentToRealm(visitor);
      const redirectUri = authorization.searchParams.get('redirect_uri') ?? '';
      const seen = wanted && !byScript && (await inBrowser(redirectUri));
      if (seen) return seen;
      const order = { redirectUri, jar: realmJar(), as: app.user, consent: 'accept' as const };
      const made = await visitByHttp({ ...order, url: authorization.href }, pages, sendToRealm);
      const code = made.redirect?.searchParams.get('code');
      if (made.redirect && code)
        return { visitor, authorization, callback: made.redirect, code, ...(byScript && { byScript }) };
      if (made.redirect && new URLSearchParams(made.redirect.hash.slice(1)).has('code'))
        return end(EXCHANGE_POST, `the application asks for the code in the fragment, which scripts alone can read`);
      return end(causeOf(authorization), `the realm gave no code: ${endOf(made)}`);
    },

    /** A login that its user cancels on the realm's login page, up to the callback. */
    async upToDenial(visitor = stranger()): Promise<{ visitor: Visitor; callback: URL }> {
      const { authorization } = await sentToRealm(visitor);
      const person = stranger();
      let exchange = await request(person, reach(authorization.href));
      for (let step = 0; step < MOST_STEPS; step++) {
        const onward = redirectOf(exchange);
        if (onward?.searchParams.has('error')) return { visitor, callback: onward };
        if (onward) exchange = await request(person, reach(onward.href));
        else {
          const [form] = seenInHtml(textOf(exchange.response?.body), exchange.request.url).forms;
          const cancel = form && decisionButton(form, 'deny');
          if (!form || cancel === undefined) break;
          const pressed = requestOf(form, { fill: {}, button: cancel });
          exchange = await request(person, reach(pressed.url), pressed.form ?? new URLSearchParams());
        }
      }
      return end(AUTHORIZATION_URL, `the realm showed nothing to cancel: ${summaryOf(exchange)}`);
    },
  };
}

/** The id on which a refused authorization request hangs: our realm takes no challenge but S256. */
function causeOf({ searchParams: asked }: URL): string {
  const isPlain = asked.has('code_challenge') && asked.get('code_challenge_method') !== 'S256';
  return isPlain ? S256 : AUTHORIZATION_URL;
}
