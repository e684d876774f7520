import { callback, grants } from './client-callback.ts';
import { load, noToken, profilesApart, redirects } from './client-failures.ts';
import { tokens } from './client-tokens.ts';
import { validity } from './client-validity.ts';

/** The flows of `kaleyra.client`, each after those whose findings it needs. */
export const clientFlows = [callback, grants, tokens, noToken, validity, profilesApart, redirects, load];
