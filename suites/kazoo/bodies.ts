import { randomUUID } from 'node:crypto';
import type { Violation } from '../../schemas/deltas.ts';
import { attemptsOf, row, without } from '../harness/checks/attempts.ts';
import { malformed, malformedIds } from '../harness/checks/malformed.ts';
import { hasStatus, type Matcher } from '../harness/checks/matchers.ts';
import { CASES, nearMisses } from '../harness/checks/near-misses.ts';
import { each } from '../harness/flow/dependencies.ts';
import { type Exchange, summaryOf, valueAt } from '../harness/http/exchange.ts';
import { flow, issuesToken, type Sso, without as withoutParts } from './api.ts';
import { BOUNDED, LOGS_IN } from './ids.ts';

const STATUS = 'kazoo.vendor.invalid-status';
const MEMBERS = 'kazoo.vendor.invalid-members';
const EMPTY = 'kazoo.practice.empty-code-refused';
const NOT_ASKED = 'kazoo.practice.bad-body-not-asked';
const OPTIONAL = 'kazoo.callback.state-optional';
const CONTRACT = 'kazoo/callback-request';

/** The response names a member in data. */
const names =
  (member: string): Matcher =>
  (exchange) => ({
    ok: valueAt(exchange, `/data/${member}`) !== undefined,
    expected: `data.${member}`,
    actual: summaryOf(exchange),
  });

/** None of these requests was made. */
const wasNotAsked =
  (asked: readonly Exchange[]): Matcher =>
  () => ({
    ok: asked.length === 0,
    expected: 'no request to the provider with the code of the callback',
    actual: `${asked.length} request(s)`,
  });

/** Null in place of a member that may be left out is a common way to leave it out. */
const isBroken = ({ keyword, path }: Violation) => keyword !== 'null' || path !== '/data/state';

export const badBodies = flow(
  'a callback that breaks its schema issues no token and spends no code',
  {
    endpoint: 'sso-callback',
    judges: each([...malformedIds(CONTRACT), STATUS, MEMBERS, EMPTY, NOT_ASKED, OPTIONAL], [LOGS_IN]),
    skipFact: withoutParts('sso'),
  },
  async ({ kazoo, check, refused }) => {
    const { subject } = await kazoo.linkedSubject();
    const bodyWith = (code: string) => ({ data: kazoo.callbackData(code) });
    const control = await kazoo.callback(bodyWith(await kazoo.mintCode({ subject })).data);
    const since = await kazoo.mark();
    const code = await kazoo.mintCode({ subject });
    const seed = bodyWith(code);
    const notAccepted: Exchange[] = [];
    const acceptedIds: string[] = [];
    const pairOf = (response: Exchange, member?: string) => ({
      control,
      refused: response,
      accepted: issuesToken,
      detail: { [STATUS]: hasStatus(400), ...(member !== undefined && { [MEMBERS]: names(member) }) },
    });
    const send = async (body: unknown) => {
      const response = await kazoo.sendCallback(body);
      if (!issuesToken(response).ok) notAccepted.push(response);
      return response;
    };
    for (const { id, keyword, path, apply } of malformed(CONTRACT, seed).filter(isBroken)) {
      const response = await send(apply(seed));
      if (issuesToken(response).ok) acceptedIds.push(id);
      refused(id, pairOf(response, keyword === 'required' ? path.split('/').at(-1) : undefined));
    }
    const empty = await kazoo.callback({ ...seed.data, code: '' });
    const silence = { nothing: 'no response', blockedBy: BOUNDED };
    refused(EMPTY, { control, refused: empty.response ? empty : silence, accepted: issuesToken });

    const wasTaken = { nothing: 'a body that breaks its schema was accepted', blockedBy: acceptedIds[0] };
    const seen = acceptedIds.length > 0 ? wasTaken : notAccepted.slice(-1);
    check(NOT_ASKED, seen, wasNotAsked(await kazoo.asked(since, code)));
    const { state: _, ...stateless } = kazoo.callbackData(await kazoo.mintCode({ subject }));
    check(OPTIONAL, [control, await kazoo.callback(stateless)], issuesToken);
  },
);

const UNKNOWN = 'kazoo.practice.unknown-client-refused';
const UNKNOWN_NOT_ASKED = 'kazoo.practice.unknown-client-not-asked';
const MATCHES = 'kazoo.practice.provider-matches';

export const mixedUp = flow(
  'a callback must name an application and its own provider',
  {
    endpoint: 'sso-callback',
    judges: { ...each([UNKNOWN, MATCHES], [LOGS_IN]), [UNKNOWN_NOT_ASKED]: [LOGS_IN, UNKNOWN] },
    skipFact: withoutParts('sso'),
  },
  async ({ kazoo, check, refused, refuses }) => {
    const { subject } = await kazoo.linkedSubject();
    const { clientId, provider } = kazoo.sso as Sso;
    const control = await kazoo.signOn({ subject });
    const since = await kazoo.mark();
    const code = await kazoo.mintCode({ subject });
    const unknown = await kazoo.callback({ ...kazoo.callbackData(code), client_id: `nobody-${randomUUID()}` });
    refused(UNKNOWN, { control, refused: unknown, accepted: issuesToken });
    const refusal = {
      given: async (): Promise<object> => kazoo.callbackData(await kazoo.mintCode({ subject })),
      send: (data: object) => kazoo.sendCallback({ data }),
      accepted: issuesToken,
    };
    const ofNobody = (text: string) =>
      without(
        nearMisses(text, 'json'),
        [...CASES, 'empty'],
        'who compares without case harms nobody; empty is no value',
      );
    await refuses(UNKNOWN, {
      ...refusal,
      alter: attemptsOf(ofNobody(clientId), (data: object, client_id) => ({ ...data, client_id })),
    });
    check(UNKNOWN_NOT_ASKED, unknown, wasNotAsked(await kazoo.asked(since, code)));
    const others = ['google', 'office365', 'salesforce', 'duo'].filter((one) => one !== provider);
    const providers = [...others.map((one) => row(one, one)), ...ofNobody(provider)];
    await refuses(MATCHES, {
      ...refusal,
      alter: attemptsOf(providers, (data: object, other) => ({ ...data, provider: other })),
    });
  },
);
