import assert from 'node:assert/strict';
import test from 'node:test';
import {
  asksToGrant,
  boxesNaming,
  decisionButton,
  type Form,
  loginButton,
  passwordField,
  usernameField,
} from '../../../../suites/harness/browser/forms.ts';
import { seenInHtml } from '../../../../suites/harness/browser/seen.ts';
import { entriesOf, type Filled, requestOf } from '../../../../suites/harness/browser/submission.ts';

const HERE = 'https://id.example.org/realms/login?step=1';

const formsOf = (html: string) => seenInHtml(html, HERE).forms;

function formOf(html: string): Form {
  const [form] = formsOf(html);
  assert.ok(form, html);
  return form;
}

/** What is sent of the first form, as text. */
const sent = (html: string, filled: Partial<Filled> = {}) => String(entriesOf(formOf(html), { fill: {}, ...filled }));

const keycloak = `<html><body><h1>Sign in</h1>
<script>var form = '<form><input name="trap" type="password"></form>';</script>
<form id="kc-form-login" action="https://id.example.org/authenticate?code=a&amp;tab=b" method="post">
  <input tabindex="1" id="username" name="username" value="" type="text" autofocus autocomplete="username">
  <input id="password" name="password" type="password" autocomplete="current-password">
  <input id="rememberMe" name="rememberMe" type="checkbox"> Remember me
  <input type="hidden" name="credentialId" value='1&quot;2'/>
  <input name="login" id="kc-login" type="submit" value="Sign In"/>
</form></body></html>`;

test('a login form is read as a browser would: entities, hidden fields, submit buttons, no scripts', () => {
  const [form, ...others] = formsOf(keycloak);
  assert.ok(form);
  assert.deepEqual(others, []);
  assert.deepEqual([form.action, form.method], ['https://id.example.org/authenticate?code=a&tab=b', 'POST']);
  assert.equal(usernameField(form)?.name, 'username');
  assert.equal(passwordField(form)?.name, 'password');
  assert.deepEqual(
    form.buttons.map(({ name, value, label }) => [name, value, label]),
    [['login', 'Sign In', 'Sign In']],
  );
  assert.equal(
    sent(keycloak, { fill: { username: 'a b', password: 'p&q' }, button: 0 }),
    'username=a+b&password=p%26q&credentialId=1%222&login=Sign+In',
  );
});

test('a ">" inside an attribute, comments, upper case and missing quotes are no trouble', () => {
  const html = `<FORM METHOD=Post ACTION=/go><!-- <input name=ghost> --><INPUT NAME=a TITLE="x > y" VALUE=1>
    <input name='b' value="<b>&amp;copy;"><button title=">" name=c value=2>Go</button></FORM>`;
  assert.equal(sent(html, { button: 0 }), 'a=1&b=%3Cb%3E%26copy%3B&c=2');
  assert.deepEqual([formOf(html).action, formOf(html).method], ['https://id.example.org/go', 'POST']);
});

test('select and textarea are sent as a browser sends them', () => {
  const realm = `<select name="realm"><option value="a">A<option selected>B  b</option><option value="c" disabled>C</select>`;
  assert.equal(sent(`<form>${realm}</form>`), 'realm=B+b');
  assert.equal(sent(`<form>${realm}</form>`, { fill: { realm: 'a' } }), 'realm=a');
  assert.equal(
    sent('<form><select name="s"><option disabled>no<option>first<option>second</select></form>'),
    's=first',
  );
  const several = '<select name="m" multiple><option selected>1<option>2<option selected>3</select>';
  assert.equal(sent(`<form>${several}</form>`), 'm=1&m=3');
  assert.equal(sent('<form><textarea name="t">\none\ntwo</textarea></form>'), 't=one%0D%0Atwo');
});

test('controls belong to the form that owns them, wherever they stand', () => {
  const html = `<form id="one" action="/one"><input name="a" value="1"><input name="b" value="2" form="two"></form>
    <form id="two" action="/two" method="post"></form>
    <input name="c" value="3" form="one"><button form="two" name="d" value="4">Send</button>
    <input name="nobody" value="5" form="nowhere"><input name="loose" value="6">`;
  const [one, two, ...others] = formsOf(html);
  assert.ok(one && two);
  assert.deepEqual(others, []);
  assert.equal(String(entriesOf(one, { fill: {} })), 'a=1&c=3');
  assert.equal(String(entriesOf(two, { fill: {}, button: 0 })), 'b=2&d=4');
  const inTable = '<table><form action="/t"><tr><td><input name="x" value="1"></td></tr></form></table>';
  assert.equal(sent(inTable), 'x=1');
});

