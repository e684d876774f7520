import { where } from '../harness/flow/dependencies.ts';

export const FIRST = 'kaleyra.platform.auth-first';
export const SAME = 'kaleyra.platform.same-token';
export const BEARER = 'kaleyra.platform.bearer';
export const WAITS = 'kaleyra.platform.waits-for-token';
export const REUSED = 'kaleyra.platform.token-reused';
export const APART = 'kaleyra.platform.profiles-apart';
export const NOT_IN_URL = 'kaleyra.rfc.platform-token-not-in-url';
export const NOT_LEAKED = 'kaleyra.platform.headers-not-leaked';

/** When no callback may be sent. */
export const NO_TOKEN = {
  refusal: 'kaleyra.platform.no-token-after-refusal',
  error: 'kaleyra.platform.no-token-after-error',
  silence: 'kaleyra.platform.no-token-after-silence',
  noJson: 'kaleyra.platform.no-token-after-no-json',
  missing: 'kaleyra.platform.no-token-when-missing',
  unusable: 'kaleyra.rfc.platform-unusable-token',
  otherType: 'kaleyra.rfc.platform-token-type',
} as const;

/** What must hold before the token of a callback says anything. */
export const DELIVERS = [FIRST, SAME, BEARER];

/** A platform may fetch a token for each callback: then nothing is to be seen of how long it uses one. */
export const REUSES = [...DELIVERS, where(REUSED)];
