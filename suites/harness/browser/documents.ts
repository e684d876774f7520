import type { CDPSession, Page } from 'playwright';
import { contentCoding, type Exchange, type HeaderList, headerValues, type SentRequest } from '../http/exchange.ts';
import { failureOf, timedOut, tooLarge } from '../http/failures.ts';
import type { Trust } from './certificates.ts';
import { failureOfNetError, plain, remarkOf } from './net-errors.ts';

type Failure = NonNullable<Exchange['failure']>;

/** What the browser has asked for, as the walk through the pages sees it. */
export interface Documents {
  readonly exchanges: readonly Exchange[];
  /** The URL that led back to where the visit ends, once one did. */
  readonly held: () => string | undefined;
  /** How many documents the page has shown. */
  readonly shown: () => number;
  /** The exchange of the document that is shown. */
  readonly current: () => Exchange | undefined;
  /** Whether a document is on its way. */
  readonly isLoading: () => boolean;
  /** Whether the last document failed, or is not one that is shown. */
  readonly isStuck: () => boolean;
  readonly remark: () => string | undefined;
  /** Records what is still on its way as not come in time; `why` where nothing was even asked for. */
  giveUp(url: string, why: string): void;
}

export interface DocumentOptions {
  readonly hold: string;
  readonly timeoutMs: number;
  readonly turn?: () => Promise<void>;
  /** Asked before each request to an https origin. */
  readonly trust?: (origin: string) => Promise<Trust>;
  /** Whether the browser's own connection is held against the certificate that was found good. */
  readonly sameCertificate?: boolean;
}

const MAX_BYTES = 2 ** 20;

interface OnItsWay {
  readonly request: SentRequest;
  readonly since: number;
}

/**
 * Records each document of the page's main frame with its response or its failure, and holds what leads to the redirect
 * URI: redirect hops are seen by CDP only (`page.route` is not called for them), and the held request must not leave
 * the machine.
 */
export async function recordDocuments(page: Page, options: DocumentOptions): Promise<Documents> {
  const { hold, timeoutMs, turn, trust } = options;
  const client = await page.context().newCDPSession(page);
  const exchanges: Exchange[] = [];
  const onTheWay = new Map<string, OnItsWay>();
  /** Requests whose last hop is recorded. */
  const recorded = new Set<string>();
  const byLoader = new Map<string, Exchange>();
  let held: string | undefined;
  let shown = 0;
  let current: Exchange | undefined;
  let isStuck = false;
  let remark: string | undefined;
  const { frameTree } = await client.send('Page.getFrameTree');
  const main = frameTree.frame.id;

  function record(id: string, request: SentRequest, outcome: Pick<Exchange, 'response' | 'failure'>): void {
    const durationMs = Math.max(0, performance.now() - (onTheWay.get(id)?.since ?? performance.now()));
    const exchange = { request, ...outcome, durationMs };
    exchanges.push(exchange);
    recorded.add(id);
    byLoader.set(id, exchange);
    if (outcome.failure) isStuck = true;
  }

  /** Whether a URL is where the visit ends: the redirect URI, unless the visit has only begun there. */
  function isBack(url: string): boolean {
    if (!url.startsWith(hold)) return false;
    const { searchParams } = new URL(url);
    return (
      searchParams.has('code') ||
      searchParams.has('error') ||
      exchanges.some(({ request }) => !request.url.startsWith(hold))
    );
  }

  async function show(loaderId: string, url: string): Promise<void> {
    const exchange = byLoader.get(loaderId);
    const failure = exchange && (await otherCertificate(client, url, options).catch(() => undefined));
    if (failure) {
      exchanges[exchanges.indexOf(exchange)] = { ...exchange, failure };
      isStuck = true;
    } else if (/^https?:/.test(url)) {
      shown += 1;
      current = exchange ?? current;
    }
    onTheWay.delete(loaderId);
  }

  client.on('Page.frameNavigated', ({ frame }) => {
    if (frame.id !== main || frame.unreachableUrl) return;
    void show(frame.loaderId, frame.url);
  });
  client.on('Network.requestWillBeSent', ({ requestId, request, type, frameId }) => {
    if (type !== 'Document' || frameId !== main || !/^https?:/.test(request.url)) return;
    recorded.delete(requestId);
    isStuck = false;
    onTheWay.set(requestId, { request: sentRequest(request), since: performance.now() });
  });
  client.on('Network.loadingFailed', ({ requestId, errorText, canceled }) => {
    const waiting = onTheWay.get(requestId);
    if (!waiting || held) return;
    if (recorded.has(requestId)) {
      isStuck = true;
      remark ??= remarkOf(errorText);
    } else if (!canceled) record(requestId, waiting.request, { failure: failureOfNetError(errorText, timeoutMs) });
    onTheWay.delete(requestId);
  });

  client.on('Fetch.requestPaused', async (event) => {
    const { requestId, networkId = '', request, responseStatusCode: status, responseHeaders = [] } = event;
    const isDocument = event.resourceType === 'Document' && event.frameId === main;
    const refuse = async (failure: Failure) => {
      if (isDocument) record(networkId, sentRequest(request), { failure });
      await client.send('Fetch.failRequest', { requestId, errorReason: 'Failed' });
    };
    try {
      if (status === undefined && event.responseErrorReason === undefined) {
        if (isBack(request.url)) {
          held ??= request.url + (request.urlFragment ?? '');
          await client.send('Fetch.fulfillRequest', { requestId, responseCode: 204 });
          return;
        }
        const found = trust && request.url.startsWith('https:') ? await trust(new URL(request.url).origin) : undefined;
        if (found && 'failure' in found) return await refuse(found.failure);
        await turn?.();
      } else if (status !== undefined && isDocument) {
        const headers = separate(responseHeaders.map(({ name, value }) => [name, value] as const));
        const redirects = status >= 300 && status < 400;
        const body = redirects ? Buffer.alloc(0) : await bodyOf(client, requestId, headers, timeoutMs);
        if ('kind' in body) return await refuse(body);
        record(networkId, sentRequest(request), { response: { status, headers, body } });
      }
      await client.send('Fetch.continueRequest', { requestId });
    } catch {
      // The page has gone on or been closed; there is nothing left to hold.
    }
  });

  await client.send('Page.enable');
  await client.send('Network.enable');
  const everything = turn || trust ? [{ urlPattern: '*', requestStage: 'Request' as const }] : [];
  const patterns = [
    ...everything,
    { urlPattern: `${hold.replace(/[\\*?]/g, '\\$&')}*`, requestStage: 'Request' as const },
    { urlPattern: '*', resourceType: 'Document' as const, requestStage: 'Response' as const },
  ];
  await client.send('Fetch.enable', { patterns });

  return {
    exchanges,
    held: () => held,
    shown: () => shown,
    current: () => current,
    isLoading: () => onTheWay.size > 0,
    isStuck: () => isStuck,
    remark: () => remark,
    giveUp(url, why) {
      for (const [id, { request }] of held ? [] : onTheWay) {
        if (!recorded.has(id)) record(id, request, { failure: timedOut(timeoutMs) });
      }
      onTheWay.clear();
      if (exchanges.length > 0) return;
      const request = { method: 'GET', url, headers: [] };
      exchanges.push({ request, failure: failureOfNetError(plain(why), timeoutMs), durationMs: 0 });
    },
  };
}

