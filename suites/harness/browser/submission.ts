import type { Field, Form } from './forms.ts';

/** What was done with a form before it is sent. */
export interface Filled {
  /** Values by the names of fields. */
  readonly fill: Readonly<Record<string, string>>;
  /** Check boxes that were ticked, by their place on the page. */
  readonly tick?: readonly number[];
  /** Index of the button that was pressed; undefined where Enter was. */
  readonly button?: number;
}

/** What a browser sends of a form: in document order, without boxes that are not ticked, with the button that was pressed. */
export function entriesOf({ fields, buttons }: Form, { fill, tick = [], button }: Filled): URLSearchParams {
  const pressed = button === undefined ? undefined : buttons[button];
  const parts = fields.map((field) => ({ at: field.at, entries: entries(field, fill, tick) }));
  if (pressed?.isImage) {
    const prefix = pressed.name === '' ? '' : `${pressed.name}.`;
    parts.push({ at: pressed.at, entries: [`${prefix}x`, `${prefix}y`].map((name) => [name, '0'] as const) });
  } else if (pressed?.name) parts.push({ at: pressed.at, entries: [[pressed.name, pressed.value]] });
  const inOrder = parts.sort((a, b) => a.at - b.at).flatMap((part) => part.entries);
  return new URLSearchParams(
    inOrder.map((pair) => pair.map((text) => text.replace(/\r\n?|\n/g, '\r\n')) as [string, string]),
  );
}

function entries(
  { name, type, values, checked, at }: Field,
  fill: Filled['fill'],
  tick: readonly number[],
): readonly (readonly [string, string])[] {
  if (name === '' || type === 'file') return [];
  if ((type === 'checkbox' || type === 'radio') && !checked && !tick.includes(at)) return [];
  const filled = fill[name];
  return (filled === undefined ? values : [filled]).map((value) => [name, value] as const);
}

/** The request by which a browser sends a form (HTML, form submission; `application/x-www-form-urlencoded`). */
export function requestOf(form: Form, filled: Filled): { readonly url: string; readonly form?: URLSearchParams } {
  const { action, method } = (filled.button === undefined ? undefined : form.buttons[filled.button]) ?? form;
  const data = entriesOf(form, filled);
  if (method === 'POST') return { url: action, form: data };
  const url = new URL(action);
  url.search = data.toString();
  return { url: url.href };
}
