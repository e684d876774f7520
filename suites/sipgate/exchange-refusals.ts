import { type Row, row, without } from '../harness/checks/attempts.ts';
import { type Matcher, not, same } from '../harness/checks/matchers.ts';
import { nearUris } from '../harness/checks/near-uris.ts';
import { once } from '../harness/checks/seen.ts';
import { each } from '../harness/flow/dependencies.ts';
import { basicOf, flow, issuesToken, type Params, type TokenOptions } from './api.ts';
import { puttingInto, wordsOf } from './exchange-clients.ts';
import { TOKENS } from './ids.ts';
import { hasError } from './matchers.ts';
import { sparing } from './sparing.ts';

const REDIRECT_URI = 'sipgate.rfc.redirect-uri-same';
const TO_THE_LETTER = 'sipgate.rfc.redirect-uri-same-to-the-letter';
const NO_CODE = 'sipgate.rfc.code-needed';
const INVALID_REQUEST = 'sipgate.rfc.invalid-request-error';

export const badExchanges = flow(
  'an exchange that is not as it should be gives no tokens',
  {
    endpoint: 'token',
    judges: {
      ...each(['sipgate.rfc.redirect-uri-needed', REDIRECT_URI, NO_CODE, INVALID_REQUEST], TOKENS),
      ...each(['sipgate.rfc.grant-type-needed', 'sipgate.rfc.grant-type-unsupported'], TOKENS),
      ...each(['sipgate.rfc.unsupported-grant-type-error', 'sipgate.rfc.repeated-parameter'], TOKENS),
      ...each(
        ['sipgate.rfc.unknown-parameter', 'sipgate.rfc.post-only', 'sipgate.rfc.form-only', 'sipgate.rfc.form-charset'],
        TOKENS,
      ),
      'sipgate.rfc.password-grant-off': TOKENS,
      [TO_THE_LETTER]: [...TOKENS, REDIRECT_URI],
      'sipgate.rfc.empty-is-omitted': [...TOKENS, NO_CODE],
    },
  },
  async ({ sipgate, check, refused, refuses: refusesAll }) => {
    const { client, otherClient, user, scope } = sipgate;
    const control = once(() => sipgate.tokens());
    const refuses = (id: string, options: TokenOptions, detail: Record<string, Matcher> = {}) =>
      refused(id, { control, refused: () => sipgate.tokens({}, options), accepted: issuesToken, detail });

    const refusesTable = (id: string, uris: readonly Row[]) =>
      refusesAll(id, {
        given: (): Params => ({}),
        alter: puttingInto('redirect_uri', uris),
        send: sparing({ make: () => sipgate.code(), use: (code, params) => sipgate.exchange(code, { params }) }),
        accepted: issuesToken,
      });

    await refuses('sipgate.rfc.redirect-uri-needed', { params: { redirect_uri: undefined } });
    const { redirectUri, redirectUriWithQuery } = client;
    await refusesTable(REDIRECT_URI, [
      row('of somebody else', 'https://attacker.example/callback'),
      ...(otherClient ? [row("another client's", otherClient.redirectUri)] : []),
    ]);
    await refusesTable(TO_THE_LETTER, [
      ...(redirectUriWithQuery ? [row('another one of the client', redirectUriWithQuery)] : []),
      ...without(nearUris(redirectUri), ['empty'], 'an empty parameter is a missing one'),
    ]);
    await refuses(
      'sipgate.rfc.grant-type-needed',
      { params: { grant_type: undefined } },
      { [INVALID_REQUEST]: hasError('invalid_request') },
    );
    await refuses(
      'sipgate.rfc.grant-type-unsupported',
      { params: { grant_type: 'urn:tollgate:unknown' } },
      { 'sipgate.rfc.unsupported-grant-type-error': hasError('unsupported_grant_type') },
    );
    const withoutCode = await refuses(
      NO_CODE,
      { params: { code: undefined } },
      { [INVALID_REQUEST]: hasError('invalid_request') },
    );
    await check(
      'sipgate.rfc.empty-is-omitted',
      async () => [withoutCode, await sipgate.exchange('')],
      same('the status and error', wordsOf),
    );
    await refuses('sipgate.rfc.repeated-parameter', { extra: 'grant_type=authorization_code' });
    await check(
      'sipgate.rfc.unknown-parameter',
      () => sipgate.tokens({}, { params: { tollgate: 'unknown' } }),
      issuesToken,
    );
    await check(
      'sipgate.rfc.form-charset',
      () => sipgate.tokens({}, { formType: 'application/x-www-form-urlencoded;charset=UTF-8' }),
      issuesToken,
    );
    await refused('sipgate.rfc.post-only', {
      control,
      refused: async () => {
        const form = { code: await sipgate.code(), redirect_uri: redirectUri, grant_type: 'authorization_code' };
        const query = `?${new URLSearchParams(form)}`;
        return sipgate.postToken({}, { method: 'GET', query, headers: [['Authorization', basicOf(client)]] });
      },
      accepted: issuesToken,
    });
    await refuses('sipgate.rfc.form-only', { json: true });
    await check(
      'sipgate.rfc.password-grant-off',
      () => sipgate.postToken({ grant_type: 'password', username: user.name, password: user.password, scope }),
      not(issuesToken, 'no token for the grant type password'),
    );
  },
);
