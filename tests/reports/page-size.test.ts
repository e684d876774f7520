import assert from 'node:assert/strict';
import test from 'node:test';
import { buildReport } from '../../reports/build.ts';
import { htmlText } from '../../reports/html.ts';
import { loadCatalogue, requirementsOf } from '../../suites/harness/model/catalogue.ts';
import { mockFor } from '../mock-idp/mock-client.ts';
import { bundledTarget } from '../mutation/bundled.ts';
import { flowsByRole } from '../mutation/roles.ts';
import { runFlows } from '../run-flows.ts';

/** In bytes. */
const MOST = 1_500_000;

test('the page of a whole run is small', { timeout: 600_000 }, async (t) => {
  const { url } = await mockFor(t);
  const flows = [...(await flowsByRole()).values()].flat();
  const options = { bundled: true, peer: { url, publicUrl: url }, bounds: { settleMs: 50, quietMs: 100 } };
  const results = await runFlows(bundledTarget(url), flows, options);
  const report = buildReport({
    run: {
      version: '0',
      target: { name: 'mock', url: 'bundled mock', facts: {} },
      gate: ['document'],
      requirements: requirementsOf(loadCatalogue()),
      notRun: [],
      notices: [],
    },
    flows: results,
    flowsWithoutResult: [],
    now: new Date(),
  });
  assert.ok(report.exchanges.length > 3_000, `${report.exchanges.length} exchanges`);
  const bytes = Buffer.byteLength(htmlText(report, '../../docs'));
  t.diagnostic(`${bytes} bytes`);
  assert.ok(bytes <= MOST, `${bytes} bytes`);
});
