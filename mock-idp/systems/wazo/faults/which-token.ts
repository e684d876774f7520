import type { Login } from '../login.ts';
import type { TokenRequest } from '../token-request.ts';

/** Whether a fault is about such a token. */
export type Which = (login: Login, request: TokenRequest) => boolean;

export const isRefresh: Which = ({ refreshedBy }) => !!refreshedBy;

export const isLogin: Which = ({ refreshedBy }) => !refreshedBy;

export const isOffline: Which = (_login, { access_type }) => access_type === 'offline';

export const isPlainLogin: Which = (...given) => isLogin(...given) && !isOffline(...given);