test('a button decides where and how its form is sent', () => {
  const html = `<form action="/usual" method="post"><input name="a" value="1">
    <button>Usual</button><button formaction="/other" formmethod="get" name="b" value="2">Other</button></form>`;
  const usual = requestOf(formOf(html), { fill: {}, button: 0 });
  assert.deepEqual([usual.url, String(usual.form)], ['https://id.example.org/usual', 'a=1']);
  const other = requestOf(formOf(html), { fill: {}, button: 1 });
  assert.deepEqual([other.url, other.form], ['https://id.example.org/other?a=1&b=2', undefined]);
  const toItself = requestOf(formOf('<form method="post"><input name="a" value="1"></form>'), { fill: {} });
  assert.equal(toItself.url, HERE);
  const based = requestOf(formOf('<base href="/deep/er/"><form action="go"><input name="a"></form>'), { fill: {} });
  assert.equal(based.url, 'https://id.example.org/deep/er/go?a=');
});

test('what is disabled is neither sent nor pressed', () => {
  const html = `<form><input name="a" value="1" disabled><button disabled>No</button>
    <fieldset disabled><legend><input name="b" value="2"></legend><input name="c" value="3"></fieldset>
    <input name="d" value="4" readonly><datalist><input name="e"></datalist><button name="f" value="6">Yes</button></form>`;
  assert.equal(sent(html, { button: 0 }), 'b=2&d=4&f=6');
});

test('check boxes and radio buttons are sent where they are ticked, "on" where they have no value', () => {
  const html = `<form><input type="checkbox" name="a"><input type="checkbox" name="b" checked>
    <input type="checkbox" name="c" value="3" checked><input type="radio" name="r" value="1" checked>
    <input type="radio" name="r" value="2" checked><input type="radio" name="r" value="3"></form>`;
  assert.equal(sent(html), 'b=on&c=3&r=2');
  const at = formOf(html).fields.find(({ name }) => name === 'a')?.at ?? -1;
  assert.equal(sent(html, { tick: [at] }), 'a=on&b=on&c=3&r=2');
});

test('an image button sends where it was pressed; file, reset and plain buttons send nothing', () => {
  const html = `<form><input type="image" name="go" alt="Log in"><input type="image" src="x">
    <input type="file" name="f"><button type="reset" name="r">Reset</button><button type="button" name="b">Open</button></form>`;
  assert.equal(sent(html, { button: 0 }), 'go.x=0&go.y=0');
  assert.equal(sent(html, { button: 1 }), 'x=0&y=0');
  assert.equal(formOf(html).buttons[0]?.label, 'Log in');
  assert.equal(formOf(html).buttons.length, 2);
});

test('fields are found by autocomplete, then by name, then as the only text; a given name wins', () => {
  const found = (fields: string, names = {}) => usernameField(formOf(`<form>${fields}</form>`), names)?.name;
  assert.equal(found('<input name="a"><input name="b" autocomplete="section-x username">'), 'b');
  assert.equal(found('<input name="q"><input name="userIdentifier" type="email">'), 'userIdentifier');
  assert.equal(found('<input name="only">'), 'only');
  assert.equal(
    found('<input name="trap" hidden><input name="only"><p style="display: none"><input name="x"></p>'),
    'only',
  );
  assert.equal(found('<input name="one"><input name="two">'), undefined);
  assert.equal(found('<input name="one"><input name="two">', { username: 'two' }), 'two');
});

const index = (buttons: string, which: 'accept' | 'deny', names = {}) =>
  decisionButton(formOf(`<form>${buttons}</form>`), which, names);

test('the buttons that grant and deny are told apart by label, name and value', () => {
  const keycloakConsent =
    '<input name="accept" type="submit" value="Yes"><input name="cancel" type="submit" value="No">';
  assert.equal(index(keycloakConsent, 'accept'), 0);
  assert.equal(index(keycloakConsent, 'deny'), 1);
  const ours =
    '<button name="consent" value="no">Deny</button><button name="consent" value="yes">Grant access</button>';
  assert.equal(index(ours, 'accept'), 1);
  assert.equal(index(ours, 'deny'), 0);
  assert.equal(index('<button name="consent" value="later">Ask me later</button>', 'accept'), undefined);
  assert.equal(index('<button>Los</button>', 'accept'), undefined);
  assert.equal(index('<button>Los</button>', 'accept', { accept: 'Los' }), 0);
  assert.equal(index(ours, 'accept', { accept: 'consent=no' }), 0);
});

