import { prove } from './prove.ts';
import { publish } from './publish.ts';

/** `npm run mutation [-- [--every-flow] words of fault ids]` */
const words = process.argv.slice(2);
const proof = await prove(
  words.filter((word) => !word.startsWith('--')),
  words.includes('--every-flow'),
);
console.log(publish(proof));
const { faults, survived, wronglyKilled } = proof.summary;
process.exitCode = faults > 0 && survived + wronglyKilled + proof.problems.length === 0 ? 0 : 1;
