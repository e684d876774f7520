import { IncomingMessage } from 'node:http';
import type { Context } from 'koa';

/** A request as the provider is to see it. */
export interface Mounted {
  /** The path below the issuer, with its query. */
  readonly url: string;
  /** The path of the issuer as the client wrote it, fault prefix included. */
  readonly mountPath: string;
  /** By lower-case names; becomes the request's own. */
  readonly headers: NodeJS.Dict<string | string[]>;
  /** The form in place of the body that came. */
  readonly form?: string;
}

/**
 * Turns a request into one below the issuer.
 * oidc-provider finds out what it is mounted at by comparing `originalUrl` with `url`.
 */
export function mount(ctx: Context, { url, mountPath, headers, form }: Mounted): void {
  const req = form === undefined ? ctx.req : withForm(ctx.req, form);
  if (form !== undefined) headers['content-length'] = String(Buffer.byteLength(form));
  Object.assign(req, { url, originalUrl: mountPath + url, headers });
  ctx.req = req;
  ctx.request.req = req;
  ctx.response.req = req;
}

function withForm(req: IncomingMessage, form: string): IncomingMessage {
  const copy = new IncomingMessage(req.socket);
  copy.method = 'POST';
  copy.httpVersionMajor = req.httpVersionMajor;
  copy.httpVersionMinor = req.httpVersionMinor;
  copy.httpVersion = req.httpVersion;
  copy.rawHeaders = req.rawHeaders;
  copy.push(form);
  copy.push(null);
  copy.complete = true;
  return copy;
}
