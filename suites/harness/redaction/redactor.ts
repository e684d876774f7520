import type { HeaderList } from '../http/exchange.ts';
import { textOf } from '../http/exchange.ts';
import { cutExcerpts } from './excerpt.ts';
import { type Made, madeFrom, madeUp, type Named, readBase64 } from './made.ts';
import { folded, isErrorCode, isOrdinary, resembles } from './ordinary.ts';
import { formsOf } from './secret-forms.ts';
import { createSecretIndex } from './secret-index.ts';

/** Where secrets travel, and what to call them. Names are compared without case. */
export interface SecretPlaces {
  /** Header name → name of the secret, such as `x-auth-token` → `access_token`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Member of a JSON or form body, or query parameter → name of the secret. */
  readonly members: Readonly<Record<string, string>>;
}

/** The places that are secret in every protocol. */
const COMMON: SecretPlaces = {
  headers: {
    authorization: 'credentials',
    'proxy-authorization': 'credentials',
    cookie: 'cookie',
    'set-cookie': 'cookie',
  },
  members: {
    password: 'password',
    client_secret: 'client_secret',
    access_token: 'access_token',
    refresh_token: 'refresh_token',
    id_token: 'id_token',
    code: 'code',
    code_verifier: 'code_verifier',
  },
};

/** Members that no document names, but whose name says what they hold. */
const SECRETIVE = /(token|secret|password|assertion)$/i;

/** How many members of one message are treated as secrets; more than this is not a message of any protocol. */
const MOST = 500;

/** A member of a JSON object with a string for a value, found in the text: also one that a later member of its name hides. */
const MEMBER = /"([^"\\]+)"\s*:\s*("[^"\\]*(?:\\.[^"\\]*)*")/g;

export interface Redactor {
  /**
   * Makes a value secret from now on. `name` is what stands for it; a fixed name (in capitals) is used as it is.
   * @param made how it was made from other secrets, which are written out in its text
   */
  add(value: string, name: string, made?: Made): void;
  /** Says of a value that a flow has made it up to be looked at: it is not learned from any message. */
  show(value: string): void;
  /** Finds the secrets of a message by their places; ordinary words are none. */
  learn(headers: HeaderList, body?: Uint8Array, url?: string): void;
  /** The same of a request that a flow has put together: what is new in it is compared with what is known already. */
  learnOwn(headers: HeaderList, body?: Uint8Array, url?: string): void;
  /** How the secret with a name was made from others, where that is known. */
  made(label: string): Made | undefined;
  /**
   * The text with each known secret, in plain, form, JSON and Base64 form, replaced by its name; of a secret that several
   * systems have, by that of the system. Excerpts are cut then.
   */
  redact(text: string, system?: string): string;
}

/** Hides nothing, for runs whose words and exchanges nobody reads. */
export const NO_REDACTION: Redactor = {
  add() {},
  show() {},
  learn() {},
  learnOwn() {},
  made: () => undefined,
  redact: (text) => text,
};

