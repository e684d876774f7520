import { altered, type Change, except, instead } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import { pageNotFound, plainError, Refused, sendRefused } from '../responses.ts';
import { notServed, refuse, unknownPath } from '../router.ts';

const htmlRefusal = new Refused(401, '<!doctype html>\n<title>401 Unauthorized</title>\n', 'text/html; charset=utf-8');

/** Answers such unknown paths with 400. */
const badPath = (isSuch: (path: string) => boolean): Change =>
  altered(unknownPath, (refused, path) => (isSuch(path) ? plainError(400, 'bad path') : refused));

/** Faults of paths and methods, and of how a refusal is sent. */
export const routerFaults = faultsOf('wazo.server', {
  'refused-as-html': [
    'A refused login is answered with an HTML page.',
    'wazo.vendor.error-json',
    except(
      refuse,
      (_ctx, { status, content }) => status === 401 && Object.hasOwn(Object(content), 'reason'),
      (_honest, ctx) => sendRefused(ctx, htmlRefusal),
    ),
  ],
  'wrong-method-404': [
    'GET on the token endpoint is answered with 404.',
    'wazo.vendor.method-not-allowed',
    except(
      notServed,
      ({ method }) => method !== 'OPTIONS',
      () => {
        throw pageNotFound();
      },
    ),
  ],
  'wrong-method-without-allow': [
    'A 405 does not say what is allowed.',
    'wazo.rfc.allow-header',
    instead(notServed, (honest) => (ctx, methods) => {
      try {
        honest(ctx, methods);
      } finally {
        ctx.remove('Allow');
      }
    }),
  ],
  'unknown-path-400': [
    'An unknown path is answered with 400.',
    'wazo.vendor.unknown-path',
    badPath((path) => !path.startsWith('/token/')),
  ],
  'get-not-uuid-400': [
    'GET of a token that is not a UUID is answered with 400.',
    'wazo.vendor.get-not-uuid',
    badPath((path) => /^\/token\/[^/]*$/.test(path)),
  ],
  'scopes-check-not-uuid-400': [
    'scopes/check of a token that is not a UUID is answered with 400.',
    'wazo.vendor.scopes-check-not-uuid',
    badPath((path) => /^\/token\/[^/]*\/./.test(path)),
  ],
});
