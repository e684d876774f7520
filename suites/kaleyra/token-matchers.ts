import { hasHeader, hasMediaType, hasStatus, type Matcher } from '../harness/checks/matchers.ts';
import type { Id } from '../harness/model/requirement.ts';
import { type CustomerApi, isToken } from './api.ts';

const describe = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value));

/** How a response with a token is sent (RFC 6749 §5.1). */
export const SENT_AS: Readonly<Record<Id, Matcher>> = {
  'kaleyra.rfc.token-status': hasStatus(200),
  'kaleyra.rfc.token-media-type': hasMediaType('application/json'),
  'kaleyra.rfc.no-store': hasHeader('Cache-Control', /(^|[\s,])no-store($|[\s,])/i),
  'kaleyra.rfc.no-cache': hasHeader('Pragma', /(^|[\s,])no-cache($|[\s,])/i),
};

/** What the profile's fields point at in a response with a token, each after what it depends on. */
export function pointedAt(customer: CustomerApi): Readonly<Record<Id, Matcher>> {
  const stands =
    (path: string, find: CustomerApi['tokenIn']): Matcher =>
    (exchange) => {
      const value = find(exchange);
      const ok = value !== undefined && value !== null;
      return { ok, expected: `a member ${path}`, actual: ok ? 'it is there' : describe(value) };
    };
  return {
    'kaleyra.auth.expiry-at-path': stands(customer.expirationFieldPath, customer.expiryIn),
    'kaleyra.auth.expiry-usable': (exchange) => {
      const seconds = customer.validityOf(exchange);
      return {
        ok: seconds !== undefined && seconds > 0,
        expected: `a validity that is still to come (kaleyra.expiration: ${customer.expiration})`,
        actual: describe(customer.expiryIn(exchange)),
      };
    },
    'kaleyra.auth.token-at-path': stands(customer.tokenFieldPath, customer.tokenIn),
    'kaleyra.auth.token-text': (exchange) => {
      const found = customer.tokenIn(exchange);
      return {
        ok: isToken(found),
        expected: 'a text without blanks and control characters',
        actual: isToken(found) ? 'as expected' : describe(found),
      };
    },
  };
}
