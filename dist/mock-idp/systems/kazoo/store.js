import { createPrivateKey, createPublicKey, generateKeyPair, randomBytes, randomUUID, } from 'node:crypto';
import { promisify } from 'node:util';
import developmentKeys from '../../../fixtures/kazoo/development-keys.json' with { type: 'json' };
import { oldestAbove } from '../../frame/bounded.js';
const keys = developmentKeys.crossbar.map((jwk) => signingKey(createPrivateKey({ key: jwk, format: 'jwk' })));
const mostLinks = 10_000;
function signingKey(privateKey) {
    return { privateKey, publicKey: createPublicKey(privateKey) };
}
/** A secret nobody has seen. */
export function newSecret() {
    return randomBytes(32).toString('hex');
}
/** A store as a fresh installation has it, with the first development key. */
export function createStore() {
    return {
        keyId: '96247ed90b4bec8294c09ae6ece923a2',
        key: keys[0],
        keyChanges: 0,
        systemSecret: newSecret(),
        secrets: new Map(),
        links: new Map(),
        changed: new Map(),
    };
}
/** The signature secret of an account or a user; made when it is first asked for. */
export function secretOf(store, id) {
    const secret = store.secrets.get(id) ?? newSecret();
    store.secrets.set(id, secret);
    return secret;
}
/** Replaces the key pair: by the next development key, and by a generated one when those are used up. */
export async function changeKey(store) {
    store.keyChanges += 1;
    const next = keys[store.keyChanges];
    store.key = next ?? signingKey((await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })).privateKey);
}
/** Remembers a link; the oldest go when there are more than anybody needs. */
export function keepLink(store, link) {
    store.links.set(link.id, link);
    for (const id of oldestAbove(store.links, mostLinks))
        store.links.delete(id);
}
/** A document revision such as CouchDB gives. */
export function revision() {
    return `1-${randomUUID().replaceAll('-', '')}`;
}
/** A key that does not sign: the development key after or before the present one. */
export function otherKey({ keyChanges }) {
    return keys[keyChanges === 0 ? 1 : 0];
}
//# sourceMappingURL=store.js.map