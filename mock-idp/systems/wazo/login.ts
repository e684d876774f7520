import type { User } from './accounts.ts';
import type { RefreshToken } from './store.ts';

/** Who a token is for, and by which name they came. */
export interface Login {
  readonly user: User;
  readonly login: string;
  /** Present when a refresh token was used. */
  readonly refreshedBy?: RefreshToken;
}
