import { developmentKey, type KeyName } from './keys.ts';
import { createSigner } from './signer.ts';

type ExternalSigningKey = typeof import('oidc-provider').ExternalSigningKey;

const signers = new Map<KeyName, ReturnType<typeof createSigner>>();

/** A development key that oidc-provider asks for signatures: it gets them from a thread that all realms share. */
export function signingKey(ExternalSigningKey: ExternalSigningKey, name: KeyName): InstanceType<ExternalSigningKey> {
  const { jwk, privateKey, publicKey } = developmentKey(name);
  const signer = signers.get(name) ?? createSigner(privateKey);
  signers.set(name, signer);
  class DevelopmentSigningKey extends ExternalSigningKey {
    override keyObject() {
      return publicKey;
    }
    override sign(data: Uint8Array) {
      return signer(data);
    }
  }
  return Object.assign(new DevelopmentSigningKey(), { kid: jwk.kid, alg: 'RS256' });
}
