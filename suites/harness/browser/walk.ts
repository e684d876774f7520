import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright';
import { statusOf } from '../http/exchange.ts';
import type { BrowserOrder, Deed, Look, Seen } from './browsing.ts';
import type { Documents } from './documents.ts';
import { keyOf } from './forms.ts';
import { CONTROLS, look } from './rendered.ts';

const MOST_PAGES = 8;
/** How often a page is looked at, in milliseconds. */
const EVERY = 50;
/** How long a page without scripts may take to begin what a button does, in milliseconds. */
const STARTING = 500;
/** How long a page that scripts have changed must stay as it is before it is believed to be done, in milliseconds. */
const STEADY = 1_000;
/** How long a button may be covered or in motion before it is pressed all the same, in milliseconds. */
const COVERED = 2_000;

/** Goes from page to page as the order decides, and gives what was seen where something was done and at the end. */
export async function walk(page: Page, documents: Documents, order: BrowserOrder, timeoutMs: number): Promise<Look[]> {
  const looks: Look[] = [];
  await page.goto(order.url, { waitUntil: 'load', timeout: timeoutMs }).catch((error: Error) => {
    if (!documents.current() && !documents.isLoading()) documents.giveUp(order.url, error.message);
  });
  let before: { readonly seen: Seen; readonly shown: number } | undefined;
  for (let count = 0; count < MOST_PAGES; count += 1) {
    const { seen, deed } = await whatToDo(page, documents, order, timeoutMs, before);
    const exchange = documents.current();
    if (seen && exchange) looks.push({ seen, exchange });
    if (!seen || !deed) break;
    const shown = documents.shown();
    const filled = await fillIn(page, seen, deed);
    if (!filled || !(await send(page, seen, deed))) break;
    before = { seen: filled, shown };
  }
  documents.giveUp(order.url, 'the browser asked for nothing');
  return looks;
}

/** Looks at the page until there is something to do on it, or nothing will come any more. */
async function whatToDo(
  page: Page,
  documents: Documents,
  { decide, signal }: BrowserOrder,
  timeoutMs: number,
  before: { readonly seen: Seen; readonly shown: number } | undefined,
): Promise<{ readonly seen?: Seen; readonly deed?: Deed }> {
  const started = performance.now();
  let last: Seen | undefined;
  let lastChange = started;
  for (;;) {
    const now = performance.now();
    if (documents.held() || signal?.aborted) return {};
    if (documents.isStuck() && !documents.isLoading()) return {};
    const over = now - started > timeoutMs;
    if (documents.isLoading()) {
      if (over) return {};
      await sleep(EVERY);
      continue;
    }
    await page.waitForLoadState('load', { timeout: Math.max(1, timeoutMs - (now - started)) }).catch(() => undefined);
    const shown = documents.shown();
    const seen = await look(page).catch(() => undefined);
    if (!seen || shown !== documents.shown() || documents.isLoading()) {
      if (over) return {};
      await sleep(EVERY);
      continue;
    }
    if (!last || differs(seen, last)) lastChange = now;
    last = seen;
    const isNew = !before || shown !== before.shown;
    if (isNew || differs(seen, before?.seen)) {
      const decision = decide(seen);
      if (typeof decision === 'object') return { seen, deed: decision };
      const mayYetCome = decision === 'stop' ? !isNew && now - lastChange < STEADY : isAlive(seen, documents);
      if (!mayYetCome) return { seen };
    } else if (!seen.mayChange && now - started > STARTING) return { seen };
    if (over) return { seen };
    await sleep(EVERY);
  }
}

/** Whether something may still become of a page on which there is nothing to do. */
function isAlive({ mayChange }: Seen, documents: Documents): boolean {
  const exchange = documents.current();
  const status = (exchange && statusOf(exchange)) ?? 0;
  return mayChange && status >= 200 && status < 300;
}

function differs(a: Seen, b: Seen | undefined): boolean {
  return JSON.stringify(a) !== JSON.stringify(b);
}

const control = (page: Page, at: number) => page.locator(CONTROLS).nth(at);

/** Fills and ticks; gives the page as it is then, or undefined where it did not let it. */
async function fillIn(page: Page, { forms }: Seen, { form, fill, tick = [] }: Deed): Promise<Seen | undefined> {
  try {
    for (const [key, value] of Object.entries(fill)) {
      const field = forms[form]?.fields.find((one) => keyOf(one) === key);
      if (field) await control(page, field.at).fill(value);
    }
    // A box may be drawn by its label, or lie under something: it is not looked for where it is to be seen.
    for (const at of tick) await control(page, at).dispatchEvent('click');
    return await look(page);
  } catch {
    return undefined;
  }
}

/** Presses the button, or Enter in the last field that was filled; says whether the page let it. */
async function send(page: Page, { forms }: Seen, { form, fill, button }: Deed): Promise<boolean> {
  const { fields = [], buttons = [] } = forms[form] ?? {};
  const pressed = button === undefined ? undefined : buttons[button];
  const filled = fields.filter((field) => Object.hasOwn(fill, keyOf(field))).at(-1) ?? fields[0];
  try {
    if (pressed) await press(control(page, pressed.at));
    else await control(page, filled?.at ?? 0).press('Enter', { noWaitAfter: true });
    return true;
  } catch {
    return false;
  }
}

async function press(button: ReturnType<Page['locator']>): Promise<void> {
  try {
    await button.click({ noWaitAfter: true, timeout: COVERED });
  } catch {
    await button.dispatchEvent('click');
  }
}
