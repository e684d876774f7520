import { refusedCallback, state } from './client-callbacks.ts';
import { calls } from './client-calls.ts';
import { refusedCall, reset } from './client-endings.ts';
import { changes, keyFile, resetUser, tokenInfo } from './client-errands.ts';
import { refresh } from './client-refresh.ts';
import { responses } from './client-responses.ts';
import { linked } from './client-sign-on.ts';
import { unlinked } from './client-unlinked.ts';

/** The flows of `kazoo.client`, each after those whose findings it needs. */
export const clientFlows = [
  calls,
  responses,
  reset,
  refusedCall,
  refresh,
  linked,
  unlinked,
  state,
  refusedCallback,
  tokenInfo,
  keyFile,
  resetUser,
  changes,
];
