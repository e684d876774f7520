import type { Context, Middleware } from 'koa';
import { step } from '../../frame/step.ts';
import { putCallback } from './callback.ts';
import { callerOf, sentToken } from './caller.ts';
import {
  deleteApp,
  deleteProvider,
  getApp,
  getKey,
  getProvider,
  listApps,
  listKeys,
  listProviders,
  postApp,
  postProvider,
} from './documents.ts';
import { deleteLink, getLink, listLinks, putLink } from './links.ts';
import { apiAuth, userAuth } from './login.ts';
import { type Envelope, readEnvelope } from './request.ts';
import { putAccountAuth, putAuth, putKey, putUserAuth } from './resets.ts';
import { methodNotAllowed, notFound, Refused, type Success, sendRefused, sendSuccess } from './responses.ts';
import type { Call, Handler, Service } from './service.ts';
import { getTokenInfo, postTokenInfo, putAuthorize } from './tokeninfo.ts';

type Methods = Readonly<Record<string, Handler>>;

interface Route {
  readonly pattern: RegExp;
  readonly methods: Methods;
}

const paths: readonly (readonly [template: string, methods: Methods])[] = [
  ['/user_auth', { PUT: userAuth }],
  ['/api_auth', { PUT: apiAuth }],
  ['/auth', { PUT: putAuth }],
  ['/accounts/{account}/auth', { PUT: putAccountAuth }],
  ['/accounts/{account}/users/{user}/auth', { PUT: putUserAuth }],
  ['{scope}/auth/apps', { GET: listApps }],
  ['{scope}/auth/apps/{id}', { GET: getApp, POST: postApp, DELETE: deleteApp }],
  ['{scope}/auth/providers', { GET: listProviders }],
  ['{scope}/auth/providers/{id}', { GET: getProvider, POST: postProvider, DELETE: deleteProvider }],
  ['{scope}/auth/links', { GET: listLinks }],
  ['{scope}/auth/links/{id}', { GET: getLink, PUT: putLink, DELETE: deleteLink }],
  ['{scope}/auth/keys', { GET: listKeys }],
  ['{scope}/auth/keys/{id}', { GET: getKey, PUT: putKey }],
  ['{scope}/auth/callback', { PUT: putCallback }],
  ['{scope}/auth/authorize', { PUT: putAuthorize }],
  ['{scope}/auth/tokeninfo', { GET: getTokenInfo, POST: postTokenInfo }],
];

/** The paths with their methods, for people. */
export const endpoints: readonly string[] = paths.map(
  ([template, methods]) => `${Object.keys(methods).join(', ')} /v2${template.replace('{scope}', '')}`,
);

const routes: readonly Route[] = paths.map(([template, methods]) => ({ pattern: patternOf(template), methods }));

/** `{scope}` is an account, perhaps with one of its users, or nothing. */
function patternOf(template: string): RegExp {
  const source = template
    .replace('{scope}', '(?:/accounts/(?<account>[^/]+)(?:/users/(?<user>[^/]+))?)?')
    .replace(/\{(\w+)\}/g, '(?<$1>[^/]+)');
  return new RegExp(`^${source}/?$`);
}

/** Serves /v2 (and says that /v1 is gone), and leaves the rest to the next. */
export function kazooRouter(service: Service): Middleware {
  return async (ctx, next) => {
    const version = /^\/(v1|v2)(\/|$)/.exec(ctx.path)?.[1];
    if (version === undefined) return next();
    allowOrigins(ctx);
    let sent: string | undefined = ctx.get('X-Auth-Token') || undefined;
    try {
      if (version === 'v1') throw new Refused(410, 'gone', { message: 'gone' });
      if (!isAcceptable(ctx)) {
        ctx.status = 406;
        ctx.body = '';
        return undefined;
      }
      await dispatch(ctx, service, (token) => {
        sent = token;
      });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      sendRefused(ctx, sent, error);
    }
    return undefined;
  };
}

/** Routing, then the body, then the method, then who asks: in the order of api_resource.erl. */
async function dispatch(ctx: Context, service: Service, saw: (token: string | undefined) => void): Promise<void> {
  const path = ctx.path.slice('/v2'.length);
  const route = routeOf(path);
  if (!route) throw notFound();
  if (isPreflight(ctx.method)) {
    ctx.status = 200;
    ctx.body = '';
    return;
  }
  const envelope = readEnvelope(ctx);
  const handler = route.methods[methodOf(ctx.method, envelope)];
  if (!handler) throw methodNotAllowed();
  const sent = sentToken(ctx, envelope);
  saw(sent);
  const params = decoded(route.pattern.exec(path)?.groups ?? {});
  const call = { ctx, service, envelope, params, sent, caller: () => callerOf(ctx, service, sent) };
  sendSuccess(ctx, sent, await handled(handler, call));
}

/** The route of a path below /v2, if there is one. */
export const routeOf = step((path: string): Route | undefined => routes.find(({ pattern }) => pattern.test(path)));

/** Whether the method is the one with which browsers ask what they may send. */
export const isPreflight = step((method: string): boolean => method === 'OPTIONS');

/** What the handler of a route makes of a request. Throws the refusal where it makes none. */
export const handled = step(async (handler: Handler, call: Call): Promise<Success> => handler(call));

/** POST stands for the verb that its envelope names (api_util.erl). */
export const methodOf = step((method: string, { verb }: Envelope): string =>
  method === 'POST' && verb !== undefined ? verb.toUpperCase() : method,
);

/** Whether a response of ours is one that the caller accepts; a preflight request may accept whatever it likes. */
export const isAcceptable = step((ctx: Context): boolean => {
  const offered = ['application/json', 'application/x-json', 'application/octet-stream', 'application/base64'];
  return (
    ctx.get('Accept') === '' ||
    ctx.accepts([...offered, 'application/x-pem-file']) !== false ||
    ctx.method === 'OPTIONS'
  );
});

/** Browsers of any origin may call the API. */
function allowOrigins(ctx: Context): void {
  ctx.set('Access-Control-Allow-Origin', '*');
  ctx.set('Access-Control-Allow-Methods', 'GET, PUT, POST, DELETE, PATCH, OPTIONS');
  ctx.set(
    'Access-Control-Allow-Headers',
    'Content-Type, Accept, X-Auth-Token, X-Auth-Account-ID, X-Request-ID, If-None-Match',
  );
  ctx.set('Access-Control-Expose-Headers', 'X-Auth-Token, X-Request-ID, Location, ETag');
  ctx.set('Access-Control-Max-Age', '86400');
}

function decoded(groups: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const given = Object.entries(groups).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, decode(value)]));
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
