import { hasStatus, type Matcher, succeeds } from '../harness/checks/matchers.ts';
import { isAbsent, type One } from '../harness/checks/seen.ts';
import { type Exchange, statusOf, summaryOf, valueAt } from '../harness/http/exchange.ts';
import { flow, issuesToken } from './api.ts';
import {
  CREATES,
  ISSUED,
  KEEPS,
  LOGIN,
  NEW,
  OFFLINE_TOKENS,
  REFRESHED_TOKEN,
  SAME_IDENTITY,
  UNKNOWN_REFUSED,
  USABLE,
} from './ids.ts';
import { following, ifReadable, ifServed } from './served.ts';

const LISTED = 'wazo.vendor.session-listed';
const SESSION = 'wazo.vendor.answer-session-uuid';
const IDENTIFIED = ['wazo.vendor.answer-auth-id', SESSION];

/** The sessions that a list names; `undefined` where the response is no such list. */
function sessionsIn(list: Exchange): unknown[] | undefined {
  const items = valueAt(list, '/items');
  return Array.isArray(items) ? items.map((item) => (item as { uuid?: unknown } | null)?.uuid) : undefined;
}

/** The end of a session; where the target lets its users make none, that fact. */
function ifEndable(end: Exchange): One {
  if (![401, 403, 404, 405, 501].includes(statusOf(end) ?? 0)) return end;
  return { notApplicable: `wazo.user may not end its sessions (${summaryOf(end)})` };
}

const names =
  (...sessions: readonly string[]): Matcher =>
  (list) => ({
    ok: sessions.every((session) => sessionsIn(list)?.includes(session)),
    expected: `items with the uuids ${sessions.join(' and ')}`,
    actual: summaryOf(list),
  });

const lacksSession =
  (session: string): Matcher =>
  (list) => ({
    ok: sessionsIn(list)?.includes(session) === false,
    expected: `no item with the uuid ${session}`,
    actual: summaryOf(list),
  });

export const sessions = flow(
  'a user sees and ends their sessions',
  {
    endpoint: 'token',
    judges: {
      [LISTED]: [...OFFLINE_TOKENS, ...REFRESHED_TOKEN, ...IDENTIFIED, USABLE, NEW, SAME_IDENTITY],
      'wazo.vendor.session-delete-status': [...OFFLINE_TOKENS, ...IDENTIFIED],
      'wazo.vendor.session-delete-ends-token': [...OFFLINE_TOKENS, ...IDENTIFIED, USABLE, UNKNOWN_REFUSED],
      'wazo.vendor.session-delete-again': [...OFFLINE_TOKENS, ...IDENTIFIED],
      'wazo.vendor.refresh-survives-session': [...OFFLINE_TOKENS, ...REFRESHED_TOKEN, ...IDENTIFIED, KEEPS],
      'wazo.vendor.session-ends-with-token': [LISTED, 'wazo.vendor.revoked-refused'],
    },
  },
  async ({ wazo, check, refused, extract }) => {
    const client_id = wazo.newClientId();
    const login = await wazo.createOfflineToken(wazo.user, client_id);
    const body = { client_id, refresh_token: extract(login, '/data/refresh_token', ISSUED) };
    const refreshed = await wazo.refresh(body);
    const watcher = await wazo.createToken({ as: wazo.user });
    const userId = extract(login, '/data/auth_id', 'wazo.vendor.answer-auth-id');
    const [ofLogin, ofRefresh] = [login, refreshed].map((made) => extract(made, '/data/session_uuid', SESSION)) as [
      string,
      string,
    ];
    const token = {
      login: extract(login, '/data/token', LOGIN),
      refreshed: extract(refreshed, '/data/token', CREATES),
      watcher: extract(watcher, '/data/token', LOGIN),
    };

    const readList = () => wazo.listSessions(userId, token.watcher);
    const list = ifReadable(await readList(), 'its sessions');
    check(LISTED, [login, refreshed, list], names(ofLogin, ofRefresh));

    const opened = await wazo.useToken(token.login);
    const ended = await following(list, async () => ifEndable(await wazo.endSession(userId, token.watcher, ofLogin)));
    check('wazo.vendor.session-delete-status', ended, hasStatus(204));
    await refused('wazo.vendor.session-delete-ends-token', {
      control: isAbsent(ended) ? ended : opened,
      refused: () => wazo.useToken(token.login),
      accepted: succeeds,
    });
    const afterwards = (send: () => Promise<Exchange>) => async () => [ended, await following(ended, send)];
    const endAgain = () => wazo.endSession(userId, token.watcher, ofLogin);
    await check('wazo.vendor.session-delete-again', afterwards(endAgain), succeeds);
    await check(
      'wazo.vendor.refresh-survives-session',
      afterwards(() => wazo.refresh(body)),
      issuesToken,
    );

    await check(
      'wazo.vendor.session-ends-with-token',
      async () => {
        const revocation = ifServed(await wazo.revoke(token.refreshed), 'DELETE /token/{token}');
        return [list, revocation, await following(revocation, readList)];
      },
      lacksSession(ofRefresh),
    );
  },
);
