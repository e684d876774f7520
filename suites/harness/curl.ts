import type { ExchangeRecord } from './verdict.ts';

const LABEL = /<([\w-]+?)(?:#(\d+))?>/g;

/**
 * The command that sends a recorded request again. Redacted values become environment variables:
 * `<access_token#1>` is `$ACCESS_TOKEN_1`, `<TARGET_WAZO_USER_PASSWORD>` is `$TARGET_WAZO_USER_PASSWORD`.
 * `<TARGET_WAZO_USER_BASIC>` is `-u "$TARGET_WAZO_USER_NAME:$TARGET_WAZO_USER_PASSWORD"`.
 */
export function curlLine(request: ExchangeRecord['request'], options: { readonly insecure?: boolean } = {}): string {
  const parts = ['curl', '-i'];
  if (options.insecure) parts.push('-k');
  if (request.method === 'HEAD') parts.push('-I');
  else if (request.method !== 'GET' || request.body !== undefined) parts.push('-X', request.method);
  parts.push(quote(request.url));
  for (const [name, value] of request.headers) {
    const user = /^Basic <(\w+)_BASIC>$/.exec(value)?.[1];
    if (user && /^authorization$/i.test(name)) {
      parts.push('-u', `"$${user}_NAME:$${user}_PASSWORD"`);
      continue;
    }
    if (/^(host|content-length|connection|user-agent)$/i.test(name)) continue;
    parts.push('-H', quote(value === '' ? `${name};` : `${name}: ${value}`));
  }
  if (request.body !== undefined) parts.push('--data-binary', quote(request.body));
  return parts.join(' ');
}

/** A shell word: single quotes where nothing has to be filled in, double quotes around variables. */
function quote(text: string): string {
  const variables = text.replace(LABEL, (_, name, count) => `\u0000${variable(name, count)}\u0001`);
  if (variables === text) return /^[\w./:=@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
  const escaped = variables.replace(/[\\"$`]/g, '\\$&');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the marks set above
  return `"${escaped.replace(/\u0000(\w+)\u0001/g, '$${$1}')}"`;
}

function variable(name: string, count: string | undefined): string {
  return [name.replaceAll('-', '_').toUpperCase(), count].filter(Boolean).join('_');
}
