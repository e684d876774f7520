import type { IncomingMessage, ServerResponse } from 'node:http';
import { VERSION } from '../../version.ts';
import { sendStart } from '../start/page.ts';
import { type ControlParts, control } from './control.ts';
import { controlRefusal } from './control-access.ts';
import { sendEvents } from './events.ts';
import { sendError, sendJson } from './exchange.ts';
import { scene } from './scene.ts';

/** What the mock serves about itself. */
export interface OwnParts extends ControlParts {
  /** Opens /_control and the start page to other machines. */
  token(): string | undefined;
}

/** Serves the start page, /health and /_control; gives undefined for anything else. */
export function serveOwn(
  parts: OwnParts,
  req: IncomingMessage,
  res: ServerResponse,
  target: string,
): Promise<void> | undefined {
  const [path = '/'] = target.split('?');
  if (/^\/_control(\/|$)/.test(path)) return guarded(parts, req, res, () => serveControl(parts, req, res, target));
  if (scene().variant !== undefined || !['GET', 'HEAD'].includes(req.method ?? '')) return undefined;
  if (path === '/health') return sendHealth(res);
  return path === '/' ? guarded(parts, req, res, async () => sendStart(res)) : undefined;
}

async function sendHealth(res: ServerResponse): Promise<void> {
  res.setHeader('Cache-Control', 'no-store');
  sendJson(res, 200, { status: 'ok', version: VERSION });
}

async function guarded(
  { token }: OwnParts,
  req: IncomingMessage,
  res: ServerResponse,
  serve: () => Promise<void>,
): Promise<void> {
  res.setHeader('Cache-Control', 'no-store');
  res.setHeader('X-Content-Type-Options', 'nosniff');
  const refusal = controlRefusal(req, token());
  if (!refusal) return serve();
  const isPage = req.headers.accept?.includes('text/html') && token() !== undefined && req.headers.origin === undefined;
  if (isPage) res.setHeader('WWW-Authenticate', 'Basic realm="Tollgate: any name, the control token as password"');
  return sendError(res, isPage ? 401 : refusal.status, 'refused', refusal.message);
}

async function serveControl(parts: OwnParts, req: IncomingMessage, res: ServerResponse, target: string): Promise<void> {
  const url = new URL(target, 'http://control');
  if (url.pathname === '/_control/events' && req.method === 'GET') return sendEvents(parts.journal, url, req, res);
  const { status, body } = await control(parts, { method: req.method ?? 'GET', url, body: scene().body });
  if (body !== undefined) return sendJson(res, status, body);
  res.statusCode = status;
  res.end();
}
