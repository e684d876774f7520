/** Playwright with one test that does nothing: what every run costs, whatever it judges. */
export default { workers: 1, outputDir: process.env.TOLLGATE_SCRATCH };
