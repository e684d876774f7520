import type { Context } from 'koa';
import type { Service } from './developers.ts';
/** Where the mock's developer authentication callback endpoint is; the document leaves the path to the service's owner. */
export declare const endpointPath = "/authlete/authentication";
/** Answers a developer authentication callback request (sections 5 and 6). */
export declare function answerCallback(ctx: Context, service: Service): Promise<void>;
