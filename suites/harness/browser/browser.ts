import type { Browser as Chromium, Page } from '@playwright/test';
import type { Exchange, HeaderList } from '../http/exchange.ts';
import { type Browser, type Browsing, type Deed, type HeldCookie, NoBrowser, type Seen } from './browsing.ts';
import { type FoundChromium, findChromium, NO_CHROMIUM } from './chromium.ts';
import type { Form } from './forms.ts';

/** Our own launch arguments: nothing that weakens the web's rules; the sandbox needs a user that is not root. */
const launchArguments = ['--disable-dev-shm-usage', '--disable-gpu', '--no-first-run'];

const mostPages = 8;
const pageMs = 10_000;

/** Pages are visited by a Chromium that is looked for and started at the first visit. */
export function byBrowser(): Browsing {
  let started: Promise<Chromium> | undefined;
  return {
    mode: 'browser',
    async open() {
      started ??= findChromium().then(start);
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
    throw new NoBrowser(`The Chromium of ${from} (${path}) did not start: ${(error as Error).message.split('\n')[0]}`);
  }
}

type Order = Parameters<Browser['visit']>[0];

async function visit(chromium: Chromium, order: Order): ReturnType<Browser['visit']> {
  const context = await chromium.newContext({ ignoreHTTPSErrors: false });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(pageMs);
    const exchanges: Exchange[] = [];
    const held = await holdRedirects(page, order.hold, exchanges);
    await page.goto(order.url, { waitUntil: 'load' }).catch(ifNotHeld(held));
    for (let count = 0; count < mostPages && !held.reached; count += 1) {
      const seen = await look(page);
      const deed = order.decide(seen);
      if (!deed) break;
      const loaded = page.waitForEvent('load', { timeout: pageMs }).catch(() => undefined);
      await act(page, deed, seen.forms);
      await Promise.race([loaded, held.done]);
    }
    const cookies: HeldCookie[] = (await context.cookies()).map(({ name, value, domain, path }) => ({
      name,
      value,
      domain: domain.replace(/^\./, ''),
      path,
    }));
    const screenshot = held.reached ? undefined : await picture(page);
    return { exchanges, cookies, ...(screenshot && { screenshot }) };
  } finally {
    await context.close();
  }
}

interface Held {
  reached: boolean;
  readonly done: Promise<void>;
}

/**
 * Records each document and its response, and holds what leads to the redirect URI: redirect hops are seen by CDP only
 * (`page.route` is not called for them), and the request must not leave the machine.
 */
async function holdRedirects(page: Page, hold: string, exchanges: Exchange[]): Promise<Held> {
  const client = await page.context().newCDPSession(page);
  let reach = (): void => undefined;
  const done = new Promise<void>((resolve) => {
    reach = resolve;
  });
  const held: Held = { reached: false, done };
  const patterns = [
    { urlPattern: `${hold}*`, requestStage: 'Request' as const },
    { urlPattern: '*', resourceType: 'Document' as const, requestStage: 'Response' as const },
  ];
  await client.send('Fetch.enable', { patterns });
  client.on('Fetch.requestPaused', async (event) => {
    const { requestId, request, responseStatusCode: status, responseHeaders = [] } = event;
    try {
      if (request.url.startsWith(hold)) {
        held.reached = true;
        reach();
        await client.send('Fetch.fulfillRequest', { requestId, responseCode: 204 });
        return;
      }
      if (status !== undefined) {
        const redirects = status >= 300 && status < 400;
        const body = redirects ? '' : await bodyOf(client, requestId);
        const headers: HeaderList = responseHeaders.map(({ name, value }) => [name, value] as const);
        exchanges.push({
          request: {
            method: request.method,
            url: request.url,
            headers: Object.entries(request.headers).map(([name, value]) => [name, value] as const),
            ...(request.postData !== undefined && { body: Buffer.from(request.postData) }),
          },
          response: { status, headers: separate(headers), body: Buffer.from(body, 'base64') },
          durationMs: 0,
        });
      }
      await client.send('Fetch.continueRequest', { requestId });
    } catch {
      // The page has gone on or been closed; there is nothing left to hold.
    }
  });
  return held;
}

/** CDP joins repeated header fields by line breaks. */
function separate(headers: HeaderList): HeaderList {
  return headers.flatMap(([name, value]) => value.split('\n').map((one) => [name, one] as const));
}

async function bodyOf(
  client: {
    send(
      method: 'Fetch.getResponseBody',
      parameters: { requestId: string },
    ): Promise<{ body: string; base64Encoded: boolean }>;
  },
  requestId: string,
): Promise<string> {
  const { body, base64Encoded } = await client.send('Fetch.getResponseBody', { requestId });
  return base64Encoded ? body : Buffer.from(body).toString('base64');
}

/** A navigation that the held redirect ended is not an error. */
function ifNotHeld(held: Held): (error: Error) => void {
  return (error) => {
    if (!held.reached) throw error;
  };
}

/** What the page's forms are, read from the page as its scripts have made it. */
async function look(page: Page): Promise<Seen> {
  const forms = (await page.evaluate(`[...document.forms].map((form) => ({
    action: form.getAttribute('action') ?? '',
    method: form.method.toUpperCase() === 'POST' ? 'POST' : 'GET',
    fields: [...form.querySelectorAll('input')]
      .filter((input) => input.name && !['submit', 'button', 'reset', 'image'].includes(input.type))
      .map((input) => ({ name: input.name, type: input.type, value: input.type === 'password' ? '' : input.value,
        autocomplete: (input.getAttribute('autocomplete') ?? '').toLowerCase(), checked: input.checked })),
    buttons: [...form.querySelectorAll('button, input[type=submit]')]
      .filter((button) => button.type === 'submit')
      .map((button) => ({ name: button.name, value: button.value, label: (button.innerText || button.value).trim() })),
  }))`)) as Form[];
  const text = (await page.evaluate(`document.body ? document.body.innerText : ''`)) as string;
  return { url: page.url(), forms, text: text.replace(/\s+/g, ' ').trim().slice(0, 300) };
}

async function act(page: Page, { form, fill, button }: Deed, forms: readonly Form[]): Promise<void> {
  const place = page.locator('form').nth(form);
  for (const [name, value] of Object.entries(fill)) {
    await place
      .locator(`input[name=${JSON.stringify(name)}]`)
      .first()
      .fill(value);
  }
  const buttons = place.locator('button:not([type=button]):not([type=reset]), input[type=submit]');
  if (button !== undefined && forms[form]?.buttons[button]) await buttons.nth(button).click({ noWaitAfter: true });
  else await place.locator('input').last().press('Enter', { noWaitAfter: true });
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