const granting = [
  'Submit Consent',
  'Consent',
  'Allow',
  'Authorize',
  'Authorise',
  'I agree',
  'Accept',
  'Continue',
  'Yes',
];
const grantingInGerman = [
  'Zustimmen',
  'Erlauben',
  'Zugriff gestatten',
  'Annehmen',
  'Akzeptieren',
  'Fortfahren',
  'Weiter',
  'Ja',
];
const denying = [
  'Cancel',
  'Deny',
  'No',
  'No, thanks',
  "Don't allow",
  'Do not authorize',
  'Abbrechen',
  'Ablehnen',
  'Nein',
];
const neither = ['Log out', 'Help', 'Nobody knows', 'Notify me', 'Deutsch'];

for (const label of [...granting, ...grantingInGerman]) {
  test(`"${label}" grants and does not deny`, () => {
    const html = `<button>${label}</button>`;
    assert.deepEqual([index(html, 'accept'), index(html, 'deny')], [0, undefined]);
  });
}
for (const label of denying) {
  test(`"${label}" denies and does not grant`, () => {
    const html = `<button>${label}</button>`;
    assert.deepEqual([index(html, 'accept'), index(html, 'deny')], [undefined, 0]);
  });
}
for (const label of neither) {
  test(`"${label}" neither grants nor denies`, () => {
    const html = `<button>${label}</button>`;
    assert.deepEqual([index(html, 'accept'), index(html, 'deny')], [undefined, undefined]);
  });
}

test('a button that says what it grants goes before one that leads on from anything', () => {
  assert.equal(index('<button>Continue</button><button>Allow</button>', 'accept'), 1);
});

test('a form asks to grant where its button says so, or where another denies', () => {
  const grants = (buttons: string, names = {}) => {
    const {
      forms: [form],
      links,
    } = seenInHtml(`<form>${buttons}</form>`, HERE);
    return form && asksToGrant(form, links, names);
  };
  assert.equal(grants('<button>Allow</button>'), true);
  assert.equal(grants('<button>Yes</button><button>No</button>'), true);
  assert.equal(grants('<button>Continue</button>'), false);
  assert.equal(grants('<button>Continue</button><a href="/abort">[ Cancel ]</a>'), true);
  assert.equal(grants('<button>Continue</button><a href="/help">Help</a>'), false);
  assert.equal(grants('<button>Los</button>', { accept: 'Los' }), true);
  assert.equal(grants('<button>Los</button><button>Cancel</button>'), false);
});

test('the check boxes of the scopes that were asked for are found by value, name or label', () => {
  const boxes = (html: string) => boxesNaming(formOf(`<form>${html}</form>`), ['balance:read', 'openid']);
  assert.equal(boxes('<input type="checkbox" name="scope" value="balance:read">').length, 1);
  assert.equal(boxes('<input type="checkbox" name="scope[balance:read]">').length, 1);
  assert.equal(boxes('<label><input type="checkbox" name="x"> Your balance (balance:read)</label>').length, 1);
  assert.equal(boxes('<input type="checkbox" id="x"><label for="x">openid</label>').length, 0);
  assert.equal(boxes('<input type="checkbox" name="n" id="x"><label for="x">openid</label>').length, 1);
  assert.equal(boxes('<input type="checkbox" name="newsletter"><input name="scope" value="openid">').length, 0);
  assert.equal(boxes('<input type="checkbox" name="scope" value="balance:read:all">').length, 0);
});

test('a login is sent by its first button that does not cancel', () => {
  const button = (html: string) => loginButton(formOf(`<form><input type="password" name="p">${html}</form>`));
  assert.equal(button('<button name="action" value="cancel">Cancel</button><button>Log in</button>'), 1);
  assert.equal(button('<button type="button">Show password</button>'), undefined);
});

test('what a page says is its text, without markup, scripts and styles', () => {
  const { text } = seenInHtml(
    '<title>T</title><body><style>p{}</style><!-- <p>old</p> --><h1>A</h1> &amp; <p>b</p><script>x</script>',
    HERE,
  );
  assert.equal(text, 'A & b');
});

test('whether a page may change by itself is seen', () => {
  const mayChange = (html: string) => seenInHtml(html, HERE).mayChange;
  assert.equal(mayChange('<p>Hello</p>'), false);
  assert.equal(mayChange('<script src="app.js"></script>'), true);
  assert.equal(mayChange('<meta http-equiv="Refresh" content="0">'), true);
});

test('a page that nests without end, and one of many controls, are read in bounded time', () => {
  const started = performance.now();
  assert.equal(formsOf(`<form>${'<div>'.repeat(20_000)}<input name="a">`).length, 1);
  assert.equal(formOf(`<form>${'<label><input name=a></label>'.repeat(20_000)}</form>`).fields.length, 1_000);
  assert.ok(performance.now() - started < 5_000);
});
