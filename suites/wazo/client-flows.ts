import { apart } from './client-apart.ts';
import { refusedCall, refusedRefresh, restart } from './client-endings.ts';
import { login } from './client-login.ts';
import { refresh } from './client-refresh.ts';
import { responses } from './client-responses.ts';
import { typed } from './client-typed.ts';

/** The flows of `wazo.client`, each after those whose findings it needs. */
export const clientFlows = [login, typed, responses, refresh, restart, apart, refusedRefresh, refusedCall];
