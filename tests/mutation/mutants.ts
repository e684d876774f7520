import { runIndependent } from './independent/run.ts';

/** `npm run mutants [-- --independent [roles]]`, or with what machine/run.ts takes. */
const words = process.argv.slice(2);
if (words.includes('--independent')) {
  process.exitCode = await runIndependent(words.filter((word) => word !== '--independent'));
} else await import('./machine/run.ts');
