import { altered, type Change, except, instead, together } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import type { Step } from '../../../frame/replacements.ts';
import { callerOf, holderOf } from '../caller.ts';
import { dataOf, notJson, parseBody, readEnvelope } from '../request.ts';
import {
  expiredToken,
  invalidCredentials,
  methodNotAllowed,
  notFound,
  requestIdFrom,
  validationError,
} from '../responses.ts';
import { isAcceptable, isPreflight, methodOf, routeOf } from '../router.ts';
import { anybody } from './people.ts';
import { refusedWith } from './refused-with.ts';

/** Changes such a refusal. */
const refusalWith = (refusal: Step, change: Parameters<typeof refusedWith>[1]): Change =>
  altered(refusal, (refused) => refusedWith(refused, change));

/** How requests are read and routed, and who comes in. */
export const requestFaults = faultsOf('kazoo.server', {
  'anonymous-access': [
    'What wants a token opens without one.',
    'kazoo.access.token-needed',
    except(
      callerOf,
      ({ method }, _service, token) => token === undefined && method === 'GET',
      async (_honest, _ctx, service) => anybody(service),
    ),
  ],
  'garbage-token-accepted': [
    'Any text without a dot is a token.',
    'kazoo.access.unknown-token-refused',
    except(
      callerOf,
      (_ctx, _service, token) => token !== undefined && !token.includes('.'),
      async (_honest, _ctx, service) => anybody(service),
    ),
  ],
  'token-refused': ['Good tokens are refused.', 'kazoo.access.token-accepted', altered(holderOf, () => undefined)],
  'unauthorized-status-403': [
    'A request without a good token is answered with 403.',
    'kazoo.vendor.unauthorized-status',
    together(refusalWith(invalidCredentials, { status: 403 }), refusalWith(expiredToken, { status: 403 })),
  ],
  'unauthorized-with-another-message': [
    'A refused token is answered with other words.',
    'kazoo.vendor.unauthorized-message',
    refusalWith(invalidCredentials, { message: 'unauthorized' }),
  ],
  'json-in-form-refused': [
    'JSON labelled as a form is refused.',
    'kazoo.envelope.form-content-type',
    except(
      readEnvelope,
      (ctx) => Boolean(ctx.is('application/x-www-form-urlencoded')),
      () => {
        throw notJson('application/x-www-form-urlencoded is not JSON');
      },
    ),
  ],
  'data-optional': [
    'A body needs no data.',
    'kazoo.vendor.data-required',
    except(
      dataOf,
      ({ data }) => data === undefined,
      () => ({}),
    ),
  ],
  'malformed-json-accepted': [
    'A body that is not JSON is treated as an empty one.',
    'kazoo.vendor.malformed-json',
    except(
      parseBody,
      (text) => !isJson(text),
      (honest) => honest(''),
    ),
  ],
  'verb-passed-over': [
    'The verb in the envelope is ignored.',
    'kazoo.vendor.verb-tunnel',
    altered(methodOf, (_verb, method) => method),
  ],
  'options-refused': ['OPTIONS is answered with 405.', 'kazoo.vendor.options', altered(isPreflight, () => false)],
  'request-id-lost': [
    'The X-Request-ID of a request is not repeated.',
    'kazoo.vendor.request-id',
    except(
      requestIdFrom,
      (given) => given !== '',
      (honest) => honest(''),
    ),
  ],
  'unknown-path-200': [
    'An unknown path is answered with 200.',
    'kazoo.vendor.unknown-path',
    altered(routeOf, (route) => route ?? { pattern: /^/, methods: { GET: () => ({}) } }),
  ],
  'wrong-method-404': [
    'A wrong method is answered with 404.',
    'kazoo.vendor.wrong-method',
    instead(methodNotAllowed, () => notFound),
  ],
  'any-accept-taken': ['Accept is not looked at.', 'kazoo.vendor.accept', altered(isAcceptable, () => true)],
  'invalid-status-422': [
    'A body that breaks its schema is answered with 422.',
    'kazoo.vendor.invalid-status',
    refusalWith(validationError, { status: 422 }),
  ],
  'invalid-body-unexplained': [
    'The response to a bad body names no member.',
    'kazoo.vendor.invalid-members',
    refusalWith(validationError, { data: {} }),
  ],
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return text.trim() === '';
  }
}
