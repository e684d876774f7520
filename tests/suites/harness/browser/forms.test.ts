import assert from 'node:assert/strict';
import test from 'node:test';
import {
  decisionButton,
  formsOf,
  pageText,
  passwordField,
  submission,
  usernameField,
} from '../../../../suites/harness/browser/forms.ts';

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
  assert.deepEqual(form.buttons, [{ name: 'login', value: 'Sign In', label: 'Sign In' }]);
  assert.equal(
    submission(form, { username: 'a b', password: 'p&q' }, 0).toString(),
    'username=a+b&password=p%26q&credentialId=1%222&login=Sign+In',
  );
});

test('fields are found by autocomplete, then by name, then as the only text; a given name wins', () => {
  const found = (fields: string, names = {}) =>
    usernameField(formsOf(`<form>${fields}</form>`)[0] as never, names)?.name;
  assert.equal(found('<input name="a"><input name="b" autocomplete="section-x username">'), 'b');
  assert.equal(found('<input name="q"><input name="userIdentifier" type="email">'), 'userIdentifier');
  assert.equal(found('<input name="only">'), 'only');
  assert.equal(found('<input name="one"><input name="two">'), undefined);
  assert.equal(found('<input name="one"><input name="two">', { username: 'two' }), 'two');
});

test('the buttons that grant and deny are told apart by label, name and value', () => {
  const index = (buttons: string, which: 'accept' | 'deny', names = {}) =>
    decisionButton(formsOf(`<form>${buttons}</form>`)[0] as never, which, names);
  const keycloakConsent =
    '<input name="accept" type="submit" value="Yes"><input name="cancel" type="submit" value="No">';
  assert.equal(index(keycloakConsent, 'accept'), 0);
  assert.equal(index(keycloakConsent, 'deny'), 1);
  const ours =
    '<button name="consent" value="no">Deny</button><button name="consent" value="yes">Grant access</button>';
  assert.equal(index(ours, 'accept'), 1);
  assert.equal(index(ours, 'deny'), 0);
  assert.equal(index('<button>Weiter</button>', 'accept'), undefined);
  assert.equal(index('<button>Weiter</button>', 'accept', { accept: 'Weiter' }), 0);
  assert.equal(index(ours, 'accept', { accept: 'consent=no' }), 0);
});

test('what a page says is its text, without markup, scripts and styles', () => {
  assert.equal(
    pageText('<title>T</title><body><style>p{}</style><h1>A</h1> &amp; <p>b</p><script>x</script>'),
    'A & b',
  );
});
