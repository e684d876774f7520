import { hash } from 'node:crypto';
let library;
/** oidc-provider, imported at first use; it warns of Node 20, on which this project tests it. */
export function oidcProvider() {
    library ??= importQuietly();
    return library;
}
async function importQuietly() {
    const { warn } = console;
    console.warn = (...words) => {
        if (!/Unsupported runtime/.test(String(words[0])))
            warn(...words);
    };
    try {
        return await import('oidc-provider');
    }
    finally {
        console.warn = warn;
    }
}
/** The API that all scopes but `openid` are about. */
export const apiResource = 'urn:tollgate:api';
/** A UUID that stands for a text, always the same. */
export function uuidOf(text) {
    const hex = hash('sha256', text, 'hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
//# sourceMappingURL=library.js.map