import { createCookieJar } from '../../suites/harness/browser/cookies.ts';
import { createSender } from '../../suites/harness/http/sender.ts';
import type { SipgateTarget } from '../../suites/sipgate/target.ts';
import { visitByHttp } from '../../suites/sipgate/visit.ts';

/**
 * Does what a person does in a browser: opens an authorization URL, logs in as carla, grants what is asked for.
 * Gives the URL to which the application is called back, which is not called.
 */
export async function goThroughLogin(authorizationUrl: string, redirectUri: string): Promise<URL> {
  const sender = createSender();
  const target = { url: new URL(authorizationUrl).origin } as SipgateTarget;
  const as = { name: 'carla', password: 'sunny-harbour' };
  const order = { url: authorizationUrl, redirectUri, jar: createCookieJar(), as, consent: 'accept' } as const;
  const { redirect, last } = await visitByHttp(order, target, (request) => sender.send(request));
  await sender.close();
  if (!redirect) throw new Error(`the login ended at ${last.request.url} with status ${last.response?.status}`);
  return redirect;
}

/** The client of the mock that takes any loopback redirect URI. */
export const dev = { id: 'dev', secret: 'dev-secret', redirectUri: 'http://127.0.0.1:49152/callback' };

/** A registered client, whose id holds a colon. */
export const crm = {
  id: '1000001-0-2f1c6a52-5b0e-11ee-8c99-0242ac120002:third-party',
  secret: 'development-only-9f0e3b52-6c1d-4a7e-8f25-d1c2b3a49586',
  redirectUri: 'https://crm.example.com/auth',
};
