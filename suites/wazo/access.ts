import { randomUUID } from 'node:crypto';
import { attemptsOf, row, without } from '../harness/checks/attempts.ts';
import { contract } from '../harness/checks/contract.ts';
import { hasStatus, succeeds } from '../harness/checks/matchers.ts';
import { CASES, nearMisses } from '../harness/checks/near-misses.ts';
import { each } from '../harness/flow/dependencies.ts';
import { statusOf } from '../harness/http/exchange.ts';
import { flow } from './api.ts';
import { ACCEPTED, ACCESS_TOKEN, LOGIN, NEEDED, UNKNOWN_REFUSED } from './ids.ts';
import { opens } from './resource.ts';

const NIL = '00000000-0000-0000-0000-000000000000';

export const access = flow(
  'an access token opens a protected resource',
  {
    endpoint: 'token',
    judges: {
      [ACCEPTED]: ACCESS_TOKEN,
      [NEEDED]: [ACCEPTED],
      [UNKNOWN_REFUSED]: [ACCEPTED, NEEDED],
      'wazo.vendor.unauthorized-status': [ACCEPTED],
      ...each(contract('wazo/unauthorized-response').ids, [ACCEPTED]),
      ...each(['wazo.vendor.not-as-bearer', 'wazo.vendor.not-in-query'], [ACCEPTED, NEEDED]),
    },
  },
  async ({ wazo, check, conforms, refuses, extract }) => {
    const login = await wazo.createToken({ as: wazo.user, body: { expiration: 600 } });
    const token = extract(login, '/data/token', LOGIN);
    check(ACCEPTED, await wazo.useToken(token), opens(wazo, login));

    const refusal = {
      given: () => token as string | undefined,
      send: wazo.useToken,
      accepted: succeeds,
      detail: { 'wazo.vendor.unauthorized-status': hasStatus(401) },
    };
    const isOpen = wazo.resource !== undefined && succeeds(await wazo.useToken(undefined)).ok;
    const unauthorized = await refuses(NEEDED, {
      ...refusal,
      unless: isOpen
        ? { nothing: `name a protected resource in wazo.resource: ${wazo.resourceUrl} opens without a token` }
        : undefined,
      alter: () => undefined,
    });
    conforms('wazo/unauthorized-response', unauthorized, NEEDED, (exchange) => statusOf(exchange) === 401);
    const never = [row('a token of nobody', randomUUID()), row('the nil UUID', NIL)];
    const near = without(
      nearMisses(token, 'header'),
      CASES,
      'the document does not say whether the case of a token counts',
    );
    await refuses(UNKNOWN_REFUSED, { ...refusal, alter: attemptsOf([...never, ...near], (_, value) => value) });

    const inHeader = () => ({ headers: [['X-Auth-Token', token] as const], query: '' });
    await refuses('wazo.vendor.not-as-bearer', {
      given: inHeader,
      alter: () => ({ headers: [['Authorization', `Bearer ${token}`] as const], query: '' }),
      send: wazo.useTokenElsewhere,
      accepted: succeeds,
    });
    await refuses('wazo.vendor.not-in-query', {
      given: inHeader,
      alter: () => ({ headers: [], query: `?token=${encodeURIComponent(token)}` }),
      send: wazo.useTokenElsewhere,
      accepted: succeeds,
    });
  },
);
