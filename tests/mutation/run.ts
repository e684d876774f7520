import { prove } from './prove.ts';
import { publish } from './publish.ts';

/** `npm run mutation [-- words of fault ids]` */
const proof = await prove(process.argv.slice(2));
console.log(publish(proof));
const { faults, survived, wronglyKilled } = proof.summary;
process.exitCode = faults > 0 && survived + wronglyKilled + proof.problems.length === 0 ? 0 : 1;
