import { orNothing } from '../harness/checks/seen.ts';
import { flow, noTrigger, type Typed } from './client-app.ts';
import { BASIC, CREATES } from './client-ids.ts';
import { sendsCredentials } from './client-login.ts';
import { isTokenRequest } from './client-requests.ts';

/** What encoders take for something else, and what is changed without being seen. Beyond ASCII, RFC 7617 leaves the charset open. */
const TYPED: readonly Typed[] = [
  { name: 'Ada.Lovelace+%41@Example.COM', password: 'P4ss:Word:%41+ &="\\\'/?' },
  { password: '  blanks around it  ' },
  { password: `${'A-very-long-password-'.repeat(6)}ends` },
];

export const typed = flow(
  'user name and password are sent as they were typed',
  { endpoint: 'token', judges: { [BASIC]: [CREATES] }, skipFact: noTrigger },
  async ({ app, check }) => {
    for (const one of TYPED) {
      const session = await app.newSession(one);
      const data = await app.newTokens(session);
      await app.answersLogin(session, { status: 200, body: { data } });
      await app.fire('login', session);
      const { all } = await app.sent(session, 1);
      check(BASIC, orNothing(all.find(isTokenRequest), 'there was no login', CREATES), sendsCredentials(session));
    }
  },
);
