import { isUtf8 } from 'node:buffer';
import type { Context } from 'koa';
import { LosslessNumber, parse } from 'lossless-json';
import { scene } from '../../frame/scene.ts';
import { faulty } from './faults.ts';
import { BadRequest } from './responses.ts';

/** The longest body that is read, in bytes. */
export const longestBody = 64 * 1024;

/** A callback request: eight members are documented, any may be missing, others may be there (section 5). */
export type CallbackRequest = Readonly<Record<string, unknown>>;

/** Lets only POST with a JSON body through (section 5). Throws the 405 or 415 response. */
export function checkKind(ctx: Context): void {
  const put = faulty('authlete.put-accepted') && ctx.method === 'PUT';
  if (ctx.method !== 'POST' && !put) {
    throw new BadRequest(
      faulty('authlete.wrong-method-200') ? 200 : 405,
      faulty('authlete.no-allow-header') ? {} : { Allow: 'POST' },
    );
  }
  const given = ctx.get('Content-Type');
  const type = (given.split(';')[0] ?? '').trim();
  const folded = faulty('authlete.media-type-case-sensitive') ? type : type.toLowerCase();
  const refused = faulty('authlete.media-type-parameters-refused') && given.includes(';');
  if ((folded !== 'application/json' || refused) && !faulty('authlete.any-media-type')) throw unsupported();
}

function unsupported(): BadRequest {
  return new BadRequest(faulty('authlete.media-type-status-200') ? 200 : 415);
}

/** The body of the request being answered, integers exact, as an object. Throws the 400 or 413 response for anything else. */
export function readBody(): CallbackRequest {
  const { body } = scene();
  if (body.length > longestBody) throw new BadRequest(faulty('authlete.large-body-500') ? 500 : 413);
  if (body.length === 0 && faulty('authlete.empty-body-500')) throw new BadRequest(500);
  if (!isUtf8(body)) throw faulty('authlete.invalid-utf-8-500') ? new BadRequest(500) : malformed();
  const text = body.toString(faulty('authlete.utf-8-misread') ? 'latin1' : 'utf8');
  if (text.startsWith('\uFEFF') && faulty('authlete.byte-order-mark-500')) throw new BadRequest(500);
  const value = parsed(text);
  const first = faulty('authlete.array-unwrapped') && Array.isArray(value) ? value[0] : value;
  if (typeof first !== 'object' || first === null || Array.isArray(first) || first instanceof LosslessNumber) {
    throw malformed();
  }
  return first as CallbackRequest;
}

/** JSON text as a value; a member that is there twice with different values is malformed (RFC 8259 section 4). */
function parsed(text: string): unknown {
  try {
    return parse(faulty('authlete.json-escapes-misread') ? text.replaceAll('\\u', '\\\\u') : text, null, {
      onDuplicateKey: ({ oldValue, newValue }) => {
        if (faulty('authlete.duplicate-members-any')) return String(oldValue) < String(newValue) ? oldValue : newValue;
        throw faulty('authlete.duplicate-members-500') ? new BadRequest(500) : malformed();
      },
    });
  } catch (error) {
    if (error instanceof BadRequest) throw error;
    if (error instanceof RangeError && faulty('authlete.deep-nesting-500')) throw new BadRequest(500);
    if (faulty('authlete.malformed-json-repaired')) return repaired(text);
    throw malformed();
  }
}

function repaired(text: string): unknown {
  try {
    return parse(`${text}}`);
  } catch {
    throw malformed();
  }
}

function malformed(): BadRequest {
  return new BadRequest(faulty('authlete.malformed-status-200') ? 200 : 400);
}
