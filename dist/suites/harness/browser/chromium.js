var __rewriteRelativeImportExtension = (this && this.__rewriteRelativeImportExtension) || function (path, preserveJsx) {
    if (typeof path === "string" && /^\.\.?\//.test(path)) {
        return path.replace(/\.(tsx)$|((?:\.d)?)((?:\.[^./]+?)?)\.([cm]?)ts$/i, function (m, tsx, d, ext, cm) {
            return tsx ? preserveJsx ? ".jsx" : ".js" : d && (!ext || !cm) ? m : (d + ext + "." + cm.toLowerCase() + "js");
        });
    }
    return path;
};
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
/** Names the Chromium to use; wins over every other. */
export const CHROMIUM_VARIABLE = 'TOLLGATE_CHROMIUM';
/** What to do where none is found, in one line. */
export const NO_CHROMIUM = `No Chromium was found: run "npx playwright install chromium", or name one in ${CHROMIUM_VARIABLE}.`;
const systemNames = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'chrome'];
const systemFonts = '/etc/fonts';
const macPaths = [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const usualSources = {
    env: process.env,
    playwright: async () => (await import('@playwright/test')).chromium.executablePath(),
    packaged: packagedChromium,
};
/**
 * The first Chromium of: the environment, Playwright's own, the system's, the one in an npm package.
 * Throws an Error where the environment names one that is not there.
 */
export async function findChromium(sources = usualSources) {
    const named = sources.env[CHROMIUM_VARIABLE];
    if (named) {
        if (!isExecutable(named))
            throw new Error(`${CHROMIUM_VARIABLE}: ${named} is not a program that can be run`);
        return { path: named, from: CHROMIUM_VARIABLE };
    }
    const own = await sources.playwright().catch(() => '');
    if (own && isExecutable(own))
        return { path: own, from: 'Playwright' };
    const folders = (sources.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
    const candidates = [...folders.flatMap((folder) => systemNames.map((name) => join(folder, name))), ...macPaths];
    const system = candidates.find(isExecutable);
    if (system)
        return { path: system, from: 'the system' };
    return sources.packaged().catch(() => undefined);
}
function isExecutable(path) {
    try {
        accessSync(path, constants.X_OK);
        return existsSync(path);
    }
    catch {
        return false;
    }
}
/**
 * The Chromium of @sparticuz/chromium, unpacked once into a private folder: the package takes any browser that lies in
 * the temporary folder for its own, whatever its version. It brings the libraries that a bare Linux lacks only where it
 * believes itself on AWS Lambda.
 */
async function packagedChromium() {
    if (process.platform !== 'linux' || process.arch !== 'x64')
        return undefined;
    const folder = join(tmpdir(), `tollgate-chromium-${userInfo().uid}`);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const before = { TMPDIR: process.env.TMPDIR, AWS_EXECUTION_ENV: process.env.AWS_EXECUTION_ENV };
    const libraries = process.env.LD_LIBRARY_PATH;
    Object.assign(process.env, { TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' });
    try {
        const name = '@sparticuz/chromium';
        const { default: chromium } = (await import(__rewriteRelativeImportExtension(name)));
        const path = await chromium.executablePath();
        const env = {
            LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH ?? '',
            // The package's fonts come without a configuration, and text fields end the browser that finds none.
            FONTCONFIG_PATH: existsSync(systemFonts) ? systemFonts : (process.env.FONTCONFIG_PATH ?? ''),
        };
        return { path, from: name, env };
    }
    finally {
        restore({ ...before, LD_LIBRARY_PATH: libraries });
    }
}
function restore(variables) {
    for (const [name, value] of Object.entries(variables)) {
        if (value === undefined)
            delete process.env[name];
        else
            process.env[name] = value;
    }
}
//# sourceMappingURL=chromium.js.map