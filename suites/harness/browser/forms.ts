import type { Control, Markup } from './markup.ts';

/** A field of a form. */
export interface Field {
  /** Its place among the controls of the page. */
  readonly at: number;
  readonly name: string;
  readonly id: string;
  /** Lower case, as the DOM names it. */
  readonly type: string;
  readonly values: readonly string[];
  readonly autocomplete: string;
  readonly checked: boolean;
  readonly visible: boolean;
  readonly label: string;
}

/** A button that somebody can press. */
export interface Button {
  /** Its place among the controls of the page. */
  readonly at: number;
  readonly name: string;
  readonly value: string;
  readonly label: string;
  /** Submits its form; another does what a script of the page makes of it. */
  readonly submits: boolean;
  /** Sends where it was pressed as well. */
  readonly isImage: boolean;
  /** Absolute: where it sends the form. */
  readonly action: string;
  readonly method: 'GET' | 'POST';
}

/** A form of a page, as far as it is filled and sent. */
export interface Form {
  /** Absolute. */
  readonly action: string;
  readonly method: 'GET' | 'POST';
  /** Without those that are disabled. */
  readonly fields: readonly Field[];
  /** Those that submit first. */
  readonly buttons: readonly Button[];
}

/** The names of fields and buttons where they cannot be found by themselves. */
export interface FormNames {
  readonly username?: string;
  readonly password?: string;
  /** Name, `name=value` or label of the button that grants. */
  readonly accept?: string;
  /** The same of the button that denies. */
  readonly deny?: string;
}

const PRESSED = new Set(['submit', 'image', 'button', 'reset']);

/**
 * The forms of a page at a URL. Where its scripts have run, buttons that submit nothing and those that stand in no form
 * count as well, in each form, and what stands in no form is one more.
 */
export function formsIn({ base, forms, controls, rendered }: Markup, url: string): Form[] {
  const from = baseOf(base, url);
  const absolute = (action: string) => (action !== '' && URL.canParse(action, from) ? new URL(action, from).href : url);
  const enabled = controls.flatMap((control, at) => (control.disabled ? [] : [{ control, at }]));

  const formOf = (owner: number | undefined): Form => {
    const { action = '', method = '' } = owner === undefined ? {} : (forms[owner] ?? {});
    const own = enabled.filter(({ control }) => control.form === owner);
    const loose = rendered && owner !== undefined ? enabled.filter(({ control }) => control.form === undefined) : [];
    const buttons = [...own, ...loose]
      .filter(({ control }) => PRESSED.has(control.type) && control.type !== 'reset')
      .filter(({ control }) => control.visible)
      .map(({ control, at }) => ({
        at,
        name: control.name,
        value: control.values[0] ?? '',
        label: control.label,
        submits: owner !== undefined && control.form === owner && control.type !== 'button',
        isImage: control.type === 'image',
        action: absolute(control.action ?? action),
        method: methodOf(control.method ?? method),
      }))
      .filter(({ submits }) => submits || rendered);
    return {
      action: absolute(action),
      method: methodOf(method),
      fields: own
        .filter(({ control }) => !PRESSED.has(control.type) && (rendered || control.name !== ''))
        .map(({ control, at }) => fieldOf(control, at)),
      buttons: [...buttons.filter(({ submits }) => submits), ...buttons.filter(({ submits }) => !submits)],
    };
  };

  const own = forms.map((_, index) => formOf(index));
  const loose = rendered ? [formOf(undefined)] : [];
  return [...own, ...loose.filter(({ fields, buttons }) => fields.length + buttons.length > 0)];
}

/** What addresses on a page at a URL are relative to. */
export function baseOf(base: string | undefined, url: string): string {
  return base !== undefined && URL.canParse(base, url) ? new URL(base, url).href : url;
}

function fieldOf({ name, id, type, values, autocomplete, checked, visible, label }: Control, at: number): Field {
  return { at, name, id, type, values, autocomplete, checked, visible, label };
}

function methodOf(method: string): 'GET' | 'POST' {
  return method.toUpperCase() === 'POST' ? 'POST' : 'GET';
}

/** What a field is filled by: its name, or its id where it has none. */
export function keyOf({ name, id }: Field): string {
  return name || id;
}

/** The field for the user name, if the form has one: by name given, by autocomplete, by name, by type. */
export function usernameField({ fields }: Form, { username }: FormNames = {}): Field | undefined {
  if (username !== undefined) return fields.find((field) => keyOf(field) === username);
  const typed = fields.filter(({ type, visible }) => visible && ['text', 'email', 'tel'].includes(type));
  return (
    typed.find(({ autocomplete }) => /\b(username|email)\b/.test(autocomplete)) ??
    typed.find(({ name, id }) => /user|login|e-?mail|identifier|account/i.test(`${name} ${id}`)) ??
    (typed.length === 1 ? typed[0] : undefined)
  );
}

