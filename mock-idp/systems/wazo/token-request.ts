import { step } from '../../frame/step.ts';
import { bodyObject, jsonBody } from './body.ts';
import { repr, toInt } from './python.ts';
import { type Refused, tokenError } from './responses.ts';

/** The body of POST /token, as the schema of wazo-auth leaves it (`wazo_auth/plugins/http/tokens/schemas.py`). */
export interface TokenRequest {
  /** Seconds. */
  readonly expiration?: number;
  readonly access_type?: 'online' | 'offline';
  readonly client_id?: string;
  readonly refresh_token?: string;
  readonly backend?: string;
  readonly domain_name?: string;
  readonly tenant_id?: string;
  readonly saml_session_id?: string;
}

export type Outcome = { readonly value: unknown } | { readonly error: unknown };
type Field = (value: unknown) => Outcome;

/** Ten years, in seconds. */
export const longest = 315_360_000;

/** Reads and checks the body of POST /token. Throws the response for a bad one. */
export const readTokenRequest = step((contentType: string): TokenRequest => {
  const object = objectIn(jsonIn(contentType));
  const read: Record<string, unknown> = {};
  const errors: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    if (!Object.hasOwn(object, name)) continue;
    const outcome: Outcome = object[name] === null ? notNull : field(object[name]);
    if ('error' in outcome) errors[name] = outcome.error;
    else read[name] = outcome.value;
  }
  if (Object.keys(errors).length > 0) throw invalid(errors);
  const broken = brokenRules(read);
  if (broken.length > 0) throw invalid({ _schema: broken.map((rule) => rules[rule].message) });
  return read;
});

/** The JSON value of the body. Throws the 400 response for none. */
export const jsonIn = step(jsonBody);

/** The members of the body. Throws the 400 response where it is no object. */
export const objectIn = step(bodyObject);

interface CrossRule {
  readonly message: string;
  readonly broken: (request: TokenRequest) => unknown;
}

/** What may not come together, or not alone. */
const rules = {
  offlineRefresh: {
    message: 'cannot use the "access_type" "offline" with a refresh token',
    broken: ({ access_type, refresh_token }) => access_type === 'offline' && refresh_token,
  },
  offlineWithoutClient: {
    message: '"client_id" must be specified when using "access_type" is "offline"',
    broken: ({ access_type, client_id }) => access_type === 'offline' && !client_id,
  },
  tenantAndDomain: {
    message: '"tenant_id" and "domain_name" must be mutually exclusive',
    broken: ({ tenant_id, domain_name }) => tenant_id && domain_name,
  },
  refreshWithoutClient: {
    message: '"client_id" must be specified when using a "refresh_token"',
    broken: ({ refresh_token, client_id }) => refresh_token && !client_id,
  },
  samlRefresh: {
    message: 'Cannot use a "saml_session_id" and a "refresh_token" at the same time',
    broken: ({ saml_session_id, refresh_token }) => saml_session_id && refresh_token,
  },
} as const satisfies Readonly<Record<string, CrossRule>>;

export type RuleName = keyof typeof rules;

/** The rules about several members that a request breaks. */
export const brokenRules = step((request: TokenRequest): readonly RuleName[] =>
  (Object.keys(rules) as RuleName[]).filter((name) => rules[name].broken(request)),
);

/** The response to a body that breaks a rule. */
export const invalid = step((errors: unknown): Refused => tokenError(400, repr(errors)));

/** What is wrong with null, which no member of a body may be. */
export const notNull = {
  error: { message: 'Field may not be null.', constraint_id: 'not_null', constraint: 'not_null' },
};

export function wrongType(message: string, constraint: string): { readonly error: unknown } {
  return { error: { message, constraint_id: 'type', constraint } };
}

/** Whole seconds, at most ten years of them. */
export const readExpiration = step((value: unknown): Outcome => {
  const seconds = toInt(value);
  if (seconds === undefined) return wrongType('Not a valid integer.', 'integer');
  if (!Number.isFinite(seconds)) return { error: ['Number too large.'] };
  if (seconds >= 1 && seconds <= longest) return { value: seconds };
  const message = `Must be greater than or equal to 1 and less than or equal to ${longest}.`;
  return { error: [{ constraint_id: 'range', constraint: { min: 1, max: longest }, message }] };
});

export const readAccessType = step((value: unknown): Outcome => choice('online', 'offline')(value));

export const readClientId = step((value: unknown): Outcome => text({ min: 1, max: 1024 })(value));

export const readRefreshToken = step((value: unknown): Outcome => text()(value));

function text(limits?: { readonly min: number; readonly max: number }): Field {
  return (value) => {
    if (typeof value !== 'string') return wrongType('Not a valid string.', 'string');
    if (!limits) return { value };
    const { min, max } = limits;
    const length = [...value].length;
    // The real server fails with 500 on text that its database cannot hold; a careful one refuses it.
    if (length >= min && length <= max && !/\0|\p{Surrogate}/u.test(value)) return { value };
    const message = `Length must be between ${min} and ${max}.`;
    return { error: [{ constraint_id: 'length', constraint: { min, max }, message }] };
  };
}

function choice(...choices: readonly string[]): Field {
  return (value) => {
    if (typeof value !== 'string') return wrongType('Not a valid string.', 'string');
    if (choices.includes(value)) return { value };
    const message = `Must be one of: ${choices.join(', ')}.`;
    return { error: [{ constraint_id: 'enum', constraint: { choices }, message }] };
  };
}

/** What the members of a body may be. */
export const fields: Readonly<Record<keyof TokenRequest, Field>> = {
  backend: text(),
  expiration: readExpiration,
  access_type: readAccessType,
  client_id: readClientId,
  refresh_token: readRefreshToken,
  domain_name: text(),
  tenant_id: text(),
  saml_session_id: text({ min: 1, max: 1024 }),
};
