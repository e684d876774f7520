import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { flowCosts } from './flows.ts';
import { machineNoise, median } from './noise.ts';
import { type Cost, cost, server } from './processes.ts';
import { type Comparison, signedTokens, wazoTokens } from './rates.ts';

/** Prints what Tollgate costs. Numbers are of this machine at this moment: compare the ratios, not the seconds. */
const ROUNDS = 3;
const lines: [what: string, value: string][] = [];
const add = (what: string, value: string) => {
  lines.push([what, value]);
  console.log(`${what.padEnd(58)} ${value}`);
};
const ms = (value: number) => `${value.toFixed(value < 10 ? 2 : 0)} ms`;

add('machine noise before (spread of a fixed piece of work)', `${(machineNoise() * 100).toFixed(0)} %`);

const out = mkdtempSync(join(tmpdir(), 'tollgate-bench-'));
const [empty, whole]: [Cost[], Cost[]] = [[], []];
for (let round = 0; round < ROUNDS; round++) {
  empty.push(await cost('npx', ['playwright', '--version']));
  whole.push(await cost('npx', ['playwright', 'test'], { TOLLGATE_OUT: out }));
}
const { checks } = JSON.parse(readFileSync(join(out, 'conformance.json'), 'utf8')) as { checks: unknown[] };
rmSync(out, { recursive: true });
const wall = median(whole.map((run) => run.ms));
const bare = median(empty.map((run) => run.ms));
add('npx playwright test, cold', `${ms(wall)} (npx playwright --version: ${ms(bare)})`);
add('checks a second, start included', `${((checks.length * 1000) / wall).toFixed(0)} (${checks.length} checks)`);
const peak = median(whole.map((run) => run.peakMiB ?? Number.NaN));
add('peak memory of that run, all processes', Number.isNaN(peak) ? 'no /proc here' : `${peak.toFixed(0)} MiB`);

for (const { role, checks, exchanges, flowsMs, replayMs } of await flowCosts()) {
  const beyond = (flowsMs - replayMs) / checks;
  add(
    `${role}: a check beyond its exchanges`,
    `${ms(beyond)} (${checks} checks, ${exchanges} exchanges: flows ${ms(flowsMs)}, bare replay ${ms(replayMs)})`,
  );
}

const starts: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
  const started = performance.now();
  const { url, child } = await server(['cli/tollgate.js', 'mock', '--port', '0']);
  await fetch(`${url}/_control`);
  starts.push(performance.now() - started);
  child.kill();
}
add('mock IdP: cold start to first response', ms(median(starts)));

const addRates = (what: string, than: string, { mock, other, ratio }: Comparison) =>
  add(`mock IdP: ${what}`, `${mock.toFixed(0)} (${than}: ${other.toFixed(0)}, ratio ${ratio.toFixed(2)})`);
addRates('Wazo tokens a second', 'bare node:http', await wazoTokens());
addRates('RS256 tokens a second by client credentials', 'oauth2-mock-server', await signedTokens());
add('machine noise after', `${(machineNoise() * 100).toFixed(0)} %`);
