import { randomBytes } from 'node:crypto';
import { oldestAbove } from '../../../frame/bounded.js';
import { scene } from '../../../frame/scene.js';
import { snapshotOf } from '../../../frame/snapshot.js';
import { appFaulty } from './faults.js';
import { appPath } from './settings.js';
const most = 1_000;
const mostPending = 20;
/** No sessions yet; the oldest of a thousand are dropped. */
export function createSessions() {
    const held = new Map();
    function store(ctx, session) {
        const id = randomBytes(24).toString('base64url');
        held.set(id, session);
        for (const oldest of oldestAbove(held, most))
            held.delete(oldest);
        ctx.cookies.set('sipgate_app', id, {
            path: scene().prefix + appPath,
            httpOnly: !appFaulty('cookie-readable'),
            sameSite: 'lax',
            overwrite: true,
        });
    }
    const of = (ctx) => held.get(ctx.cookies.get('sipgate_app') ?? '');
    return {
        snapshot: () => snapshotOf(held),
        of,
        begin(ctx) {
            const session = of(ctx) ?? { pending: new Map() };
            if (!of(ctx))
                store(ctx, session);
            for (const oldest of session.pending.keys()) {
                if (session.pending.size < mostPending)
                    break;
                session.pending.delete(oldest);
            }
            return session;
        },
        renew(ctx, session) {
            if (appFaulty('session-kept'))
                return;
            held.delete(ctx.cookies.get('sipgate_app') ?? '');
            store(ctx, session);
        },
        end(ctx) {
            held.delete(ctx.cookies.get('sipgate_app') ?? '');
            ctx.cookies.set('sipgate_app', null, { path: scene().prefix + appPath });
        },
        anyPending: (state) => [...held.values()].map(({ pending }) => pending.get(state)).find(Boolean),
    };
}
//# sourceMappingURL=sessions.js.map