import { randomBytes } from 'node:crypto';
import type { Context } from 'koa';
import { oldestAbove } from '../../../frame/bounded.ts';
import { scene } from '../../../frame/scene.ts';
import { type Restore, snapshotOf } from '../../../frame/snapshot.ts';
import { step } from '../../../frame/step.ts';
import { appPath } from './settings.ts';

/** A login that was begun and not yet ended. */
export interface Pending {
  readonly state: string;
  readonly verifier: string;
  readonly nonce: string;
}

export interface Tokens {
  readonly access: string;
  readonly refresh: string | undefined;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** Somebody who is logged in. */
export interface AppUser {
  readonly name: string;
  readonly tokens?: Tokens;
}

/** What the application knows of one browser. */
export interface AppSession {
  readonly pending: Map<string, Pending>;
  user?: AppUser;
  /** A refresh under way, which others wait for. */
  refreshing?: Promise<Tokens | undefined>;
}

export interface Sessions {
  /** The session of the request's cookie; undefined when there is none. */
  of(ctx: Context): AppSession | undefined;
  /** The same, begun when there is none. */
  begin(ctx: Context): AppSession;
  /** Gives the session another id, so that one known before the login is worth nothing after it. */
  renew(ctx: Context, session: AppSession): void;
  end(ctx: Context): void;
  snapshot(): Restore;
}

const most = 1_000;
const mostPending = 20;

/** How browsers keep the session's cookie: out of the reach of scripts. */
export const cookieSettings = step(() => ({
  path: scene().prefix + appPath,
  httpOnly: true,
  sameSite: 'lax' as const,
  overwrite: true,
}));

/** No sessions yet; the oldest of a thousand are dropped. */
export function createSessions(): Sessions {
  const held = new Map<string, AppSession>();

  function store(ctx: Context, session: AppSession): void {
    const id = randomBytes(24).toString('base64url');
    held.set(id, session);
    for (const oldest of oldestAbove(held, most)) held.delete(oldest);
    ctx.cookies.set('sipgate_app', id, cookieSettings());
  }

  const of = (ctx: Context) => held.get(ctx.cookies.get('sipgate_app') ?? '');
  return {
    snapshot: () => snapshotOf(held),
    of,
    begin(ctx) {
      const session = of(ctx) ?? { pending: new Map() };
      if (!of(ctx)) store(ctx, session);
      for (const oldest of session.pending.keys()) {
        if (session.pending.size < mostPending) break;
        session.pending.delete(oldest);
      }
      return session;
    },
    renew(ctx, session) {
      held.delete(ctx.cookies.get('sipgate_app') ?? '');
      store(ctx, session);
    },
    end(ctx) {
      held.delete(ctx.cookies.get('sipgate_app') ?? '');
      ctx.cookies.set('sipgate_app', null, { path: scene().prefix + appPath });
    },
  };
}
