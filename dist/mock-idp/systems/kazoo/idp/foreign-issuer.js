import { MintError } from '../../../frame/system.js';
import { developmentKey, signJwt } from '../../../oidc/keys.js';
import { ssoPath } from './providers.js';
const folder = `${ssoPath}/foreign/`;
/**
 * An issuer that no Kazoo knows: whoever asks it for its keys, because a token says so, can be seen in the journal.
 * Each token has an issuer of its own, `/sso/foreign/<word>`.
 */
export const stranger = {
    /** Signs `{ foreign: word, claims }` with the issuer's key. Throws a MintError for anything else. */
    async mint(base, { foreign, claims }) {
        if (typeof foreign !== 'string' || !/^[\w-]{1,64}$/.test(foreign))
            throw new MintError('foreign: expected a word');
        if (typeof claims !== 'object' || claims === null)
            throw new MintError('claims: expected an object');
        const path = folder + foreign;
        const token = signJwt({ claims: { ...claims, iss: base + path } }, developmentKey('foreign'));
        return { token, path };
    },
    /** Serves the issuers' discovery and keys; says whether the request was for one of them. */
    async serve(ctx, base) {
        const [, word, file] = /^\/sso\/foreign\/([\w-]+)\/(\.well-known\/openid-configuration|keys)$/.exec(ctx.path) ?? [];
        if (word === undefined)
            return false;
        const issuer = base + folder + word;
        const { kty, n, e, kid } = developmentKey('foreign').jwk;
        ctx.body =
            file === 'keys'
                ? { keys: [{ kty, n, e, kid, alg: 'RS256', use: 'sig' }] }
                : { issuer, jwks_uri: `${issuer}/keys` };
        return true;
    },
};
//# sourceMappingURL=foreign-issuer.js.map