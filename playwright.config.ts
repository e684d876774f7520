import { conformanceConfig } from './cli/playwright-config.ts';

export default conformanceConfig();