interface CdpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly postData?: string;
}

function sentRequest({ method, url, headers, postData }: CdpRequest): SentRequest {
  return {
    method,
    url,
    headers: Object.entries(headers).map(([name, value]) => [name, value] as const),
    ...(postData !== undefined && { body: Buffer.from(postData) }),
  };
}

/** CDP joins repeated header fields by line breaks. */
function separate(headers: HeaderList): HeaderList {
  return headers.flatMap(([name, value]) => value.split('\n').map((one) => [name, one] as const));
}

async function bodyOf(
  client: CDPSession,
  requestId: string,
  headers: HeaderList,
  timeoutMs: number,
): Promise<Buffer | Failure> {
  const [length] = headerValues(headers, 'content-length');
  if (Number(length ?? 0) > MAX_BYTES) return tooLarge(MAX_BYTES);
  const late = AbortSignal.timeout(timeoutMs);
  try {
    const got = await Promise.race([
      client.send('Fetch.getResponseBody', { requestId }),
      new Promise<undefined>((resolve) => late.addEventListener('abort', () => resolve(undefined), { once: true })),
    ]);
    if (!got) return timedOut(timeoutMs);
    const body = Buffer.from(got.body, got.base64Encoded ? 'base64' : 'utf8');
    if (body.length > MAX_BYTES) return tooLarge(MAX_BYTES);
    const isCut = length !== undefined && contentCoding(headers) === undefined && body.length < Number(length);
    return isCut ? failureOf('reset', `${body.length} of ${length} bytes came`) : body;
  } catch (error) {
    return failureOf('reset', plain((error as Error).message));
  }
}

/** Whether the page came over another certificate than the one that was found good; then nothing is done on it. */
async function otherCertificate(
  client: CDPSession,
  url: string,
  { trust, sameCertificate }: DocumentOptions,
): Promise<Failure | undefined> {
  if (!trust || !sameCertificate || !url.startsWith('https:')) return undefined;
  const { origin } = new URL(url);
  const [found, { tableNames }] = await Promise.all([trust(origin), client.send('Network.getCertificate', { origin })]);
  if ('failure' in found) return found.failure;
  const [shown] = tableNames;
  if (shown !== undefined && Buffer.from(shown, 'base64').equals(found.certificate)) return undefined;
  return failureOf('tls', 'the browser was shown another certificate than the one that was checked');
}
