import assert from 'node:assert/strict';
import test from 'node:test';
import { tollgate } from './cli-helper.ts';

test('a requirement is explained: sentence, rule, why, fix, the flows that check it and the faults that break it', async () => {
  const { status, out, err } = await tollgate(['explain', 'authlete.endpoint.wrong-password-refused']);
  assert.deepEqual([status, err], [0, '']);
  for (const line of [
    /^authlete\.endpoint\.wrong-password-refused$/m,
    /authlete\.server · MUST · document · developer-auth/,
    /^Sentence {4}“password \|/m,
    /^Rule {8}\S/m,
    /^Why {9}\S/m,
    /^Fix {9}\S/m,
    /^Checked by {2}the flow “a wrong password and an unknown id log nobody in”/m,
    /^Broken by {3}.*\n? *authlete\.server\.wrong-password-accepted: Any password will do\./m,
    /--grep authlete\.endpoint\.wrong-password-refused/,
  ]) {
    assert.match(out, line);
  }
});

test('an excluded sentence says why it is not checked', async () => {
  const { out } = await tollgate(['explain', 'authlete.settings.accessible']);
  assert.match(out, /^Not checked {1}not observable\. A run that reaches/m);
});

test('an id that is none is wrong usage, with the nearest', async () => {
  const { status, err } = await tollgate(['explain', 'authlete.endpoint.wrong-pasword-refused']);
  assert.equal(status, 2);
  assert.match(err, /did you mean authlete\.endpoint\.wrong-password-refused\?/);
  assert.equal((await tollgate(['explain'])).status, 2);
});
