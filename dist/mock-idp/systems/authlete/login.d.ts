import type { CallbackRequest } from './callback-request.ts';
import { type Developer, type Service } from './developers.ts';
type Found = Developer | undefined;
/** Finds out who logs in: by `id` and `password` where `sns` is null or absent, by the link to the SNS otherwise (section 5). */
export declare const whoLogsIn: (service: Service, request: CallbackRequest) => Promise<Found>;
/** Whether the service API key is ours, to its last digit; one that is not there is not looked at. */
export declare const isOfService: (service: Service, { serviceApiKey: given }: CallbackRequest) => boolean;
/** Whether the login is by id and password: `sns` is null (section 5). */
export declare const isPasswordLogin: ({ sns }: CallbackRequest) => boolean;
/** The developer with this login ID and password. */
export declare const byPassword: (service: Service, { id, password }: CallbackRequest) => Found;
/** Whether it is the developer's password; compared for nobody as well, so that an unknown id takes as long. */
export declare const passwordFits: (developer: Found, password: unknown) => boolean;
/** The developer whom the SNS knows by this subject; the other members describe the SNS's token and decide nothing. */
export declare const socially: (service: Service, { sns, id }: CallbackRequest) => Found;
export {};
