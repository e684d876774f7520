import { randomUUID } from 'node:crypto';
import { succeeds } from '../harness/checks/matchers.ts';
import { flow, issuesToken, tokenIn } from './api.ts';
import { OPENED, REFRESHED, TOKENS } from './ids.ts';

const REVOKED = 'sipgate.rfc.revoked-refresh-token';
const REVOKED_ACCESS = 'sipgate.rfc.revoked-access-token';
const STATUS = 'sipgate.rfc.revocation-status';

export const revocation = flow(
  'a revoked token is worth nothing',
  { endpoint: 'refresh', judges: { [STATUS]: TOKENS, [REVOKED_ACCESS]: OPENED, [REVOKED]: REFRESHED } },
  async ({ sipgate, check, refused }) => {
    const { revocation_endpoint } = await sipgate.metadata();
    if (typeof revocation_endpoint !== 'string') {
      const absent = { notApplicable: 'the metadata names no revocation_endpoint' };
      for (const id of [STATUS, REVOKED_ACCESS, REVOKED]) check(id, absent, succeeds);
      return;
    }
    const revoke = (token: string, token_type_hint?: string) =>
      sipgate.postAsClient(revocation_endpoint, { token, token_type_hint });

    const access = tokenIn(await sipgate.tokens(), 'access_token') ?? '';
    const control = await sipgate.useToken(access);
    const revoked = await revoke(access, 'access_token');
    check(STATUS, revoked, succeeds);
    check(STATUS, await revoke(`tollgate-${randomUUID()}`), succeeds);
    await refused(REVOKED_ACCESS, { control, refused: () => sipgate.useToken(access), accepted: succeeds });

    const first = tokenIn(await sipgate.tokens(), 'refresh_token') ?? '';
    const refreshed = await sipgate.refresh(first);
    const newest = tokenIn(refreshed, 'refresh_token') ?? first;
    await revoke(newest, 'refresh_token');
    await refused(REVOKED, { control: refreshed, refused: () => sipgate.refresh(newest), accepted: issuesToken });
  },
);
