import { fuzz } from './fuzz.ts';

/** `npm run fuzz -- [count] [seed]`: 100,000 requests unless told; exits with 1 where the mock itself failed at one. */
const [count = 100_000, seed = Date.now() % 1_000_000] = process.argv.slice(2).map(Number);
const mishaps = await fuzz(seed, count);
for (const { request, got } of mishaps.slice(0, 20)) console.log(got, JSON.stringify(request).slice(0, 600));
console.log(`${count} requests by seed ${seed}: the mock failed at ${mishaps.length}`);
process.exitCode = mishaps.length === 0 ? 0 : 1;
