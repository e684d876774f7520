import { developmentKey } from './keys.js';
import { createSigner } from './signer.js';
const signers = new Map();
/** A development key that oidc-provider asks for signatures: it gets them from a thread that all realms share. */
export function signingKey(ExternalSigningKey, name) {
    const { jwk, privateKey, publicKey } = developmentKey(name);
    const signer = signers.get(name) ?? createSigner(privateKey);
    signers.set(name, signer);
    class DevelopmentSigningKey extends ExternalSigningKey {
        keyObject() {
            return publicKey;
        }
        sign(data) {
            return signer(data);
        }
    }
    return Object.assign(new DevelopmentSigningKey(), { kid: jwk.kid, alg: 'RS256' });
}
//# sourceMappingURL=signing-key.js.map