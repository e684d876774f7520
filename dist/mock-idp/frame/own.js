import { VERSION } from '../../version.js';
import { sendStart } from '../start/page.js';
import { control } from './control.js';
import { controlRefusal } from './control-access.js';
import { sendEvents } from './events.js';
import { sendError, sendJson } from './exchange.js';
import { scene } from './scene.js';
/** Serves the start page, /health and /_control; gives undefined for anything else. */
export function serveOwn(parts, req, res, target) {
    const [path = '/'] = target.split('?');
    if (/^\/_control(\/|$)/.test(path))
        return guarded(parts, req, res, () => serveControl(parts, req, res, target));
    if (scene().variant !== undefined || !['GET', 'HEAD'].includes(req.method ?? ''))
        return undefined;
    if (path === '/health')
        return sendHealth(res);
    return path === '/' ? guarded(parts, req, res, async () => sendStart(res)) : undefined;
}
async function sendHealth(res) {
    res.setHeader('Cache-Control', 'no-store');
    sendJson(res, 200, { status: 'ok', version: VERSION });
}
async function guarded({ token }, req, res, serve) {
    res.setHeader('Cache-Control', 'no-store');
    res.setHeader('X-Content-Type-Options', 'nosniff');
    const refusal = controlRefusal(req, token());
    if (!refusal)
        return serve();
    const isPage = req.headers.accept?.includes('text/html') && token() !== undefined && req.headers.origin === undefined;
    if (isPage)
        res.setHeader('WWW-Authenticate', 'Basic realm="Tollgate: any name, the control token as password"');
    return sendError(res, isPage ? 401 : refusal.status, 'refused', refusal.message);
}
async function serveControl(parts, req, res, target) {
    const url = new URL(target, 'http://control');
    if (url.pathname === '/_control/events' && req.method === 'GET')
        return sendEvents(parts.journal, url, req, res);
    const { status, body } = await control(parts, { method: req.method ?? 'GET', url, body: scene().body });
    if (body !== undefined)
        return sendJson(res, status, body);
    res.statusCode = status;
    res.end();
}
//# sourceMappingURL=own.js.map