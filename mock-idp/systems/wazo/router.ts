import type { Context, Middleware } from 'koa';
import { step } from '../../frame/step.ts';
import { postToken } from './create-token.ts';
import {
  backends,
  deleteSession,
  deleteUserSession,
  getUser,
  listSessions,
  listUserSessions,
  status,
} from './neighbours.ts';
import { deleteOfUser, deleteOwn, listAll, listOfUser, listOwn } from './refresh-list.ts';
import { pageNotFound, plainError, Refused, sendRefused } from './responses.ts';
import type { Handler, Service } from './service.ts';
import { checkScopes, deleteToken, getToken } from './token-resource.ts';

/** The public path of wazo-auth behind its proxy. */
export const base = '/api/auth/0.1';

type Methods = Readonly<Record<string, Handler>>;

const paths: readonly (readonly [template: string, methods: Methods])[] = [
  ['/token', { POST: postToken }],
  ['/token/{token:uuid}', { DELETE: deleteToken, GET: getToken, HEAD: getToken }],
  ['/token/{token:uuid}/scopes/check', { POST: checkScopes }],
  ['/tokens', { GET: listAll }],
  ['/users/me/tokens', { GET: listOwn }],
  ['/users/me/tokens/{client}', { DELETE: deleteOwn }],
  ['/users/me/sessions', { GET: listUserSessions }],
  ['/users/me/sessions/{session:uuid}', { DELETE: deleteUserSession }],
  ['/users/{user:uuid}', { GET: getUser }],
  ['/users/{user:uuid}/tokens', { GET: listOfUser }],
  ['/users/{user:uuid}/tokens/{client}', { DELETE: deleteOfUser }],
  ['/users/{user:uuid}/sessions', { GET: listUserSessions }],
  ['/users/{user:uuid}/sessions/{session:uuid}', { DELETE: deleteUserSession }],
  ['/sessions', { GET: listSessions }],
  ['/sessions/{session:uuid}', { DELETE: deleteSession }],
  ['/status', { HEAD: status }],
  ['/backends', { GET: backends }],
];

/** The paths with their methods, for people. */
export const endpoints: readonly string[] = paths.map(
  ([template, methods]) => `${Object.keys(methods).join(', ')} ${base}${template.replaceAll(':uuid', '')}`,
);

const routes = paths.map(([template, methods]) => ({ pattern: patternOf(template), methods }));

/** Serves everything below the API's public path, and leaves the rest to the next. */
export function wazoRouter(service: Service): Middleware {
  return (ctx, next) => {
    if (!ctx.path.startsWith('/api/auth/')) return next();
    allowOrigins(ctx);
    try {
      dispatch(ctx, service);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refuse(ctx, error);
    }
    return undefined;
  };
}

function dispatch(ctx: Context, service: Service): void {
  const path = ctx.path.startsWith(`${base}/`) ? ctx.path.slice(base.length) : '';
  const route = routes.find(({ pattern }) => pattern.test(path));
  if (!route) throw unknownPath(path);
  const { methods, pattern } = route;
  const handler = methods[ctx.method] ?? (ctx.method === 'HEAD' ? methods.GET : undefined);
  if (handler) handler({ ctx, service, params: decoded(pattern.exec(path)?.groups ?? {}) });
  else notServed(ctx, methods);
}

/** Says which methods a path has: to OPTIONS as asked, to any other method as a refusal. */
export const notServed = step((ctx: Context, methods: Methods): void => {
  const allowed = [...Object.keys(methods), 'OPTIONS', ...('GET' in methods && !('HEAD' in methods) ? ['HEAD'] : [])];
  ctx.set('Allow', allowed.sort().join(', '));
  if (ctx.method !== 'OPTIONS') throw plainError(405, 'The method is not allowed for the requested URL.');
  ctx.status = 200;
  ctx.body = '';
  ctx.set('Content-Type', 'text/html; charset=utf-8');
});

/** The response at a path that leads nowhere. */
export const unknownPath = step((_path: string): Refused => pageNotFound());

/** Sends a refusal, labelled with its contract where it has one. */
export const refuse = step((ctx: Context, refused: Refused): void => {
  const { reason, error_id } = refused.content as { readonly reason?: unknown; readonly error_id?: unknown };
  if (reason !== undefined) ctx.state.contract = 'refused-response';
  if (error_id !== undefined) {
    ctx.state.contract = error_id === 'unauthorized' ? 'unauthorized-response' : 'resource-error-response';
  }
  sendRefused(ctx, refused);
});

/** Browsers of any origin may call the API (wazo-auth, `config.py`, `rest_api.cors`). */
function allowOrigins(ctx: Context): void {
  const origin = ctx.get('Origin');
  ctx.set('Access-Control-Allow-Origin', origin || '*');
  if (origin) ctx.set('Vary', 'Origin');
  if (ctx.method !== 'OPTIONS' || !ctx.get('Access-Control-Request-Method')) return;
  ctx.set('Access-Control-Allow-Methods', 'DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT');
  ctx.set('Access-Control-Allow-Headers', 'Authorization, Content-Type, Wazo-Session-Type, Wazo-Tenant, X-Auth-Token');
}

function patternOf(template: string): RegExp {
  const uuid = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';
  const source = template.replace(/\{(\w+)(:uuid)?\}/g, (_, name, isUuid) => `(?<${name}>${isUuid ? uuid : '[^/]+'})`);
  return new RegExp(`^${source}$`);
}

function decoded(groups: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, text]) => [name, decode(text)]));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
