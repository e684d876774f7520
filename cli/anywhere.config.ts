import { resolve } from 'node:path';
import { conformanceConfig } from './playwright-config.ts';

/** For a folder without a configuration of its own: what Playwright writes goes there, and not beside this file. */
export default conformanceConfig({ outputDir: resolve('reports/out/test-results') });
