import { randomUUID } from 'node:crypto';
import { attemptsOf, only, row, without } from '../harness/checks/attempts.ts';
import { hasStatus } from '../harness/checks/matchers.ts';
import { ACCENTS, BLANKS, CASES, nearMisses, nearMissesInJson, UNICODE_FORMS } from '../harness/checks/near-misses.ts';
import { flow, givesToken, issuesToken } from './api.ts';
import { IDENTIFIES, ISSUED, KEEPS, REFRESHED_TOKEN } from './ids.ts';

const SURVIVES = 'wazo.refresh.survives-wrong-client';
const MATCH = 'wazo.refresh.client-id-must-match';
const NOT_TEXT = 'wazo.vendor.refresh-token-type';
const REQUIRED = 'wazo.refresh.refresh-token-required';
const UNKNOWN = 'wazo.refresh.unknown-token-refused';

/** What a careful eye takes for the same text: real servers compare exactly, the document does not say so. */
const SUBTLE = [...CASES, ...BLANKS, ...ACCENTS, ...UNICODE_FORMS];
const NUL = 'with a NUL and more behind it';

/** Texts that are almost the right one, and yet another. */
function others(right: string) {
  const rows = without(nearMisses(right, 'json'), ['empty'], 'it is refused as no value at all');
  return without(rows, [...SUBTLE, NUL], 'these have requirements of their own; the real server fails over NUL');
}

/** What is no such text at all. */
function noTexts(right: string) {
  const rows = without(nearMissesInJson(right), ['left out'], 'that has a requirement of its own');
  const texts = nearMisses(right, 'json').map(({ name }) => name);
  return without(rows, texts, 'they are texts');
}

const subtle = (right: string) => only(nearMisses(right, 'json'), SUBTLE);

export const refusedRefreshes = flow(
  'a refresh needs the right refresh_token and client_id',
  {
    endpoint: 'refresh',
    judges: {
      [SURVIVES]: [...REFRESHED_TOKEN, KEEPS, IDENTIFIES],
      [MATCH]: [...REFRESHED_TOKEN, SURVIVES],
      [NOT_TEXT]: REFRESHED_TOKEN,
      [REQUIRED]: REFRESHED_TOKEN,
      'wazo.vendor.client-id-case': [...REFRESHED_TOKEN, SURVIVES, MATCH],
      [UNKNOWN]: REFRESHED_TOKEN,
      'wazo.vendor.no-refresh-from-unknown': [...REFRESHED_TOKEN, UNKNOWN],
      'wazo.vendor.refresh-refused-status': REFRESHED_TOKEN,
    },
  },
  async ({ wazo, check, refuses, extract }) => {
    const made = async (as = wazo.user) => {
      const client_id = wazo.newClientId();
      const login = await wazo.createOfflineToken(as, client_id);
      return { client_id, refresh_token: extract(login, '/data/refresh_token', ISSUED) };
    };
    const [body, own] = [await made(), await made()];
    const mistaken = await wazo.refresh({ ...body, client_id: own.client_id });
    check(SURVIVES, [mistaken, await wazo.refresh(body)], issuesToken);

    // What attempts make ends at once, so that it fills no limit of sessions; unless its refresh token would end with it.
    await wazo.tryToken({ body: own });
    const attempt = issuesToken(await wazo.refresh(own)).ok ? wazo.tryToken : wazo.createToken;
    const refusal = {
      given: (): object => body,
      send: (one: object) => attempt({ body: one, contract: 'wazo/refresh-request' }),
      accepted: givesToken,
    };
    const detail = { 'wazo.vendor.refresh-refused-status': hasStatus(401) };
    const withClient = (body: object, client_id: unknown) => ({ ...body, client_id });
    const clients = [
      row('a client_id of nobody', wazo.newClientId()),
      row('that of another application', own.client_id),
      ...others(body.client_id),
    ];
    await refuses(MATCH, { ...refusal, detail, alter: attemptsOf(clients, withClient) });
    await refuses(MATCH, { ...refusal, alter: attemptsOf(noTexts(body.client_id), withClient) });
    await refuses('wazo.vendor.client-id-case', {
      ...refusal,
      alter: attemptsOf(subtle(body.client_id), withClient),
    });
    const withToken = (body: object, refresh_token: unknown) => ({ ...body, refresh_token });
    const tokens = [
      row('a token of nobody', randomUUID()),
      row('its client_id', body.client_id),
      ...others(body.refresh_token),
    ];
    await refuses(UNKNOWN, { ...refusal, detail, alter: attemptsOf(tokens, withToken) });
    await refuses(NOT_TEXT, { ...refusal, alter: attemptsOf(noTexts(body.refresh_token), withToken) });
    await refuses(REQUIRED, { ...refusal, alter: (one) => withToken(one, '') });
    await refuses('wazo.vendor.no-refresh-from-unknown', {
      ...refusal,
      alter: attemptsOf(subtle(body.refresh_token), withToken),
    });
  },
);
