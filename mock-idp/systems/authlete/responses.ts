import type { Context } from 'koa';
import type { Developer } from './developers.ts';
import { faulty } from './faults.ts';

/** What a login came to, before it is sent. */
export interface Decision {
  readonly developer?: Developer;
  /** The subject to name, where it is not the developer's own. */
  readonly subject?: string;
  /** Members beyond the document's three. */
  readonly more?: Readonly<Record<string, unknown>>;
}

const nobody = { authenticated: false, subject: null, displayName: null };

/** The body of a refusal, with what faults do to it. */
function refusal(more: Decision['more']): object {
  return {
    authenticated: false,
    ...(!faulty('authlete.refused-subject-left-out') && {
      subject: faulty('authlete.refused-subject-set') ? 'nobody' : null,
    }),
    ...(!faulty('authlete.refused-display-name-left-out') && { displayName: null }),
    ...more,
  };
}

/** A request that never became a login; it is answered like a refused one, with its own status. */
export class BadRequest extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  constructor(status: number, headers: Readonly<Record<string, string>> = {}) {
    super(`refused with ${status}`);
    this.status = status;
    this.headers = headers;
  }
}

/** Sends the result of a login: section 6, 200 for yes and for no. */
export function sendDecision(ctx: Context, { developer, subject, more }: Decision): void {
  if (!developer) {
    ctx.state.contract = 'refused-response';
    send(ctx, faulty('authlete.refused-status-401') ? 401 : 200, refusal(more));
    if (faulty('authlete.refused-as-text')) ctx.body = 'wrong id or password';
    spoilHeaders(ctx, 'refused');
    return;
  }
  ctx.state.contract = 'success-response';
  send(ctx, faulty('authlete.success-status-201') ? 201 : 200, {
    authenticated: true,
    subject: subject ?? developer.subject,
    [faulty('authlete.display-name-misspelt') ? 'displayNam' : 'displayName']: faulty('authlete.display-name-100-emoji')
      ? '🦉'.repeat(100)
      : developer.displayName,
    ...more,
  });
  if (faulty('authlete.success-as-text')) ctx.body = 'welcome';
  if (faulty('authlete.success-with-byte-order-mark')) ctx.body = `\uFEFF${JSON.stringify(ctx.body)}`;
  spoilHeaders(ctx, 'success');
}

/** Sends what stands in the way of a login. */
export function sendBadRequest(ctx: Context, { status, headers }: BadRequest): void {
  send(ctx, status, nobody);
  for (const [name, value] of Object.entries(headers)) ctx.set(name, value);
}

function send(ctx: Context, status: number, body: object): void {
  ctx.status = status;
  ctx.body = body;
  ctx.set('Content-Type', 'application/json; charset=UTF-8');
  ctx.set('Cache-Control', 'no-store');
  ctx.set('Pragma', 'no-cache');
}

/** The defects that header fields can have, for each kind of response. */
const defects = {
  success: {
    mediaType: () => faulty('authlete.success-media-type'),
    charset: () => faulty('authlete.success-charset'),
    cacheControl: () => faulty('authlete.success-cacheable'),
    pragma: () => faulty('authlete.success-pragma'),
  },
  refused: {
    mediaType: () => faulty('authlete.refused-media-type'),
    charset: () => faulty('authlete.refused-charset'),
    cacheControl: () => faulty('authlete.refused-cacheable'),
    pragma: () => faulty('authlete.refused-pragma'),
  },
};

function spoilHeaders(ctx: Context, kind: keyof typeof defects): void {
  const { mediaType, charset, cacheControl, pragma } = defects[kind];
  if (typeof ctx.body === 'string') ctx.set('Content-Type', 'application/json; charset=UTF-8');
  if (mediaType()) {
    ctx.body = JSON.stringify(ctx.body);
    ctx.set('Content-Type', 'text/html; charset=UTF-8');
  }
  if (charset()) ctx.set('Content-Type', 'application/json');
  if (cacheControl()) ctx.set('Cache-Control', 'max-age=60');
  if (pragma()) ctx.remove('Pragma');
}
