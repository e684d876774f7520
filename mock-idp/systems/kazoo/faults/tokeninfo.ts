import { except, instead } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import type { Claims } from '../jwt.ts';
import { methodNotAllowed } from '../responses.ts';
import { describe, getTokenInfo, missingToken, postTokenInfo, putAuthorize, tokenInfo } from '../tokeninfo.ts';
import { handledBy } from './handlers.ts';

/** What is told of a token. */
export const tokenInfoFaults = faultsOf('kazoo.server', {
  'tokeninfo-by-query-missing': [
    'tokeninfo does not read the query.',
    'kazoo.tokeninfo.by-query',
    handledBy(getTokenInfo, () => async () => {
      throw missingToken('params');
    }),
  ],
  'tokeninfo-by-body-missing': [
    'tokeninfo does not read the body.',
    'kazoo.tokeninfo.by-body',
    handledBy(postTokenInfo, () => async () => {
      throw missingToken('request');
    }),
  ],
  'tokeninfo-of-caller': [
    "tokeninfo describes the caller's own token.",
    'kazoo.tokeninfo.token-named',
    except(
      tokenInfo,
      ({ sent }, token) => sent !== undefined && token !== '' && sent !== token,
      async (honest, call, token) => ({ ...(await honest(call, call.sent ?? token)), auth_token: token }),
    ),
  ],
  'tokeninfo-by-body-of-caller': [
    "tokeninfo by body describes the caller's own token.",
    'kazoo.tokeninfo.token-named',
    handledBy(
      postTokenInfo,
      (honest) => (call) =>
        honest({ ...call, envelope: { ...call.envelope, data: { token: call.sent ?? call.envelope.data.token } } }),
    ),
  ],
  'tokeninfo-by-body-empty': [
    'tokeninfo by body says nothing of the token.',
    'kazoo.tokeninfo.by-body',
    handledBy(postTokenInfo, (honest) => async (call) => ({ ...(await honest(call)), data: {} })),
  ],
  'tokeninfo-by-body-without-data': [
    'tokeninfo by body shows a list in place of what a token says.',
    'kazoo.tokeninfo.data',
    handledBy(postTokenInfo, (honest) => async (call) => ({ ...(await honest(call)), data: [] })),
  ],
  'tokeninfo-needs-caller': [
    'tokeninfo needs a token of the caller.',
    'kazoo.vendor.tokeninfo-anonymous',
    instead(tokenInfo, (honest) => async (call, token) => {
      const info = await honest(call, token);
      await call.caller();
      return info;
    }),
  ],
  'tokeninfo-without-token': [
    'tokeninfo without a token succeeds.',
    'kazoo.vendor.tokeninfo-missing',
    handledBy(getTokenInfo, (honest) => async (call) => (call.ctx.query.token === undefined ? {} : honest(call))),
  ],
  'tokeninfo-believes-everything': [
    'tokeninfo checks no signature.',
    'kazoo.practice.tokeninfo-forged',
    instead(
      tokenInfo,
      () =>
        async ({ service }, token) =>
          describe(service, token, unverified(token)),
    ),
  ],
  'authorize-missing': [
    'There is no authorize.',
    'kazoo.authorize.answers',
    handledBy(putAuthorize, () => async () => {
      throw methodNotAllowed();
    }),
  ],
});

function unverified(token: string): Claims {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8') || '{}');
}
