import type { Page } from 'playwright';
import type { Seen } from './browsing.ts';
import type { Markup } from './markup.ts';
import { seenOf } from './seen.ts';

/** Everything that may be filled, ticked or pressed; `at` of a field or button is its place among these. */
export const CONTROLS = 'input, button, select, textarea, [role=button]';

/** Runs in the page: gives its Markup. As text, since what a compiler adds is not there. */
const READ = `(() => {
  const oneLine = (text) => (text ?? '').replace(/\\s+/g, ' ').trim();
  const forms = [...document.forms];
  const isVisible = (element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility !== 'hidden';
  const pressed = ['submit', 'button', 'reset', 'image'];
  const labelOf = (control, type) => {
    if (type === 'image') return control.alt;
    if (pressed.includes(type)) return control.innerText || (control.tagName === 'INPUT' ? control.value : '') || control.ariaLabel || control.title;
    return [...(control.labels ?? [])].map((label) => label.innerText).join(' ') || control.ariaLabel || control.placeholder;
  };
  const valuesOf = (control, type) => {
    if (type === 'password') return [''];
    if (type.startsWith('select')) return [...control.selectedOptions].filter((option) => !option.disabled).map(({ value }) => value);
    return [control.value ?? ''];
  };
  const controls = [...document.querySelectorAll(${JSON.stringify(CONTROLS)})].map((control) => {
    const type = /^(INPUT|BUTTON|SELECT|TEXTAREA)$/.test(control.tagName) ? control.type : 'button';
    const form = forms.indexOf(control.form);
    return {
      type,
      name: control.name ?? '',
      id: control.id,
      values: valuesOf(control, type),
      checked: Boolean(control.checked),
      disabled: control.matches(':disabled') || control.ariaDisabled === 'true' || control.closest('datalist') !== null,
      visible: type !== 'hidden' && isVisible(control),
      autocomplete: (control.getAttribute('autocomplete') ?? '').toLowerCase(),
      label: oneLine(labelOf(control, type)),
      form: form < 0 ? undefined : form,
      action: control.getAttribute('formaction') ?? undefined,
      method: control.getAttribute('formmethod') ?? undefined,
    };
  });
  return {
    base: document.querySelector('base[href]')?.getAttribute('href') ?? undefined,
    forms: forms.map((form) => ({ action: form.getAttribute('action') ?? '', method: form.getAttribute('method') ?? '' })),
    controls: controls.slice(0, 1000),
    links: [...document.links].slice(0, 1000).map((link) => oneLine(link.innerText)),
    hrefs: [...document.links].slice(0, 1000).map((link) => String(link.href)),
    text: oneLine(document.body?.innerText),
    mayChange: document.querySelector('script, meta[http-equiv=refresh i]') !== null,
    rendered: true,
  };
})()`;

/** What a person sees of a page as its scripts have made it. Throws where the page is just being left. */
export async function look(page: Page): Promise<Seen> {
  const url = page.url();
  return seenOf((await page.evaluate(READ)) as Markup, url);
}
