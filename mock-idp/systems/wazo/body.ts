import { scene } from '../../frame/scene.ts';
import { loadJson, repr } from './python.ts';
import { plainError, tokenError } from './responses.ts';

/** The JSON value of the body, whatever its Content-Type, unless that names a form. Throws the 400 response for none. */
export function jsonBody(contentType: string): unknown {
  const form = /^\s*(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(contentType);
  const { body } = scene();
  try {
    return loadJson(form ? '' : new TextDecoder(encodingOf(body), { fatal: true }).decode(body));
  } catch {
    throw plainError(400, 'The browser (or proxy) sent a request that this server could not understand.');
  }
}

/** JSON begins with an ASCII character, so that the zeros around it tell UTF-16 from UTF-8 (Python's `json.detect_encoding`). */
function encodingOf([first, second]: Buffer): string {
  if ((first === 0xff && second === 0xfe) || (first !== undefined && second === 0)) return 'utf-16le';
  return (first === 0xfe && second === 0xff) || (first === 0 && second !== undefined) ? 'utf-16be' : 'utf-8';
}

/** The members of a body; values that Python takes for false are treated as an empty object. */
export function bodyObject(value: unknown): Readonly<Record<string, unknown>> {
  const empty = !value || (Array.isArray(value) && value.length === 0);
  if (empty) return {};
  if (typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
  throw tokenError(400, repr({ _schema: ['Invalid input type.'] }));
}
