import { readFileSync } from 'node:fs';
import { compactDecrypt, compactVerify, createLocalJWKSet, decodeProtectedHeader, importSPKI, importX509, } from 'jose';
import { jsonOf, summaryOf } from '../harness/http/exchange.js';
/** Reads a token's header and tries the target's key on it; `keys` is the response with the key set, where there is one. */
export async function decoded(token, algorithm, key, keys) {
    let named;
    try {
        named = decodeProtectedHeader(token).alg;
        if (key)
            await decode(token, algorithm, key, keys);
        return { algorithm: named };
    }
    catch (error) {
        return { ...(named !== undefined && { algorithm: named }), problem: error.message };
    }
}
async function decode(token, algorithm, { file, secret }, keys) {
    const encrypted = token.split('.').length === 5;
    if (secret !== undefined) {
        const bytes = Buffer.from(secret);
        await (encrypted ? compactDecrypt(token, bytes) : compactVerify(token, bytes));
    }
    else if (file !== undefined) {
        const pem = readFileSync(file, 'utf8');
        await compactVerify(token, await (pem.includes('CERTIFICATE') ? importX509 : importSPKI)(pem, algorithm));
    }
    else if (keys) {
        const body = jsonOf(keys);
        if (!('value' in body))
            throw new Error(`the key set cannot be read: ${summaryOf(keys)}`);
        await compactVerify(token, createLocalJWKSet(body.value));
    }
}
//# sourceMappingURL=encoding.js.map