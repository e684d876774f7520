import { parseArgs } from 'node:util';
import { commandFigures } from './commands.ts';
import { type Figure, keepAsBaseline, lineOf, readBaseline } from './figures.ts';
import { flowFigures } from './flows.ts';
import { growthFigures } from './growth.ts';
import { machineNoise } from './noise.ts';
import { rateFigures } from './rates.ts';

/**
 * `npm run bench [-- --growth] [--keep]`: what Tollgate costs, beside what was kept in `bench/baseline.json`. Compare the
 * ratios, not the times, which are of this machine at this moment. `--keep` keeps the figures of this run.
 */
const { values } = parseArgs({
  options: { growth: { type: 'boolean', default: false }, keep: { type: 'boolean', default: false } },
});
const before = readBaseline();
const figures: Figure[] = [];
const noise = () =>
  console.log(`machine noise: a fixed piece of work spreads by ${(machineNoise() * 100).toFixed(0)} %`);

noise();
for (const measure of [commandFigures, flowFigures, rateFigures, ...(values.growth ? [growthFigures] : [])]) {
  for (const figure of await measure()) {
    figures.push(figure);
    console.log(lineOf(figure, before.get(figure.name)));
  }
}
noise();
if (values.keep) keepAsBaseline(figures);
