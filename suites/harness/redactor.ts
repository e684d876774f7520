import type { HeaderList } from './exchange.ts';
import { textOf } from './exchange.ts';

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

/** Shorter values than this are hidden only where they stand alone: replacing them everywhere would garble the text. */
const SHORTEST = 4;

export interface Redactor {
  /** Makes a value secret from now on. `name` is what stands for it; a fixed name (in capitals) is used as it is. */
  add(value: string, name: string): void;
  /** Finds the secrets of a message by their places. */
  learn(headers: HeaderList, body?: Uint8Array, url?: string): void;
  /** The text with each known secret, in plain, form, JSON and Base64 form, replaced by its name. */
  redact(text: string): string;
}

/** A redactor that knows the common places and those of the systems under test. */
export function createRedactor(places: readonly SecretPlaces[] = []): Redactor {
  const headerNames = new Map([COMMON, ...places].flatMap((p) => Object.entries(p.headers)));
  const memberNames = new Map([COMMON, ...places].flatMap((p) => Object.entries(p.members)));
  const nameOf = new Map<string, string>();
  const counts = new Map<string, number>();
  const forms = createIndex();

  function add(value: string, name: string): void {
    if (value === '' || nameOf.has(value) || /^<[\w-]+(#\d+)?>$/.test(value)) return;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    const label = name === name.toUpperCase() ? `<${name}>` : `<${name}#${count}>`;
    nameOf.set(value, label);
    if (value.length < SHORTEST) return;
    for (const form of encodings(value)) if (form.length >= SHORTEST) forms.add(form, label);
  }

  function learnHeader(name: string, value: string): void {
    const secret = headerNames.get(name.toLowerCase());
    if (!secret) return;
    if (secret === 'cookie') {
      for (const cookie of value.split(/;\s*/)) add(cookie.slice(cookie.indexOf('=') + 1), secret);
      return;
    }
    const credentials = /^(basic|bearer|digest)\s+(.+)$/i.exec(value);
    add(credentials?.[2] ?? value, secret);
    if (credentials?.[1]?.toLowerCase() !== 'basic') return;
    const pair = Buffer.from(credentials[2] ?? '', 'base64').toString();
    if (pair.includes(':')) add(pair.slice(pair.indexOf(':') + 1), 'password');
  }

  function learnMembers(value: unknown): void {
    if (Array.isArray(value)) value.forEach(learnMembers);
    else if (typeof value === 'object' && value !== null) {
      for (const [name, member] of Object.entries(value)) {
        const secret = memberNames.get(name.toLowerCase());
        if (secret && typeof member === 'string') add(member, secret);
        else learnMembers(member);
      }
    }
  }

  function learnForm(text: string): void {
    for (const [name, value] of new URLSearchParams(text)) {
      const secret = memberNames.get(name.toLowerCase());
      if (secret) add(value, secret);
    }
  }

  return {
    add,
    learn(headers, body, url) {
      for (const [name, value] of headers) learnHeader(name, value);
      const query = url?.split('?')[1];
      if (query) learnForm(query);
      const text = textOf(body).trim();
      if (/^[[{]/.test(text)) {
        try {
          learnMembers(JSON.parse(text));
        } catch {
          for (const [, name, value] of text.matchAll(/"([^"\\]+)"\s*:\s*"((?:[^"\\]|\\.)*)"/g)) {
            const secret = memberNames.get((name ?? '').toLowerCase());
            if (secret && value) add(value, secret);
          }
        }
      } else if (/^[\w.%+-]+=/.test(text)) learnForm(text);
    },
    redact: forms.replaceIn,
  };
}

interface Index {
  add(form: string, label: string): void;
  replaceIn(text: string): string;
}

/** Finds any of thousands of texts in one pass: by its first two characters, then its first `SHORTEST`, then whole; the longest wins. */
function createIndex(): Index {
  const labels = new Map<string, string>();
  const byStart = new Map<string, string[]>();
  const starts = new Uint8Array(65_536);
  const pairAt = (text: string, at: number) => ((text.charCodeAt(at) & 255) << 8) | (text.charCodeAt(at + 1) & 255);

  return {
    add(form, label) {
      if (labels.has(form)) return;
      labels.set(form, label);
      starts[pairAt(form, 0)] = 1;
      const start = form.slice(0, SHORTEST);
      byStart.set(
        start,
        [...(byStart.get(start) ?? []), form].sort((a, b) => b.length - a.length),
      );
    },
    replaceIn(text) {
      let result = '';
      let copied = 0;
      for (let at = 0; at + SHORTEST <= text.length; ) {
        const candidates = starts[pairAt(text, at)] ? byStart.get(text.slice(at, at + SHORTEST)) : undefined;
        const found = candidates?.find((form) => text.startsWith(form, at));
        if (found === undefined) at += 1;
        else {
          result += text.slice(copied, at) + labels.get(found);
          at += found.length;
          copied = at;
        }
      }
      return result + text.slice(copied);
    },
  };
}

/** A value as it looks in plain, in a form or URL, in JSON (raw and with \u escapes), in a header as bytes, and in Base64. */
function encodings(value: string): Set<string> {
  const json = JSON.stringify(value).slice(1, -1);
  const form = new URLSearchParams([['', value]]).toString().slice(1);
  const bytes = Buffer.from(value);
  return new Set([
    value,
    json,
    json.replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`),
    form,
    encodeURIComponent(value),
    bytes.toString('latin1'),
    bytes.toString('base64'),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    Buffer.from(value, 'latin1').toString('base64'),
  ]);
}
