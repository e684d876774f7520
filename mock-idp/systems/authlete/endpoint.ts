import type { Context } from 'koa';
import { checkCaller } from './basic.ts';
import { decide } from './decide.ts';
import type { Service } from './developers.ts';
import { faulty } from './faults.ts';
import { checkKind, readBody } from './request.ts';
import { BadRequest, sendBadRequest, sendDecision } from './responses.ts';

/** Where the mock's developer authentication callback endpoint is; the document leaves the path to the service's owner. */
export const endpointPath = '/authlete/authentication';

/** Responses a developer authentication callback request (sections 5 and 6): kind of request, caller, body, login. */
export async function answerCallback(ctx: Context, service: Service): Promise<void> {
  try {
    checkKind(ctx);
    if (faulty('authlete.body-before-basic')) readBody();
    checkCaller(ctx, service);
    sendDecision(ctx, await decide(service, readBody()));
  } catch (error) {
    if (!(error instanceof BadRequest)) throw error;
    sendBadRequest(ctx, error);
  }
}
