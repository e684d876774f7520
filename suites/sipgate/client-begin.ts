import type { Decision, Seen } from '../harness/browser/browsing.ts';
import { type Form, loginButton, passwordField } from '../harness/browser/forms.ts';
import { requestOf } from '../harness/browser/submission.ts';

/** The request by which somebody goes on from a page to log in. */
export interface Beginning {
  readonly url: string;
  readonly form?: URLSearchParams;
}

/** Words of links and buttons that begin a login, those that name another place to log in at first. */
const BEGINNING = [
  /sipgate|keycloak|oauth|openid|\bsso\b|single sign/i,
  /\blog ?[io]n\b|\bsign ?[io]n\b|anmeld|einlog|\bconnect\b|verbind|authori[sz]e/i,
];
const ENDING = /log ?out|sign ?out|abmeld|forgot|register|sign ?up/i;

const wordsOf = ({ label, name, value, action }: Form['buttons'][number]) => `${label} ${name} ${value} ${action}`;
const saysSo = (words: string, what: RegExp) => what.test(words) && !ENDING.test(words);

/** A form with its button that begins a login: one that says so, or the only one there is. Nobody has a password for it. */
function buttonThatBegins(forms: readonly Form[], what?: RegExp): { form: number; button: number } | undefined {
  const open = forms
    .map((form, at) => ({ form, at }))
    .filter(({ form }) => !passwordField(form) && form.buttons.length);
  for (const { form, at } of open) {
    const button = form.buttons.findIndex((one) => what && saysSo(wordsOf(one), what));
    if (button >= 0) return { form: at, button };
  }
  const [only] = open;
  return !what && only && open.length === 1 ? { form: only.at, button: loginButton(only.form) ?? 0 } : undefined;
}

/** How somebody goes on from a page of HTML to log in: by a link to the realm, by a link or a button that says so, or by the only button. */
export function beginningOn({ forms, goals, links }: Seen, realm: string): Beginning | undefined {
  const toRealm = goals.find((goal) => goal.startsWith(realm));
  if (toRealm !== undefined) return { url: toRealm };
  for (const what of [...BEGINNING, undefined]) {
    const link = what ? links.findIndex((words, at) => saysSo(`${words} ${goals[at]}`, what)) : -1;
    const goal = goals[link];
    if (goal?.startsWith('http')) return { url: goal };
    const found = buttonThatBegins(forms, what);
    const form = found && forms[found.form];
    if (form) return requestOf(form, { fill: {}, button: found.button });
  }
  return undefined;
}

/** The same in a browser on a page that scripts have made; done once. */
export function beginningByScript(): (seen: Seen) => Decision {
  let isDone = false;
  return ({ forms }) => {
    const found = [...BEGINNING, undefined].map((what) => buttonThatBegins(forms, what)).find(Boolean);
    if (isDone || !found) return undefined;
    isDone = true;
    return { ...found, fill: {} };
  };
}
