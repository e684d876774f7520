import { conformanceConfig } from './cli/playwright-config.ts';

export default conformanceConfig({ outputDir: 'reports/out/test-results' });
