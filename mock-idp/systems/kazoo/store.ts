import {
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  randomBytes,
  randomUUID,
} from 'node:crypto';
import { promisify } from 'node:util';
import developmentKeys from '../../../fixtures/kazoo/development-keys.json' with { type: 'json' };
import { oldestAbove } from '../../frame/bounded.ts';

/** The key pair that signs the tokens. Its id outlives a reset. */
export interface SigningKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** A login at a provider as Kazoo remembers it, and whom it belongs to. */
export interface Link {
  readonly id: string;
  readonly app: string;
  readonly provider: string;
  readonly email?: string;
  readonly verified_email?: boolean;
  readonly scope: string;
  readonly profile: Readonly<Record<string, unknown>>;
  readonly display_name?: string;
  account_id?: string;
  owner_id?: string;
}

/** What resets and logins change. */
export interface Store {
  readonly keyId: string;
  key: SigningKey;
  /** How often the key was replaced. */
  keyChanges: number;
  systemSecret: string;
  /** By account id and by user id. */
  readonly secrets: Map<string, string>;
  readonly links: Map<string, Link>;
  /** Documents that were changed, by kind and id; null where one was deleted. */
  readonly changed: Map<string, Record<string, unknown> | null>;
}

const keys = developmentKeys.crossbar.map((jwk) => signingKey(createPrivateKey({ key: jwk, format: 'jwk' })));
const mostLinks = 10_000;

function signingKey(privateKey: KeyObject): SigningKey {
  return { privateKey, publicKey: createPublicKey(privateKey) };
}

/** A secret nobody has seen. */
export function newSecret(): string {
  return randomBytes(32).toString('hex');
}

/** A store as a fresh installation has it, with the first development key. */
export function createStore(): Store {
  return {
    keyId: '96247ed90b4bec8294c09ae6ece923a2',
    key: keys[0] as SigningKey,
    keyChanges: 0,
    systemSecret: newSecret(),
    secrets: new Map(),
    links: new Map(),
    changed: new Map(),
  };
}

/** The signature secret of an account or a user; made when it is first asked for. */
export function secretOf(store: Store, id: string): string {
  const secret = store.secrets.get(id) ?? newSecret();
  store.secrets.set(id, secret);
  return secret;
}

/** Keys by the change that they come with: each takes a tenth of a second to make, and serves all variants. */
const mostGenerated = 32;
const generated = new Map<number, Promise<SigningKey>>();

async function generateKey(): Promise<SigningKey> {
  return signingKey((await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })).privateKey);
}

/** Replaces the key pair: by the next development key, and by a generated one when those are used up. */
export async function changeKey(store: Store): Promise<void> {
  store.keyChanges += 1;
  const { keyChanges } = store;
  const next = keys[keyChanges] ?? generated.get(keyChanges) ?? generateKey();
  if (next instanceof Promise && keyChanges <= mostGenerated) generated.set(keyChanges, next);
  store.key = await next;
}

/** Remembers a link; the oldest go when there are more than anybody needs. */
export function keepLink(store: Store, link: Link): void {
  store.links.set(link.id, link);
  for (const id of oldestAbove(store.links, mostLinks)) store.links.delete(id);
}

/** A document revision such as CouchDB gives. */
export function revision(): string {
  return `1-${randomUUID().replaceAll('-', '')}`;
}
