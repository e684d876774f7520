/** For a folder without a configuration of its own: what Playwright writes goes there, and not beside this file. */
declare const _default: import("playwright/test").PlaywrightTestConfig;
export default _default;
