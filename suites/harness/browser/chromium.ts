import { accessSync, constants, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';

/** A Chromium that can be started. */
export interface FoundChromium {
  readonly path: string;
  /** Where it was found, for people. */
  readonly from: string;
  /** Variables that it needs to run. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Names the Chromium to use; wins over every other. */
export const CHROMIUM_VARIABLE = 'TOLLGATE_CHROMIUM';

/** What to do where none is found, in one line. */
export const NO_CHROMIUM = `No Chromium was found: run "npx playwright install chromium", or name one in ${CHROMIUM_VARIABLE}.`;

const systemNames = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'chrome'];
const macPaths = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Ways to find one, so that a test can take some away. */
export interface ChromiumSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly playwright: () => Promise<string>;
  readonly packaged: () => Promise<FoundChromium | undefined>;
}

const usualSources: ChromiumSources = {
  env: process.env,
  playwright: async () => (await import('@playwright/test')).chromium.executablePath(),
  packaged: packagedChromium,
};

/**
 * The first Chromium of: the environment, Playwright's own, the system's, the one in an npm package.
 * Throws an Error where the environment names one that is not there.
 */
export async function findChromium(sources: ChromiumSources = usualSources): Promise<FoundChromium | undefined> {
  const named = sources.env[CHROMIUM_VARIABLE];
  if (named) {
    if (!isExecutable(named)) throw new Error(`${CHROMIUM_VARIABLE}: ${named} is not a program that can be run`);
    return { path: named, from: CHROMIUM_VARIABLE };
  }
  const own = await sources.playwright().catch(() => '');
  if (own && isExecutable(own)) return { path: own, from: 'Playwright' };
  const folders = (sources.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = [...folders.flatMap((folder) => systemNames.map((name) => join(folder, name))), ...macPaths];
  const system = candidates.find(isExecutable);
  if (system) return { path: system, from: 'the system' };
  return sources.packaged().catch(() => undefined);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return existsSync(path);
  } catch {
    return false;
  }
}

/**
 * The Chromium of @sparticuz/chromium, unpacked once into a private folder: the package takes any browser that lies in
 * the temporary folder for its own, whatever its version. It brings the libraries that a bare Linux lacks only where it
 * believes itself on AWS Lambda.
 */
async function packagedChromium(): Promise<FoundChromium | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const folder = join(tmpdir(), `tollgate-chromium-${userInfo().uid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { TMPDIR, AWS_EXECUTION_ENV, FONTCONFIG_PATH } = process.env;
  const before = { TMPDIR, AWS_EXECUTION_ENV, FONTCONFIG_PATH };
  const libraries = process.env.LD_LIBRARY_PATH;
  Object.assign(process.env, { TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' });
  try {
    const name = '@sparticuz/chromium';
    const { default: chromium } = (await import(name)) as { default: { executablePath(): Promise<string> } };
    const path = await chromium.executablePath();
    const env = {
      LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH ?? '',
      FONTCONFIG_FILE: fontsFor(folder),
    };
    return { path, from: name, env };
  } finally {
    restore({ ...before, LD_LIBRARY_PATH: libraries });
  }
}

/**
 * Names the package's fonts and those of the system: what the package brings looks below /tmp alone, and without a font
 * pages have no text and fields end the browser.
 */
function fontsFor(folder: string): string {
  const file = join(folder, 'tollgate-fonts.conf');
  const places = [join(folder, 'fonts'), '/usr/share/fonts', '/usr/local/share/fonts'];
  const listed = [
    ...places.map((place) => `<dir>${place}</dir>`),
    `<cachedir>${join(folder, 'fonts-cache')}</cachedir>`,
  ];
  writeFileSync(file, `<?xml version="1.0"?>\n<fontconfig>${listed.join('')}</fontconfig>\n`);
  return file;
}

function restore(variables: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}
