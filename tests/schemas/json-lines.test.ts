import assert from 'node:assert/strict';
import test from 'node:test';
import { lineOf } from '../../schemas/json-lines.ts';

test('a member is found by its path, and what is missing by what should hold it', () => {
  const text = '{\n  "a": {\n    "b": [\n      1,\n      { "c": 2 }\n    ]\n  },\n  "0": "x"\n}\n';
  const cases: [string[], number][] = [
    [['a'], 2],
    [['a', 'b', '0'], 4],
    [['a', 'b', '1', 'c'], 5],
    [['a', 'b', '1', 'missing'], 5],
    [['nowhere'], 1],
    [[], 1],
  ];
  for (const [path, line] of cases) assert.equal(lineOf(text, path), line, path.join('/'));
});
