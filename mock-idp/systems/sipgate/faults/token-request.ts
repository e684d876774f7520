import type { Context } from 'koa';
import { type Change, except } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import { inScene, scene } from '../../../frame/scene.ts';
import { mount } from '../../../oidc/mount.ts';
import { keycloakPaths } from '../../../oidc/settings.ts';
import { serveRealm } from '../realms.ts';
import { asked, firstOfEach, isRepeated, refused, reportedAs } from './grants.ts';
import { requested, setting, setUp } from './provider.ts';

/** Serves such token requests as if a form had been posted. */
const asForm = (isSuch: (ctx: Context) => boolean, formOf: (ctx: Context) => string): Change =>
  except(
    serveRealm,
    (ctx) => ctx.path.endsWith(keycloakPaths.token) && isSuch(ctx),
    (honest, ctx, realms) => {
      const form = formOf(ctx);
      const headers = { ...ctx.req.headers, 'content-type': 'application/x-www-form-urlencoded' };
      mount(ctx, { url: ctx.path, mountPath: '', headers, form });
      return inScene({ ...scene(), body: Buffer.from(form) }, () => honest(ctx, realms));
    },
  );

const grantTypes = ['authorization_code', 'refresh_token', 'password', 'client_credentials'];
const refuse = setting('grant_type', 'refused');
const namesRealm = ({ params }: { readonly params: URLSearchParams }): boolean => params.has('realm');

/** The form that the token endpoint takes. */
export const tokenRequestFaults = faultsOf('sipgate.server', {
  'realm-in-form-refused': [
    'A form parameter realm is refused.',
    'sipgate.token.realm-parameter',
    requested(
      'token',
      (request) => namesRealm(request) && request.params.get('grant_type') !== 'refresh_token',
      refuse,
    ),
  ],
  'realm-in-refresh-refused': [
    'A form parameter realm is refused at a refresh.',
    'sipgate.refresh.realm-parameter',
    asked('refresh_token', namesRealm, refuse),
  ],
  'unknown-parameter-refused': [
    'Unknown form parameters are refused.',
    'sipgate.rfc.unknown-parameter',
    requested('token', ({ params }) => params.has('tollgate'), refuse),
  ],
  'grant-type-not-needed': [
    'A missing grant_type is treated as authorization_code.',
    'sipgate.rfc.grant-type-needed',
    requested('token', ({ params }) => !params.has('grant_type'), setting('grant_type', 'authorization_code')),
  ],
  'grant-type-ignored': [
    'An unknown grant_type is treated as authorization_code.',
    'sipgate.rfc.grant-type-unsupported',
    requested(
      'token',
      ({ params }) => params.has('grant_type') && !grantTypes.includes(params.get('grant_type') ?? ''),
      setting('grant_type', 'authorization_code'),
    ),
  ],
  'unsupported-grant-type-told-wrong': [
    'An unknown grant_type is reported as invalid_request.',
    'sipgate.rfc.unsupported-grant-type-error',
    refused((error) => error === 'unsupported_grant_type', reportedAs('invalid_request')),
  ],
  'missing-parameter-told-wrong': [
    'Missing parameters are reported as invalid_grant.',
    'sipgate.rfc.invalid-request-error',
    refused((error) => error === 'invalid_request', reportedAs('invalid_grant')),
  ],
  'repeated-parameter-accepted': [
    'Of a repeated form parameter the first counts.',
    'sipgate.rfc.repeated-parameter',
    requested('token', isRepeated, firstOfEach),
  ],
  'token-by-get': [
    'The token endpoint serves GET.',
    'sipgate.rfc.post-only',
    asForm(
      ({ method }) => method === 'GET',
      ({ querystring }) => querystring,
    ),
  ],
  'token-by-json': [
    'The token endpoint reads JSON.',
    'sipgate.rfc.form-only',
    asForm(
      (ctx) => ctx.get('Content-Type') === 'application/json',
      () => new URLSearchParams(JSON.parse(scene().body.toString())).toString(),
    ),
  ],
  'form-charset-refused': [
    'A form whose media type has a charset is refused.',
    'sipgate.rfc.form-charset',
    requested('token', ({ headers }) => /charset/i.test(String(headers['content-type'])), refuse),
  ],
  'password-grant': [
    'Every client may use the password grant.',
    'sipgate.rfc.password-grant-off',
    setUp(({ clients }) => ({
      clients: clients.map((client) => ({ grant_types: grantTypes.slice(0, 3), ...client })),
    })),
  ],
});