/** The field for the password, if the form has one. */
export function passwordField({ fields }: Form, { password }: FormNames = {}): Field | undefined {
  if (password !== undefined) return fields.find((field) => keyOf(field) === password);
  const secret = fields.filter(({ type, visible }) => visible && type === 'password');
  return secret.find(({ autocomplete }) => autocomplete === 'current-password') ?? secret[0];
}

/** The check boxes that are named after one of the words, by value, name or label. */
export function boxesNaming({ fields }: Form, words: readonly string[]): Field[] {
  const tokens = (text: string) => text.split(/[\s,;()"'[\]]+/);
  return fields.filter(
    ({ type, values, name, label }) =>
      type === 'checkbox' && words.some((word) => [...values, ...tokens(name), ...tokens(label)].includes(word)),
  );
}

const wordsOf = (words: string) => words.trim().replace(/\s+/g, '|');

/** Whether a form asks for a grant, rather than for a step further: its button says so, or another or a link denies. */
export function asksToGrant(form: Form, links: readonly string[], names: FormNames = {}): boolean {
  const accept = decisionButton(form, 'accept', names);
  if (accept === undefined) return false;
  const says = names.accept !== undefined || GRANTING.test(form.buttons[accept]?.label ?? '');
  return says || decisionButton(form, 'deny', names) !== undefined || links.some((words) => DENYING.test(words));
}

/** Where the first link leads that denies a grant. */
export function denyingGoal({
  links,
  goals,
}: {
  links: readonly string[];
  goals: readonly string[];
}): string | undefined {
  const at = links.findIndex((words, index) => DENYING.test(words) && goals[index] !== '');
  return goals[at];
}

/** Words of buttons that grant: those that say so, and those that may lead on from anything. */
const GRANTING = new RegExp(
  `\\b(${wordsOf(`
    accept agree allow approve authori[sz]e consent grant zulassen erlauben gestatten zustimmen einwilligen annehmen
    akzeptieren autorisieren genehmigen
  `)})\\b`,
  'i',
);
const LEADING_ON = new RegExp(
  `\\b(${wordsOf('confirm continue proceed yes ok ja fortfahren fortsetzen weiter bestätigen')})\\b`,
  'i',
);
const DENYING = new RegExp(
  `\\b(${wordsOf(`
    abort cancel decline deny disallow reject refuse abbrechen ablehnen verweigern
  `)}|(don't|do not) (allow|accept|authorize|consent))\\b|^(no|nein|nicht)\\b`,
  'i',
);
/** What a button sends for "yes"; a name such as \`consent\` says nothing by itself. */
const SENDS_YES = /\b(accept|allow|approve|authori[sz]e|confirm|grant|yes|ok|true)\b/i;
const SENDS_NO = /\b(abort|cancel|decline|deny|disallow|reject|refuse|no|false)\b/i;

/** The index of the button that grants or denies; undefined where none is known as such. */
export function decisionButton({ buttons }: Form, which: 'accept' | 'deny', names: FormNames = {}): number | undefined {
  const named = names[which];
  const first = (fits: (button: Button) => boolean): number | undefined => {
    const at = buttons.findIndex(fits);
    return at < 0 ? undefined : at;
  };
  if (named !== undefined) return first(({ name, value, label }) => [name, `${name}=${value}`, label].includes(named));
  const sent = ({ name, value }: Button) => `${name} ${value}`;
  const denies = (button: Button) => DENYING.test(button.label) || SENDS_NO.test(sent(button));
  if (which === 'deny') return first(denies);
  return (
    first((button) => !denies(button) && GRANTING.test(button.label)) ??
    first((button) => !denies(button) && (LEADING_ON.test(button.label) || SENDS_YES.test(sent(button))))
  );
}

const LOGGING_IN = /^(log ?in|log ?on|sign ?in|submit|ok|next|continue|anmelden|einloggen|login|weiter|fortfahren)$/i;

/** The index of the button that sends a name or a password; undefined where pressing Enter must do. */
export function loginButton(form: Form, names: FormNames = {}): number | undefined {
  const denies = decisionButton(form, 'deny', names);
  const at = form.buttons.findIndex(({ submits }, index) => submits && index !== denies);
  const byLabel = form.buttons.findIndex(({ label }, index) => LOGGING_IN.test(label) && index !== denies);
  const index = at < 0 ? byLabel : at;
  return index < 0 ? undefined : index;
}
