import assert from 'node:assert/strict';
import test from 'node:test';
import { askedBy, filesFor, isAsked } from '../../reports/asked.ts';

const SYSTEMS = ['kaleyra', 'wazo'];
const of = (line: string) => askedBy(['node', 'cli.js', 'test', ...line.split(' ').filter(Boolean)]);

test('the words of a command line, and not the values of its options', () => {
  assert.deepEqual(of(''), { words: [], patterns: [] });
  assert.deepEqual(of('wazo kaleyra/client'), { words: ['wazo', 'kaleyra/client'], patterns: [] });
  assert.deepEqual(of('--grep @refresh -g wazo.token --grep=x'), {
    words: [],
    patterns: ['@refresh', 'wazo.token', 'x'],
  });
  assert.deepEqual(of('--workers 1 --shard=1/2 --list wazo'), { words: ['wazo'], patterns: [] });
});

test('a system or a role selects its own files, wherever the checkout is', () => {
  assert.deepEqual(filesFor(of('wazo'), SYSTEMS), ['**/suites/wazo/*.spec.ts']);
  for (const word of ['kaleyra/client', 'suites/kaleyra/client', 'kaleyra.client', './suites/kaleyra/client.spec.ts'])
    assert.deepEqual(filesFor(of(word), SYSTEMS), ['**/suites/kaleyra/client.spec.ts'], word);
  for (const line of ['', 'wazzo', 'wazo refresh', '--grep wazo'])
    assert.deepEqual(filesFor(of(line), SYSTEMS), ['*/*.spec.ts'], line);
});

test('a role is asked for by its system, or where no word is given', () => {
  assert.ok(isAsked('wazo.server', of('suites/wazo')));
  assert.ok(isAsked('wazo.server', undefined));
  assert.ok(!isAsked('wazo.server', of('kaleyra')));
});
