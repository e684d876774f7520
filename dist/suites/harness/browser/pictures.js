import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { PROJECT_ROOT } from '../target/schema.js';
/**
 * Keeps what a page showed beside the report, `pages/<name>.png`; gives its path for the finding, or `undefined` where
 * it cannot be written: a picture is not worth an error.
 */
export function keepPicture(name, png) {
    const folder = join(process.env.TOLLGATE_OUT ?? join(PROJECT_ROOT, 'reports/out'), 'pages');
    const path = join(folder, `${name}.png`);
    try {
        mkdirSync(folder, { recursive: true });
        writeFileSync(path, png);
        return relative(process.cwd(), path);
    }
    catch {
        return undefined;
    }
}
//# sourceMappingURL=pictures.js.map