import type { Context } from 'koa';
import { scene } from '../../frame/scene.ts';
import { checkCaller } from './basic.ts';
import type { Service } from './developers.ts';
import { whoLogsIn } from './login.ts';
import { checkKind, readBody } from './request.ts';
import { BadRequest, badRequest, type Reply, refusal, send, welcome } from './responses.ts';

/** Where the mock's developer authentication callback endpoint is; the document leaves the path to the service's owner. */
export const endpointPath = '/authlete/authentication';

/** Answers a developer authentication callback request (sections 5 and 6). */
export async function answerCallback(ctx: Context, service: Service): Promise<void> {
  send(ctx, await replyTo(ctx, service));
}

/** Looks at the kind of request, the caller, the body and the login, in this order. */
async function replyTo(ctx: Context, service: Service): Promise<Reply> {
  try {
    checkKind(ctx.method, ctx.get('Content-Type'));
    checkCaller(ctx.get('Authorization'), service);
    const request = readBody(scene().body);
    const developer = await whoLogsIn(service, request);
    return developer ? welcome(developer, request) : refusal(service, request);
  } catch (error) {
    if (error instanceof BadRequest) return badRequest(error);
    throw error;
  }
}
