import { parseArgs } from 'node:util';
import { differences, readEarlier } from './against.ts';
import { prove } from './prove.ts';
import { publish } from './publish.ts';
import { flowsByRole } from './roles.ts';

/** `npm run mutation [-- [--every-flow] [--against old.json] words of fault ids]` */
const { values, positionals: words } = parseArgs({
  allowPositionals: true,
  options: { 'every-flow': { type: 'boolean', default: false }, against: { type: 'string' } },
});
const earlier = values.against === undefined ? undefined : readEarlier(values.against);
const proof = await prove(words, values['every-flow']);
console.log(proof.summary.faults > 0 ? publish(proof) : `No fault has an id with ${words.join(' or ')} in it.`);
if (earlier) {
  const lines = differences(earlier, proof.faults, [...(await flowsByRole()).values()].flat());
  console.log([...lines, `${lines.length} requirements blocked otherwise than in ${values.against}`].join('\n'));
}
const { faults, survived, wronglyKilled } = proof.summary;
process.exitCode = faults > 0 && survived + wronglyKilled + proof.problems.length === 0 ? 0 : 1;
