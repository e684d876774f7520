import { scene } from '../../frame/scene.js';
import { checkCaller } from './basic.js';
import { whoLogsIn } from './login.js';
import { checkKind, readBody } from './request.js';
import { BadRequest, badRequest, refusal, send, welcome } from './responses.js';
/** Where the mock's developer authentication callback endpoint is; the document leaves the path to the service's owner. */
export const endpointPath = '/authlete/authentication';
/** Answers a developer authentication callback request (sections 5 and 6). */
export async function answerCallback(ctx, service) {
    send(ctx, await replyTo(ctx, service));
}
/** Looks at the kind of request, the caller, the body and the login, in this order. */
async function replyTo(ctx, service) {
    try {
        checkKind(ctx.method, ctx.get('Content-Type'));
        checkCaller(ctx.get('Authorization'), service);
        const request = readBody(scene().body);
        const developer = await whoLogsIn(service, request);
        return developer ? welcome(developer, request) : refusal(service, request);
    }
    catch (error) {
        if (error instanceof BadRequest)
            return badRequest(error);
        throw error;
    }
}
//# sourceMappingURL=endpoint.js.map