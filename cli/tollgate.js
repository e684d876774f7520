#!/usr/bin/env node
// In the checkout the sources run as they are; the package has them compiled.
import { existsSync } from 'node:fs';

const source = new URL('./main.ts', import.meta.url);
const isCheckout = existsSync(source);
if (isCheckout) (await import('tsx/esm/api')).register();
const { run } = await import(isCheckout ? source.href : new URL('../dist/cli/main.js', import.meta.url).href);
process.exitCode = await run(process.argv.slice(2));
