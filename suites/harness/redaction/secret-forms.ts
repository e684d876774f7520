/**
 * A secret as it may look on the wire and in what quotes the wire: in plain, in a form or URL, in JSON and HTML with
 * their escapes, as the bytes of a header, and in Base64, alone or in the middle of something longer.
 */
export function formsOf(value: string): ReadonlySet<string> {
  const bytes = Buffer.from(value);
  const latin1 = Buffer.from(value, 'latin1');
  const base64 = [...new Set([bytes.toString('base64'), latin1.toString('base64')])];
  return new Set([
    value,
    ...(/^[\w.-]*$/.test(value) ? [] : [...inText(value, bytes), ...inUrls(value), ...inJson(value), ...inHtml(value)]),
    ...base64.flatMap((form) => [form, form.replace(/=+$/, ''), urlSafe(form)]),
    ...insideBase64(bytes),
  ]);
}

/** Read byte by byte, and with white space as excerpts show it. */
function inText(value: string, bytes: Buffer): string[] {
  return [bytes.toString('latin1'), value.replace(/\s+/g, ' ').trim()];
}

/** Encoders differ in the marks that they leave alone, in spaces, and in the case of their digits. */
function inUrls(value: string): string[] {
  if (!value.isWellFormed()) return [];
  const component = encodeURIComponent(value);
  const strict = component.replace(/[!'()*]/g, (char) => `%${hex(char, 2).toUpperCase()}`);
  const form = new URLSearchParams([['', value]]).toString().slice(1);
  return [component, strict, strict.replaceAll('%2F', '/'), encodeURI(value), form].flatMap((encoded) => [
    encoded,
    encoded.replace(/%[0-9A-F]{2}/g, (digits) => digits.toLowerCase()),
  ]);
}

/** How often a JSON text may stand as a string in another: a target quotes what it got, and a finding quotes that. */
const LEVELS = 3;

/** In JSON, also where the JSON is a string in JSON, and in HTML or a URL around it. */
function inJson(value: string): string[] {
  const once = inJsonOnce(value);
  const levels = [once];
  for (let level = 1; level < LEVELS; level++) levels.push([...new Set(levels.at(-1)?.map(quoted))]);
  const [plain = ''] = once;
  return [...levels.flat(), ...(plain === value ? [] : [...inHtml(plain), ...inUrls(plain)])];
}

function quoted(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** Encoders differ in what they escape besides what must be: slashes, all beyond ASCII, what HTML gives a meaning. */
function inJsonOnce(value: string): string[] {
  const json = quoted(value);
  const escapes = [/[\u0080-\uffff]/g, /[\u0080-\uffff<>&'+]/g];
  return [json, json.replaceAll('/', '\\/')].flatMap((text) => [
    text,
    ...escapes.flatMap((what) => [
      text.replace(what, (char) => `\\u${hex(char, 4)}`),
      text.replace(what, (char) => `\\u${hex(char, 4).toUpperCase()}`),
    ]),
  ]);
}

function inHtml(value: string): string[] {
  const html = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return [
    html,
    html.replaceAll('"', '&quot;'),
    html.replaceAll('"', '&quot;').replaceAll("'", '&#39;'),
    html.replaceAll('"', '&#34;').replaceAll("'", '&#39;'),
    html.replaceAll('"', '&quot;').replaceAll("'", '&#x27;'),
  ];
}

/** Short texts would be found where they are not meant. */
const SHORTEST_INSIDE = 8;

/** What of a value's Base64 is the same whatever stands before and behind it, for each of the three ways to be aligned. */
function insideBase64(bytes: Buffer): string[] {
  if (bytes.length < SHORTEST_INSIDE) return [];
  return [0, 1, 2].flatMap((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]);
    const core = whole.toString('base64').slice(Math.ceil((before * 8) / 6), Math.floor((whole.length * 8) / 6));
    return [core, urlSafe(core)];
  });
}

function urlSafe(base64: string): string {
  return base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function hex(char: string, digits: number): string {
  return char.charCodeAt(0).toString(16).padStart(digits, '0');
}
