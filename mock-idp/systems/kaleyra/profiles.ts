import { readFile } from 'node:fs/promises';

export interface Client {
  readonly id: string;
  readonly secret: string;
}

export interface User {
  readonly name: string;
  readonly password: string;
}

/** What a customer's response looks like: what the fields of Kaleyra's form point at. */
export interface ResponseShape {
  readonly tokenFieldPath: string;
  readonly expirationFieldPath: string;
  /** `dotted` paths lead into objects and lists; `flat` ones are one member's whole name. */
  readonly fieldPaths: 'dotted' | 'flat';
  readonly expiration: 'seconds' | 'epoch-seconds' | 'epoch-milliseconds' | 'iso';
  readonly expirationType: 'number' | 'string';
  /** The response's other members. */
  readonly members: Readonly<Record<string, unknown>>;
}

/** One customer: an auth URL and a callback URL of its own. */
export interface Profile {
  readonly name: string;
  /** The first one's tokens open the callback URL. */
  readonly clients: readonly Client[];
  readonly users: readonly User[];
  readonly auth: {
    readonly method: string;
    readonly grants: readonly string[];
    /** Header fields that an authentication request must bring. */
    readonly headers: Readonly<Record<string, string>>;
  };
  readonly response: ResponseShape;
  readonly token: { readonly kind: 'opaque' | 'jwt' | 'jwe'; readonly algorithm?: string };
  /** Seconds that a token lives. */
  readonly lifetime: number;
  readonly callback: { readonly method: string };
}

type Entry = { readonly [Member in keyof Profile]?: Partial<Profile[Member]> } & { readonly description?: string };
type Entries = Readonly<Record<string, Entry>>;

const fixtures = new URL('../../../fixtures/kaleyra/profiles.json', import.meta.url);

/** The profiles of fixtures/kaleyra/profiles.json with the configured ones added; one of a known name replaces it. */
export async function loadProfiles(configured: Entries = {}): Promise<ReadonlyMap<string, Profile>> {
  const shipped = JSON.parse(await readFile(fixtures, 'utf8')) as Entries;
  const main = shipped.main as Profile;
  const all = Object.entries({ ...shipped, ...configured });
  return new Map(all.map(([name, entry]) => [name, profileOf(name, entry, main)]));
}

function profileOf(name: string, entry: Entry, main: Profile): Profile {
  return {
    name,
    clients: (entry.clients as Profile['clients']) ?? main.clients,
    users: (entry.users as Profile['users']) ?? main.users,
    auth: { method: 'POST', grants: ['client_credentials'], headers: {}, ...entry.auth },
    response: {
      tokenFieldPath: 'access_token',
      expirationFieldPath: 'expires_in',
      fieldPaths: 'dotted',
      expiration: 'seconds',
      expirationType: 'number',
      members: { token_type: 'Bearer' },
      ...entry.response,
    },
    token: { kind: 'opaque', ...entry.token },
    lifetime: (entry.lifetime as number) ?? 3600,
    callback: { method: 'POST', ...entry.callback },
  };
}
