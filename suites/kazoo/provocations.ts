import { only } from '../harness/checks/attempts.ts';
import { hasStatus } from '../harness/checks/matchers.ts';
import { BLANKS, nearMisses } from '../harness/checks/near-misses.ts';
import type { Checking } from '../harness/flow/context.ts';
import { each } from '../harness/flow/dependencies.ts';
import type { Exchange } from '../harness/http/exchange.ts';
import { type CodeOrder, flow, issuesToken, type KazooApi, without } from './api.ts';
import { BOUNDED, LOGS_IN } from './ids.ts';

const STATUS = 'kazoo.vendor.callback-refused-status';
const REJECTED = 'kazoo.callback.rejected-code';
const SIGNATURE = 'kazoo.rfc.id-token-signature';

/** What the provider does to the target that brings a code, and what must not come of it. */
const provoked: readonly (readonly [id: string, ...provocations: string[]])[] = [
  [REJECTED, 'reject', 'reject-with-200'],
  ['kazoo.callback.provider-failure', 'server-error', 'not-json', 'no-access-token'],
  [SIGNATURE, 'id-token-signature', 'id-token-unsigned'],
  ['kazoo.rfc.id-token-issuer', 'id-token-issuer'],
  ['kazoo.rfc.id-token-audience', 'id-token-audience'],
  ['kazoo.rfc.id-token-expired', 'id-token-expired'],
  ['kazoo.practice.profile-needed', 'profile-refused', 'profile-not-json'],
  ['kazoo.practice.identity-needed', 'profile-no-identity'],
  // A target may queue what follows behind a provider that is silent.
  ['kazoo.callback.provider-failure', 'silent'],
];

type Kazoo = KazooApi['kazoo'];

/** A callback that may stay without a response, and how the target was afterwards. */
interface Bounded {
  readonly response: Exchange;
  /** Set where no response came: the first response that the target gave again. */
  readonly recovered?: Exchange;
}

const tries = 5;

/** Sends a callback with a fresh code; when no response comes, waits until the target answers a good one again. */
async function bounded(kazoo: Kazoo, order: CodeOrder, data?: Record<string, unknown>): Promise<Bounded> {
  const response = data ? await kazoo.callback(data) : await kazoo.signOn(order);
  if (response.response) return { response };
  for (let tried = 1; ; tried += 1) {
    const recovered = await kazoo.signOn({ subject: order.subject });
    if (recovered.response || tried === tries) return { response, recovered };
  }
}

/** Judges whether a callback was answered at all. */
function judgeTime({ check }: Pick<Checking, 'check'>, { response, recovered }: Bounded): void {
  const seconds = secondsOf(response);
  check(BOUNDED, [recovered ?? response], () => ({
    ok: response.response !== undefined,
    expected: 'a response in bounded time',
    actual: response.response ? `a response after ${seconds} s` : `no response in ${seconds} s`,
  }));
}

function secondsOf({ durationMs }: Exchange): string {
  return (durationMs / 1000).toFixed(1);
}

/** Judges one callback that must issue no token; without a response there is nothing to judge. */
function judge({ refused }: Pick<Checking, 'refused'>, id: string, control: Exchange, { response }: Bounded): void {
  const silence = { nothing: `no response in ${secondsOf(response)} s`, blockedBy: BOUNDED };
  refused(id, {
    control,
    refused: response.response ? response : silence,
    accepted: issuesToken,
    detail: { [STATUS]: hasStatus(401) },
  });
}

export const provocations = flow(
  'what the provider does not confirm is not a login',
  {
    endpoint: 'sso-callback',
    judges: each([...provoked.map(([id]) => id), STATUS, BOUNDED], [LOGS_IN]),
    skipFact: without('sso'),
  },
  async ({ kazoo, ...judging }) => {
    const { subject } = await kazoo.linkedSubject();
    const control = await kazoo.signOn({ subject });
    for (const [id, ...names] of provoked) {
      for (const provoke of names) {
        const seen = await bounded(kazoo, { subject, provoke });
        judgeTime(judging, seen);
        judge(judging, id, control, seen);
      }
    }
    judgeTime(judging, await bounded(kazoo, { subject, provoke: 'slow' }));
  },
);

const REPLAYED = 'kazoo.rfc.replayed-code';
const OTHER_CLIENT = 'kazoo.rfc.other-clients-code';
const OTHER_REDIRECT = 'kazoo.rfc.other-redirect-uri';

/** The provider compares codes: what the target itself may have changed on the way there. A refusal may take its time. */
const NEAR_CODES = [...BLANKS, 'in upper case', 'without its last character', 'with a character behind it'];

export const codes = flow(
  'a code is good once, for its own application and redirect URI',
  {
    endpoint: 'sso-callback',
    judges: each([REPLAYED, OTHER_REDIRECT, REJECTED, STATUS], [LOGS_IN]),
    skipFact: without('sso'),
  },
  async ({ kazoo, ...judging }) => {
    const { subject } = await kazoo.linkedSubject();
    const code = await kazoo.mintCode({ subject });
    const data = kazoo.callbackData(code);
    const control = await kazoo.callback(data);
    judge(judging, REPLAYED, control, await bounded(kazoo, { subject }, data));
    const elsewhere = await kazoo.mintCode({ subject, redirectUri: `${kazoo.sso?.redirectUri}elsewhere` });
    judge(judging, OTHER_REDIRECT, control, await bounded(kazoo, { subject }, kazoo.callbackData(elsewhere)));
    const right = await kazoo.mintCode({ subject });
    for (const { value } of only(nearMisses(right, 'json'), NEAR_CODES)) {
      const seen = await bounded(kazoo, { subject }, kazoo.callbackData(value));
      judge(judging, REJECTED, control, seen);
      if (!seen.response.response) return;
    }
  },
);

export const otherClient = flow(
  'a code of another application logs nobody in',
  {
    endpoint: 'sso-callback',
    judges: each([OTHER_CLIENT, STATUS], [LOGS_IN]),
    skipFact: without('sso', 'otherSso'),
  },
  async ({ kazoo, ...judging }) => {
    const { subject } = await kazoo.linkedSubject();
    const control = await kazoo.signOn({ subject });
    const code = await kazoo.mintCode({ subject, sso: kazoo.otherSso });
    const response = await bounded(kazoo, { subject }, kazoo.callbackData(code));
    judge(judging, OTHER_CLIENT, control, response);
  },
);
