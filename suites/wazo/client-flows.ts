import { refusedCall, refusedRefresh, restart } from './client-endings.ts';
import { login } from './client-login.ts';
import { refresh } from './client-refresh.ts';
import { responses } from './client-responses.ts';

/** The flows of `wazo.client`, each after those whose findings it needs. */
export const clientFlows = [login, responses, refresh, restart, refusedRefresh, refusedCall];
