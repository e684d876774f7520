import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { buildReport } from '../../reports/build.ts';
import { jsonText } from '../../reports/publish.ts';
import type { FlowResult, RunInfo } from '../../suites/harness/model/verdict.ts';
import { flow, greenFlows, NOW, REQUIREMENTS, requirement, runInfo } from '../reports/report-fixtures.ts';
import { tollgate } from './cli-helper.ts';

const folder = mkdtempSync(join(tmpdir(), 'tollgate-diff-'));
after(() => rmSync(folder, { recursive: true }));

function reportOf(name: string, flows: readonly FlowResult[], more: Partial<RunInfo> = {}): string {
  const file = join(folder, `${name}.json`);
  writeFileSync(file, jsonText(buildReport({ run: runInfo(more), flows, flowsWithoutResult: [], now: NOW })));
  return file;
}

const green = reportOf('green', greenFlows());
const red = reportOf('red', [
  ...greenFlows().slice(1),
  flow('wazo.server', 'a login gives a token', [
    ['wazo.token.login', 'fail'],
    ['wazo.token.uuid', 'inconclusive', { blockedBy: 'wazo.token.login' }],
    ['wazo.token.status', 'warn'],
  ]),
]);

test('what is broken now and was not has regressed, and exits 1', async () => {
  const { status, out } = await tollgate(['diff', green, red]);
  assert.equal(status, 1);
  assert.match(out, /^regressed: wazo\.token\.login \(wazo\.server, gates\): pass → fail\n {4}What .*\n {4}fix: Keep/);
  assert.match(out, /^regressed: wazo\.token\.status \(wazo\.server\): pass → warn/m);
  assert.match(out, /^newly not judged: wazo\.token\.uuid .*: pass → inconclusive/m);
  assert.match(out, /2 regressed, 1 newly not judged\n$/);
});

test('what is fixed, new or gone is told and exits 0', async () => {
  const fixed = await tollgate(['diff', red, green]);
  assert.equal(fixed.status, 0);
  assert.match(fixed.out, /2 fixed\n$/);
  const more = reportOf('more', greenFlows(), {
    requirements: [...REQUIREMENTS.filter(({ id }) => id !== 'wazo.refresh.list'), requirement('wazo.token.brand-new')],
  });
  const { status, out } = await tollgate(['diff', green, more]);
  assert.equal(status, 0);
  assert.match(out, /^new: wazo\.token\.brand-new .*: not judged → not judged/m);
  assert.match(out, /^gone: wazo\.refresh\.list/m);
  assert.equal((await tollgate(['diff', green, green])).out, 'Nothing has changed.\n');
});

test('the differences come as Markdown and as JSON', async () => {
  const { out } = await tollgate(['diff', green, red, '--format=markdown']);
  assert.match(out, /^## Conformance: 2 regressed, 1 newly not judged\n\n\| change \|/);
  assert.match(out, /\| regressed ❗ \| `wazo\.token\.login` \|/);
  const json = JSON.parse((await tollgate(['diff', green, red, '--format=json'])).out);
  assert.deepEqual(
    json.map(({ id, change, gates }: { id: string; change: string; gates: boolean }) => [id, change, gates]),
    [
      ['wazo.token.login', 'regressed', true],
      ['wazo.token.status', 'regressed', false],
      ['wazo.token.uuid', 'newly not judged', true],
    ],
  );
});

test('one report alone, or none, is wrong usage', async () => {
  assert.equal((await tollgate(['diff', green])).status, 2);
  assert.equal((await tollgate(['diff', green, join(folder, 'none.json')])).status, 2);
});
