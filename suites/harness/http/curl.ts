import { isUtf8 } from 'node:buffer';
import type { HeaderList, SentRequest } from './exchange.ts';

/** What a `curl` line needs besides the request. */
export interface CurlOptions {
  /** Puts names in the place of secrets. */
  redact(text: string): string;
  readonly tls?: { readonly ca: boolean; readonly cert: boolean; readonly insecure: boolean };
}

/** A secret's name: `<access_token#1>`, or `<TARGET_WAZO_USER_PASSWORD>`, which is a variable as it stands. */
const LABEL = /<([a-z][\w-]*)#(\d+)>|<([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)>/;

/** Fields that curl sets itself. */
const OWN = /^(host|content-length|connection|user-agent)$/i;

/**
 * The shell command that sends a request again. Secrets become environment variables:
 * `<access_token#1>` is `${ACCESS_TOKEN_1:?}`, `<TARGET_WAZO_USER_PASSWORD>` is `${TARGET_WAZO_USER_PASSWORD:?}`: the shell
 * says which one is not set, and sends nothing. `<TARGET_WAZO_USER_BASIC>` is `-u` with the name and the password.
 * Of its own curl adds User-Agent and `Accept`, which any type satisfies (RFC 9110 §12.5.1).
 */
export function curlLine({ method, url, headers, body }: SentRequest, { redact, tls }: CurlOptions): string {
  const shown = redact(url);
  const asText = body === undefined || (isUtf8(body) && !body.includes(0));
  const parts = [
    'curl -i',
    ...(tls?.insecure ? ['-k'] : []),
    ...(tls?.ca ? [`--cacert "${valueFrom('TARGET_TLS_CA')}"`] : []),
    ...(tls?.cert ? [`--cert "${valueFrom('TARGET_TLS_CERT')}" --key "${valueFrom('TARGET_TLS_KEY')}"`] : []),
    ...(/[[\]{}]/.test(shown) ? ['--globoff'] : []),
    ...methodOf(method, body),
    word(shown),
    ...headerWords(headers, body, redact),
  ];
  if (body === undefined) return parts.join(' ');
  if (asText) {
    const text = Buffer.from(body).toString();
    return [...parts, ...(isForm(headers) ? formWords(text, redact(text)) : ['--data-raw', word(redact(text))])].join(
      ' ',
    );
  }
  return `${printf(redact(Buffer.from(body).toString('latin1')))} | ${parts.join(' ')} --data-binary @-`;
}

function isForm(headers: HeaderList): boolean {
  return headers.some(
    ([name, value]) => /^content-type$/i.test(name) && /^application\/x-www-form-urlencoded\b/i.test(value),
  );
}

/** A parameter whose whole value is a secret. */
const SECRET_PARAMETER = new RegExp(`^[^=]*=(?:${LABEL.source})$`);

/** The words that send a form: a secret that was encoded in it is a variable that curl encodes. */
function formWords(text: string, shown: string): string[] {
  const [sent, parts] = [text.split('&'), shown.split('&')];
  const isEncoded = (index: number) => SECRET_PARAMETER.test(parts[index] ?? '') && /=.*[%+]/s.test(sent[index] ?? '');
  if (sent.length !== parts.length || !parts.some((_, index) => isEncoded(index))) return ['--data-raw', word(shown)];
  return parts.flatMap((part, index) => [isEncoded(index) ? '--data-urlencode' : '--data-raw', word(part)]);
}

function methodOf(method: string, body: Uint8Array | undefined): string[] {
  if (method === 'HEAD') return ['-I'];
  return method === (body === undefined ? 'GET' : 'POST') ? [] : ['-X', method];
}

function headerWords(headers: HeaderList, body: Uint8Array | undefined, redact: CurlOptions['redact']): string[] {
  const words = headers
    .filter(([name]) => !OWN.test(name))
    .map(([name, value]) => {
      const shown = redact(value);
      const user = /^Basic <(\w+)_BASIC>$/.exec(shown)?.[1];
      if (user && /^authorization$/i.test(name))
        return `-u "${valueFrom(`${user}_NAME`)}:${valueFrom(`${user}_PASSWORD`)}"`;
      return `-H ${word(value === '' ? `${name};` : `${name}: ${shown}`)}`;
    });
  const typed = headers.some(([name]) => /^content-type$/i.test(name));
  return body === undefined || typed ? words : [...words, "-H 'Content-Type:'"];
}

/** A text as a word of the shell; names of secrets in it become variables. */
export function shellWord(text: string): string {
  return text === '' ? "''" : word(text);
}

/** A text as a word of the shell that stands for itself. */
export const shellText = quoted;

/** A shell word: as it is, in single quotes, or in double quotes around variables where the rest means nothing there. */
function word(text: string): string {
  const pieces = piecesOf(text);
  const hasVariable = pieces.some((piece) => 'variable' in piece);
  if (!hasVariable) return /^[\w./:=@%+,-]+$/.test(text) ? text : quoted(text);
  const plain = pieces.every((piece) => 'variable' in piece || /^[\w ./:=@%+,;?&#~()<>-]*$/.test(piece.literal));
  const words = pieces.map((piece) => {
    if ('literal' in piece) return plain ? piece.literal : quoted(piece.literal);
    return plain ? valueFrom(piece.variable) : `"${valueFrom(piece.variable)}"`;
  });
  return plain ? `"${words.join('')}"` : words.join('');
}

/** A variable's value, or the end of the command where it is not set: an empty token would be refused, and look right. */
function valueFrom(variable: string): string {
  return `\${${variable}:?}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** The command that prints bytes which no shell word can hold, given as Latin-1 text. */
function printf(text: string): string {
  const pieces = piecesOf(text);
  const format = pieces.map((piece) =>
    'variable' in piece ? '%s' : piece.literal.replace(/[^\w .,:;=&<>{}[\]"]/g, octal),
  );
  const variables = pieces.flatMap((piece) => ('variable' in piece ? [`"${valueFrom(piece.variable)}"`] : []));
  return ['printf', `'${format.join('')}'`, ...variables].join(' ');
}

function octal(char: string): string {
  return `\\${char.charCodeAt(0).toString(8).padStart(3, '0')}`;
}

function piecesOf(text: string): ({ readonly literal: string } | { readonly variable: string })[] {
  const found = LABEL.exec(text);
  if (!found) return text === '' ? [] : [{ literal: text }];
  const [label, name = '', count, fixed] = found;
  const before = text.slice(0, found.index);
  const variable = fixed ?? `${name.replaceAll('-', '_').toUpperCase()}_${count}`;
  return [...(before ? [{ literal: before }] : []), { variable }, ...piecesOf(text.slice(found.index + label.length))];
}
