import { type Matcher, notApplicable } from '../harness/checks/matchers.ts';
import { callsTo, flow } from './client-api.ts';
import { BODY, CALLS } from './client-ids.ts';
import { arrives, ID_TEXT, PASSWORD_TEXT } from './client-request.ts';

const APART = 'authlete.client.logins-apart';

/** Made up to be compared: nobody's. */
export const DEVELOPERS = [
  { word: 'one', id: 'ada-of-one', password: 'password-of-one' },
  { word: 'two', id: 'bob-of-two', password: 'password-of-two' },
  { word: 'three', id: 'eve-of-three', password: 'password-of-three' },
];

/** Of logins at the same time, each request has the id and the password of its own. */
const hasItsOwn =
  ({ id, password }: (typeof DEVELOPERS)[number]): Matcher =>
  (call) => {
    const found = arrives('id', id)(call);
    return found.ok ? arrives('password', password)(call) : found;
  };

export const atOnce = flow(
  'logins at the same time are kept apart',
  { endpoint: 'developer-auth', judges: { [APART]: [CALLS, BODY, ...ID_TEXT, ...PASSWORD_TEXT] } },
  async ({ console, check }) => {
    const inbox = await console.open();
    await Promise.all(DEVELOPERS.map(({ word, ...typed }) => inbox.logIn(`/${word}`, typed)));
    const calls = await inbox.calls(DEVELOPERS.length);
    const all = DEVELOPERS.map((developer) => ({ developer, call: callsTo(calls, developer.word)[0] }));
    for (const { developer, call } of all) {
      if (call) check(APART, call, hasItsOwn(developer));
    }
    if (all.every(({ call }) => !call)) {
      check(APART, { nothing: 'none of the logins made a request' }, () => notApplicable('no request came'));
    }
  },
);