/** A redactor that knows the common places and those of the systems under test. */
export function createRedactor(places: readonly SecretPlaces[] = []): Redactor {
  const headerNames = new Map([COMMON, ...places].flatMap((p) => Object.entries(p.headers)));
  const memberNames = new Map([COMMON, ...places].flatMap((p) => Object.entries(p.members)));
  const nameOf = new Map<string, string>();
  const counts = new Map<string, number>();
  const shown = new Set<string>();
  /** The secrets of the target file, folded. */
  const fixed: string[] = [];
  /** Other fixed names of a secret, by the one that it has in texts. */
  const otherNames = new Map<string, string[]>();
  const forms = createSecretIndex();
  const made = new Map<string, Made>();
  const known: Named[] = [];
  let isOwn = false;

  function add(value: string, name: string, how?: Made): void {
    if (value === '' || /^<[\w-]+(#\d+)?>$/.test(value)) return;
    const isFixed = name === name.toUpperCase();
    const before = nameOf.get(value);
    if (before !== undefined) {
      if (isFixed) otherNames.set(before, [...(otherNames.get(before) ?? []), `<${name}>`]);
      return;
    }
    if (isFixed) fixed.push(folded(value));
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    const label = isFixed ? `<${name}>` : `<${name}#${count}>`;
    nameOf.set(value, label);
    const origin = how ? { ...how, text: forms.replaceIn(how.text) } : isOwn ? originOf(value) : undefined;
    if (origin) made.set(label, origin);
    else if (!name.endsWith('_BASIC')) known.push([value, label]);
    for (const form of formsOf(value)) if (form !== '') forms.add(form, label);
  }

  /** How a value was made that a flow has sent: credentials of their parts, others of a secret in them or like them. */
  function originOf(value: string): Made | undefined {
    const decoded = readBase64(value);
    if (decoded) return { ...decoded, text: forms.replaceIn(decoded.text) };
    const text = forms.replaceIn(value);
    return text === value ? (madeFrom(value, known) ?? madeUp(value)) : { text };
  }

  /** Makes a value secret that was found in the place of one, unless it is no secret of anybody's. */
  function learnValue(value: string, name: string): void {
    if (shown.has(value) || nameOf.has(value)) return;
    if (isOrdinary(value) && !showsFixed(value)) return;
    add(value, name);
  }

  function showsFixed(value: string): boolean {
    const text = folded(value);
    return fixed.some((secret) => resembles(text, secret));
  }

  function learnHeader(name: string, value: string): void {
    const field = name.toLowerCase();
    if (field === 'location') learnUrl(value);
    const secret = headerNames.get(field);
    if (!secret) return;
    if (secret === 'cookie') {
      // What follows the first pair of Set-Cookie are attributes (RFC 6265 §4.1.1).
      const pairs = value.split(/;\s*/).slice(0, field === 'set-cookie' ? 1 : undefined);
      for (const pair of pairs) learnValue(pair.slice(pair.indexOf('=') + 1), secret);
      return;
    }
    const credentials = /^(basic|bearer|digest)\s+(.+)$/i.exec(value);
    const isBasic = credentials?.[1]?.toLowerCase() === 'basic';
    const pair = isBasic ? Buffer.from(credentials?.[2] ?? '', 'base64').toString() : '';
    const password = pair.includes(':') ? pair.slice(pair.indexOf(':') + 1) : undefined;
    if (password !== undefined && shown.has(password)) return;
    if (password !== undefined) learnValue(password, 'password');
    learnValue(credentials?.[2] ?? value, secret);
  }

  function learnAll(members: Iterable<readonly [name: string, value: string]>): void {
    let count = 0;
    for (const [name, value] of members) {
      const secret = memberNames.get(name.toLowerCase()) ?? SECRETIVE.exec(name)?.[0].toLowerCase();
      if (secret && count++ < MOST) learnValue(value, secret);
    }
  }

  function learnUrl(url: string): void {
    for (const part of url.split(/[?#]/).slice(1)) learnAll(new URLSearchParams(part));
  }

  function learn(headers: HeaderList, body?: Uint8Array, url?: string): void {
    for (const [name, value] of headers) learnHeader(name, value);
    if (url) learnUrl(url);
    const text = textOf(body).trim();
    if (/^[\w.%+-]+=/.test(text)) learnAll(new URLSearchParams(text));
    else learnAll(jsonMembers(text));
  }

  return {
    add,
    learn,
    learnOwn(...message) {
      isOwn = true;
      learn(...message);
      isOwn = false;
    },
    made: (label) => made.get(label),
    show(value) {
      if (value !== '') shown.add(value);
    },
    redact(text, system) {
      const redacted = cutExcerpts(forms.replaceIn(text));
      if (system === undefined || otherNames.size === 0) return redacted;
      return redacted.replace(/<[A-Z][A-Z0-9_]+>/g, (label) => {
        const own = `<TARGET_${system.toUpperCase()}_`;
        if (label.startsWith(own)) return label;
        return otherNames.get(label)?.find((other) => other.startsWith(own)) ?? label;
      });
    },
  };
}

/** The members with a string for a value, at any depth, of a text that is JSON or has JSON in it; `code` where it is none of an error. */
function* jsonMembers(text: string): Iterable<readonly [name: string, value: string]> {
  for (const [, name = '', quoted = ''] of text.matchAll(MEMBER)) {
    const value = unquoted(quoted);
    if (name.toLowerCase() !== 'code' || !isErrorCode(value)) yield [name, value];
  }
}

function unquoted(quoted: string): string {
  try {
    return JSON.parse(quoted);
  } catch {
    return quoted.slice(1, -1);
  }
}
