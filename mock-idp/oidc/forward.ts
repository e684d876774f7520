import { IncomingMessage } from 'node:http';
import { scene } from '../scene.ts';

/** A request as the provider is to see it. */
export interface Forwarded {
  readonly req: IncomingMessage;
  /** The path below the issuer, with its query. */
  readonly url: string;
  /** The path of the issuer as the client wrote it, fault prefix included. */
  readonly mountPath: string;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly form?: URLSearchParams;
}

/**
 * A copy of a request, mounted below the issuer, with the given form in place of its body.
 * oidc-provider finds out what it is mounted at by comparing `originalUrl` with `url`.
 */
export function forwarded({ req, url, mountPath, headers, form }: Forwarded): IncomingMessage {
  const copy = new IncomingMessage(req.socket);
  const body = form === undefined ? scene().body : Buffer.from(form.toString());
  copy.method = req.method;
  copy.httpVersionMajor = req.httpVersionMajor;
  copy.httpVersionMinor = req.httpVersionMinor;
  copy.httpVersion = req.httpVersion;
  copy.headers = { ...headers, ...(body.length > 0 && { 'content-length': String(body.length) }) };
  copy.rawHeaders = req.rawHeaders;
  Object.assign(copy, { url, originalUrl: mountPath + url });
  if (body.length > 0) copy.push(body);
  copy.push(null);
  copy.complete = true;
  return copy;
}
