import type { BrowserContextOptions, Browser as Chromium, Cookie, Page } from '@playwright/test';
import type { TlsOptions } from '../http/sender.ts';
import { VISITOR_AGENT, VISITOR_LANGUAGE } from '../http/visitor.ts';
import { type BrowserOrder, type BrowserVisit, type Browsing, type HeldCookie, NoBrowser } from './browsing.ts';
import { certificateCheck } from './certificates.ts';
import { type FoundChromium, findChromium, NO_CHROMIUM } from './chromium.ts';
import { recordDocuments } from './documents.ts';
import { plain } from './net-errors.ts';
import { walk } from './walk.ts';

/** Our own launch arguments: nothing that weakens the web's rules; the sandbox needs a user that is not root. */
const launchArguments = ['--disable-dev-shm-usage', '--disable-gpu', '--no-first-run'];

/** How the browser reaches the target, as the sender does. */
export interface BrowserSettings {
  readonly tls?: TlsOptions;
  /** For one document, and for what a page makes of itself, in milliseconds; 10 s unless told. */
  readonly timeoutMs?: number;
}

/** Pages are visited by a Chromium that is looked for and started at the first visit. */
export function byBrowser({ tls = {}, timeoutMs = 10_000 }: BrowserSettings = {}): Browsing {
  let started: Promise<Chromium> | undefined;
  const visit = visitor(tls, timeoutMs);
  return {
    mode: 'browser',
    async open() {
      started ??= findChromium().then(start);
      if (!(await started).isConnected()) started = findChromium().then(start);
      const chromium = await started;
      return { visit: (order) => visit(chromium, order) };
    },
    close: async () => (await started?.catch(() => undefined))?.close(),
  };
}

async function start(found: FoundChromium | undefined): Promise<Chromium> {
  if (!found) throw new NoBrowser(NO_CHROMIUM);
  const { path, env, from } = found;
  const { chromium } = await import('@playwright/test');
  try {
    return await chromium.launch({
      executablePath: path,
      args: launchArguments,
      chromiumSandbox: process.getuid?.() !== 0,
      ...(env && { env: { ...process.env, ...env } as Record<string, string> }),
    });
  } catch (error) {
    throw new NoBrowser(`The Chromium of ${from} (${path}) did not start: ${plain((error as Error).message)}`);
  }
}

/**
 * Visits with the TLS of the target file. An authority of one's own, and a client certificate, need a browser that does
 * not check by itself: then each https origin is checked with Node before the browser asks it for anything.
 */
function visitor(tls: TlsOptions, timeoutMs: number) {
  const { ca, cert, key, insecure = false } = tls;
  const checksItself = ca === undefined && cert === undefined;
  const trust = checksItself || insecure ? undefined : certificateCheck(tls, timeoutMs);

  return async (chromium: Chromium, order: BrowserOrder): Promise<BrowserVisit> => {
    const { url, hold, cookies = [], turn } = order;
    const { origin } = new URL(url);
    const clientCertificates: BrowserContextOptions['clientCertificates'] =
      cert === undefined || key === undefined ? [] : [{ origin, cert: Buffer.from(cert), key: Buffer.from(key) }];
    const context = await chromium.newContext({
      ignoreHTTPSErrors: insecure || trust !== undefined,
      userAgent: VISITOR_AGENT,
      locale: VISITOR_LANGUAGE,
      acceptDownloads: false,
      ...(clientCertificates.length > 0 && origin.startsWith('https:') && { clientCertificates }),
    });
    try {
      for (const cookie of cookies) await context.addCookies([toBrowser(cookie)]).catch(() => undefined);
      const page = await context.newPage();
      page.setDefaultTimeout(timeoutMs);
      // The browser sees a certificate of Playwright's where Playwright shows the server that of the client.
      const sameCertificate = clientCertificates.length === 0;
      const documents = await recordDocuments(page, { hold, timeoutMs, turn, trust, sameCertificate });
      const looks = await walk(page, documents, order, timeoutMs);
      const held = documents.held();
      const remark = chromium.isConnected() ? documents.remark() : 'the page made the browser end';
      const screenshot = held || looks.length === 0 ? undefined : await picture(page);
      return {
        exchanges: documents.exchanges,
        looks,
        cookies: (await context.cookies().catch(() => [])).map(fromBrowser),
        ...(held && { held }),
        ...(remark && { remark }),
        ...(screenshot && { screenshot }),
      };
    } finally {
      await context.close().catch(() => undefined);
    }
  };
}

function fromBrowser({ name, value, domain, path, secure, httpOnly, expires }: Cookie): HeldCookie {
  return {
    name,
    value,
    domain: domain.replace(/^\./, ''),
    path,
    hostOnly: !domain.startsWith('.'),
    secure,
    httpOnly,
    ...(expires > 0 && { expires: new Date(expires * 1000) }),
  };
}

function toBrowser({ name, value, domain, path, hostOnly, secure, httpOnly, expires }: HeldCookie) {
  const place = hostOnly ? domain : `.${domain}`;
  return { name, value, domain: place, path, secure, httpOnly, ...(expires && { expires: expires.getTime() / 1000 }) };
}

/** What the page shows, its password fields emptied. */
async function picture(page: Page): Promise<Uint8Array | undefined> {
  try {
    await page.evaluate(`for (const field of document.querySelectorAll('input[type=password]')) field.value = ''`);
    return await page.screenshot();
  } catch {
    return undefined;
  }
}
