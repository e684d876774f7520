import { undici } from '../../frame/at-first-use.ts';
import { scene } from '../../frame/scene.ts';

/** A request to an identity provider. */
export interface Asking {
  readonly url: string;
  readonly timeoutMs: number;
  /** Sent as application/x-www-form-urlencoded by POST. */
  readonly form?: string;
  readonly authorization?: string;
}

/**
 * Asks an identity provider and gives the JSON object of its 200 response; `undefined` for anything else, or when
 * nothing has come in time. The clock of the request being answered goes along.
 */
export async function fetchJson({
  url,
  timeoutMs,
  form,
  authorization,
}: Asking): Promise<Record<string, unknown> | undefined> {
  const { skewMs } = scene();
  try {
    const { request } = await undici();
    const response = await request(url, {
      method: form === undefined ? 'GET' : 'POST',
      headers: {
        accept: 'application/json',
        ...(form !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
        ...(authorization !== undefined && { authorization }),
        ...(skewMs !== 0 && { 'tollgate-clock': `${skewMs < 0 ? '-' : '+'}${Math.abs(skewMs) / 1000}` }),
      },
      body: form,
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await response.body.text();
    const value: unknown = response.statusCode === 200 ? JSON.parse(text) : undefined;
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
