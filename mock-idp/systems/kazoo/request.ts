import type { Context } from 'koa';
import { isNestedDeeper } from '../../frame/nesting.ts';
import { scene } from '../../frame/scene.ts';
import { step } from '../../frame/step.ts';
import { type Complaints, type Refused, validationError } from './responses.ts';

type Members = Readonly<Record<string, unknown>>;

/** A request's body and the settings around it, wherever the caller has put them. */
export interface Envelope {
  readonly data: Members;
  /** From the body, or else from the query (cb_auth: `req_value`). */
  readonly action?: string;
  readonly verb?: string;
  readonly authToken?: string;
  readonly accept?: string;
}

/** A complaint repeats what was sent: what is nested deeper cannot be written again. */
const deepest = 500;
const missing = { message: 'Field is required but missing' };

/**
 * Reads the body as JSON whatever its Content-Type says, as Crossbar does (api_util.erl).
 * Throws the 400 response for a body that is not a JSON object or has no `data`.
 */
export const readEnvelope = step((ctx: Context): Envelope => {
  const query = new URLSearchParams(ctx.querystring);
  const body = parseBody(scene().body.toString('utf8'));
  const value = (name: string) => {
    const inBody = body[name];
    return typeof inBody === 'string' ? inBody : query.getAll(name).at(-1);
  };
  return {
    data: dataOf(body),
    action: value('action'),
    verb: value('verb'),
    authToken: value('auth_token'),
    accept: value('accept'),
  };
});

/** The JSON object of a body; an empty body counts as one with empty `data`. Throws the 400 response for anything else. */
export const parseBody = step((text: string): Members => {
  if (text.trim() === '') return { data: {} };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw notJson((error as Error).message);
  }
  if (isNestedDeeper(text, deepest)) throw notJson(`Value is nested deeper than ${deepest} levels`);
  if (!isObject(value)) throw notJson('Value is not an object');
  return value;
});

/** The refusal of a body that cannot be read as a JSON object. */
export function notJson(message: string): Refused {
  return validationError({ json: { invalid: { message, target: 'body' } } });
}

/** The `data` of a body, which every body must have. Throws the 400 response where it is missing or is a scalar. */
export const dataOf = step((body: Members): Members => {
  if (body.data === undefined) throw validationError({ data: { required: { ...missing, value: body } } });
  if (typeof body.data !== 'object' || body.data === null) {
    throw validationError({
      data: {
        type: { message: 'Value did not match type(s): object, array', target: 'object, array', value: body.data },
      },
    });
  }
  return body.data as Members;
});

/** A rule of a body's schema for one member. */
export interface Rule {
  readonly required?: boolean;
  readonly type?: 'string';
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly enum?: readonly string[];
}

/** Checks the members of `data` against their rules. Throws the 400 response that names every failing one. */
export function checkMembers(data: Members, rules: Readonly<Record<string, Rule>>): void {
  const complaints = Object.entries(rules).flatMap(([name, rule]) => {
    const complaint = complaintOf(name, data[name], rule);
    return complaint ? [[name, complaint] as const] : [];
  });
  if (complaints.length > 0) throw validationError(Object.fromEntries(complaints) as Complaints);
}

/** What is wrong with one member, if anything. */
export const complaintOf = step((name: string, value: unknown, rule: Rule): Complaints[string] | undefined => {
  if (value === undefined) return rule.required ? { required: { ...missing, value: name } } : undefined;
  if (rule.type === 'string' && typeof value !== 'string') {
    return { type: { message: 'Value did not match type(s): string', target: 'string', value } };
  }
  const { length } = String(value);
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY } = rule;
  if (length < minLength) {
    return { minLength: { message: `String must be at least ${minLength} characters`, target: minLength, value } };
  }
  if (length > maxLength) {
    return { maxLength: { message: `String must not be more than ${maxLength} characters`, target: maxLength, value } };
  }
  if (rule.enum && !rule.enum.includes(String(value))) {
    return { enum: { message: 'Value not found in enumerated list of values', target: rule.enum, value } };
  }
  return undefined;
});

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
