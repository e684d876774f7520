import { createSessions } from './sessions.js';
import { appPath } from './settings.js';
/** Paths worth showing to a person. */
export const appEndpoints = [`GET ${appPath}/`, `GET ${appPath}/login`];
/** A small web application that logs its users in at a sipgate realm, as a client of the real thing would. */
export function createApp(config, { url, perVariant }) {
    const sessions = perVariant(createSessions);
    return async (ctx, next) => {
        if (!ctx.path.startsWith(`${appPath}/`))
            return next();
        const { serve } = await import('./routes.js');
        return serve({ ctx, sessions: sessions(), config, url: url() }, next);
    };
}
//# sourceMappingURL=index.js.map