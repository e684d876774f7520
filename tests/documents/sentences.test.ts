import assert from 'node:assert/strict';
import test from 'node:test';
import { findQuotation } from './quotations.ts';
import { hashed, unitsOf } from './sentences.ts';

const TEXT = `How to log in

A login makes a token. It is “short-lived”.

curl -X POST "https://host/token" \\
  -u "<name>:<password>"
{
  "token": "abc",
}
Field Description
-u "<name>:<password>" A parameter that says who asks.
token Is the token

The request must:

  • Carry a name. It is compared
  1. Wait

GET /token

References

Nobody reads this.`;

test('a document is split into sentences, headings and code', () => {
  assert.deepEqual(
    unitsOf(TEXT).map(({ kind, text }) => `${kind}: ${text}`),
    [
      'heading: How to log in',
      'sentence: A login makes a token.',
      'sentence: It is “short-lived”.',
      'code: curl -X POST "https://host/token"',
      'code: -u "<name>:<password>"',
      'code: {',
      'code: "token": "abc",',
      'code: }',
      'heading: Field Description',
      'sentence: -u "<name>:<password>" A parameter that says who asks.',
      'sentence: token Is the token',
      'sentence: The request must:',
      'sentence: Carry a name.',
      'sentence: It is compared',
      'sentence: Wait',
      'sentence: GET /token',
    ],
  );
});

test('whole units are found again, in order, whatever their quotation marks, white space and table lines', () => {
  const units = unitsOf(TEXT).map(hashed);
  assert.deepEqual(findQuotation(units, 'A login makes a token. It is "short-lived".'), [1, 2]);
  assert.deepEqual(findQuotation(units, 'token | Is the token'), [10]);
  assert.deepEqual(findQuotation(units, '{ … } … Wait'), [5, 7, 14]);
  assert.equal(findQuotation(units, 'A login makes a token.', 2), undefined);
});

test('nothing else is found: parts of sentences, other words, another order, nothing', () => {
  const units = unitsOf(TEXT).map(hashed);
  for (const quote of [
    'A login makes',
    'A login makes a Token.',
    'Wait … A login makes a token.',
    'A login makes a token. Wait',
    '…',
  ]) {
    assert.equal(findQuotation(units, quote), undefined, quote);
  }
});
