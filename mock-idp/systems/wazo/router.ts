import type { Context, Middleware } from 'koa';
import { step } from '../../frame/step.ts';
import { postToken } from './create-token.ts';
import { leftOut, leftOutPaths } from './left-out.ts';
import { backends, getTenant, getUser, listIdps, listTenants, listUsers, status } from './neighbours.ts';
import { deleteOfUser, deleteOwn, listAll, listOfUser, listOwn } from './refresh-list.ts';
import { pageNotFound, plainError, Refused, sendRefused } from './responses.ts';
import type { Handler, Service } from './service.ts';
import { deleteSession, deleteUserSession, listSessions, listUserSessions } from './sessions.ts';
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
  ['/users', { GET: listUsers, POST: leftOut }],
  ['/users/{user:uuid}', { DELETE: leftOut, GET: getUser, PUT: leftOut }],
  ['/users/{user:uuid}/tokens', { GET: listOfUser }],
  ['/users/{user:uuid}/tokens/{client}', { DELETE: deleteOfUser }],
  ['/users/{user:uuid}/sessions', { GET: listUserSessions }],
  ['/users/{user:uuid}/sessions/{session:uuid}', { DELETE: deleteUserSession }],
  ['/sessions', { GET: listSessions }],
  ['/sessions/{session:uuid}', { DELETE: deleteSession }],
  ['/status', { HEAD: status }],
  ['/backends', { GET: backends }],
  ['/idp', { GET: listIdps }],
  ['/tenants', { GET: listTenants, POST: leftOut }],
  ['/tenants/{tenant:uuid}', { DELETE: leftOut, GET: getTenant, PUT: leftOut }],
];

/** The paths with their methods, for people. */
export const endpoints: readonly string[] = paths.map(([template, methods]) => {
  const served = Object.keys(methods).filter((method) => methods[method] !== leftOut);
  return `${served.join(', ')} ${base}${template.replaceAll(':uuid', '')}`;
});

const allPaths: typeof paths = [
  ...paths,
  ...Object.entries(leftOutPaths).map(
    ([template, methods]) => [template, Object.fromEntries(methods.map((method) => [method, leftOut]))] as const,
  ),
];

interface Route {
  readonly pattern: RegExp;
  /** The variable parts that are UUIDs. */
  readonly uuids: ReadonlySet<string>;
  readonly methods: Methods;
}

const routes = allPaths.map(
  ([template, methods]): Route => ({
    pattern: patternOf(template),
    uuids: new Set([...template.matchAll(/\{(\w+):uuid\}/g)].map(([, name = '']) => name)),
    methods,
  }),
);

/** Serves everything below the API's public path, and leaves the rest to the next. */
export function wazoRouter(service: Service): Middleware {
  return (ctx, next) => {
    if (!ctx.path.startsWith('/api/auth/')) return next();
    ctx.set('X-Powered-By', 'wazo-auth');
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
  const path = ctx.path.startsWith(`${base}/`) ? decode(ctx.path.slice(base.length)) : '';
  const route = routes.find(({ pattern }) => pattern.test(path));
  if (!route) throw unknownPath(path);
  const { methods } = route;
  const handler = methods[ctx.method] ?? (ctx.method === 'HEAD' ? methods.GET : undefined);
  if (handler) handler({ ctx, service, params: paramsOf(path, route) });
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

const allowedHeaders = ['Authorization', 'Content-Type', 'Wazo-Session-Type', 'Wazo-Tenant', 'X-Auth-Token'];

/** Browsers of any origin may call the API (wazo-auth, `config.py`, `rest_api.cors`). */
function allowOrigins(ctx: Context): void {
  const origin = ctx.get('Origin');
  ctx.set('Access-Control-Allow-Origin', origin || '*');
  if (origin) ctx.set('Vary', 'Origin');
  if (ctx.method !== 'OPTIONS' || !ctx.get('Access-Control-Request-Method')) return;
  ctx.set('Access-Control-Allow-Methods', 'DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT');
  const asked = ctx
    .get('Access-Control-Request-Headers')
    .toLowerCase()
    .split(/\s*,\s*/);
  const allowed = allowedHeaders.filter((name) => asked.includes(name.toLowerCase()));
  if (allowed.length > 0) ctx.set('Access-Control-Allow-Headers', allowed.join(', '));
}

function patternOf(template: string): RegExp {
  const uuid = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';
  const source = template
    .replaceAll('.', '\\.')
    .replace(/\{(\w+)(:uuid)?\}/g, (_, name, isUuid) => `(?<${name}>${isUuid ? uuid : '[^/]+'})`);
  return new RegExp(`^${source}$`);
}

/** The variable parts of a path; UUIDs in small letters, as the real server reads them. */
function paramsOf(path: string, { pattern, uuids }: Route): Readonly<Record<string, string>> {
  const params = Object.entries(pattern.exec(path)?.groups ?? {});
  return Object.fromEntries(params.map(([name, text]) => [name, uuids.has(name) ? text.toLowerCase() : text]));
}

/** A path is decoded as a whole, before it is taken apart; what cannot be decoded stays as it is. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
