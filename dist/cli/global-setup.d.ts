import type { FullConfig } from '@playwright/test';
/**
 * Reads the target and tells the workers and the reporter of the run; where no target is named, starts the mock IdP.
 * Throws a UsageError for a target that cannot be used.
 */
export default function setUp(config: FullConfig): Promise<() => Promise<void>>;
