import Koa, {} from 'koa';
import { sendLabelled } from './message.js';
/** The systems as one request handler; what none of them serves is a JSON 404. */
export function createHandler(systems) {
    const all = [...systems.values()];
    const app = new Koa();
    app.silent = true;
    app.use(async (ctx) => {
        try {
            const { path } = ctx;
            const asked = all.find(({ prefixes }) => prefixes.some((prefix) => path.startsWith(prefix)));
            if (asked)
                await asked.middleware(ctx, async () => notServed(ctx));
            else
                notServed(ctx);
            sendLabelled(ctx);
        }
        catch (error) {
            if (ctx.headerSent)
                throw error;
            console.error(error);
            ctx.status = 500;
            ctx.body = { error: 'mock_failed', message: 'the mock itself failed; its terminal says why' };
        }
    });
    return app.callback();
}
function notServed(ctx) {
    ctx.status = 404;
    ctx.body = {
        error: 'not_found',
        message: `nothing answers ${ctx.method} ${ctx.path}; GET /_control lists what does`,
    };
}
//# sourceMappingURL=app.js.map