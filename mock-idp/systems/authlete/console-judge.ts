import { isUtf8 } from 'node:buffer';
import type { EndpointResponse } from './console-call.ts';
import { faulty } from './console-faults.ts';

/** What the console makes of an endpoint's response. */
export interface Outcome {
  /** 200 in, 401 refused by the endpoint, 502 a response that cannot be used, 504 none in time. */
  readonly status: 200 | 401 | 500 | 502 | 504;
  readonly loggedIn: boolean;
  readonly subject?: string;
  readonly displayName?: string | null;
  /** Plain sentences for whoever keeps the endpoint. */
  readonly problems: readonly string[];
}

interface Rule {
  /** Whether a fault leaves the rule out. */
  readonly ignored?: () => boolean;
  /** What is wrong with the response, or nothing. */
  problem(response: Answered): string | undefined;
}

type Answered = Extract<EndpointResponse, { status: number }> & { readonly value: unknown; readonly id: string };
type Members = Readonly<Record<string, unknown>>;

const longest = 100;
const lengthOf = (text: unknown) => [...String(text ?? '')].length;
const membersOf = ({ value }: Answered) => (typeof value === 'object' && value !== null ? (value as Members) : {});
const isRedirect = ({ status }: Answered) => status >= 300 && status < 400;

/** What a response has to be like before its members mean anything (section 6), in the order in which it is looked at. */
const ofResponses: readonly Rule[] = [
  {
    ignored: () => faulty('authlete.console-admits-500'),
    problem: ({ status }) =>
      status >= 500 ? `The endpoint answered with status ${status}; 200 was expected.` : undefined,
  },
  {
    problem: (response) =>
      isRedirect(response)
        ? `The endpoint answered with a redirect (${response.status}), which is not followed.`
        : undefined,
  },
  {
    ignored: () => faulty('authlete.console-admits-any-status'),
    problem: (response) =>
      response.status === 200 || response.status >= 500 || isRedirect(response)
        ? undefined
        : `The endpoint answered with status ${response.status}; 200 was expected.`,
  },
  {
    ignored: () => faulty('authlete.console-admits-any-type'),
    problem: ({ contentType }) =>
      /^application\/json\s*(;|$)/i.test(contentType)
        ? undefined
        : `The response's Content-Type is ${contentType || 'missing'}; application/json; charset=UTF-8 was expected.`,
  },
  {
    ignored: () => faulty('authlete.console-admits-no-json'),
    problem: ({ value }) => (value === undefined ? 'The response is not JSON in UTF-8.' : undefined),
  },
  {
    ignored: () => faulty('authlete.console-admits-arrays'),
    problem: ({ value }) =>
      value !== undefined && (typeof value !== 'object' || value === null || Array.isArray(value))
        ? 'The response is JSON, but no object.'
        : undefined,
  },
  {
    ignored: () => faulty('authlete.console-admits-undecided'),
    problem: (response) =>
      isObject(response) && membersOf(response).authenticated === undefined
        ? 'The response has no member "authenticated".'
        : undefined,
  },
  {
    ignored: () => faulty('authlete.console-admits-truthy'),
    problem: (response) => {
      const { authenticated } = membersOf(response);
      return authenticated === undefined || typeof authenticated === 'boolean'
        ? undefined
        : `"authenticated" is ${JSON.stringify(authenticated)}; true or false was expected, without quotes.`;
    },
  },
];

/** What the members of a login must be like (section 6). */
const ofLogins: readonly Rule[] = [
  {
    ignored: () => faulty('authlete.console-admits-nobody'),
    problem: (response) => {
      const { subject } = membersOf(response);
      return typeof subject === 'string' && subject !== ''
        ? undefined
        : '"authenticated" is true, but "subject" is not a text; the developer\'s identifier was expected.';
    },
  },
  {
    ignored: () => faulty('authlete.console-admits-long-subjects'),
    problem: (response) =>
      lengthOf(membersOf(response).subject) > longest ? `"subject" is longer than ${longest} characters.` : undefined,
  },
  {
    ignored: () => faulty('authlete.console-admits-any-subject'),
    problem: (response) =>
      /^[\x20-\x7E]*$/.test(String(membersOf(response).subject ?? ''))
        ? undefined
        : '"subject" has characters other than printable ASCII.',
  },
  {
    ignored: () => faulty('authlete.console-admits-long-names'),
    problem: (response) =>
      lengthOf(membersOf(response).displayName) > longest
        ? `"displayName" is longer than ${longest} characters.`
        : undefined,
  },
];

/** Judges an endpoint's response to the login of `id`. Throws nothing: a response that cannot be used is a refusal with reasons. */
export function judgeResponse(response: EndpointResponse, id: string): Outcome {
  if (faulty('authlete.console-refuses-all')) return { status: 401, loggedIn: false, problems: [] };
  if ('failure' in response) return withoutResponse(response);
  const answered = { ...response, value: readJson(response.body), id };
  if (faulty('authlete.console-admits-redirects') && isRedirect(answered)) {
    return { status: 200, loggedIn: true, subject: id, problems: [] };
  }
  const problems = problemsOf(ofResponses, answered);
  if (problems.length > 0) return { status: 502, loggedIn: false, problems };
  const { authenticated, subject } = membersOf(answered);
  if (authenticated === false && !admitsAnyway(subject)) {
    return { status: faulty('authlete.console-crashes-on-no') ? 500 : 401, loggedIn: false, problems: [] };
  }
  const wrong = authenticated === true ? [...problemsOf(ofLogins, answered), ...problemsOfFaults(answered)] : [];
  if (wrong.length > 0) return { status: 502, loggedIn: false, problems: wrong };
  const { displayName } = membersOf(answered);
  return { status: 200, loggedIn: true, subject: String(subject), displayName: displayName as string, problems: [] };
}

function withoutResponse({ failure, timedOut }: Extract<EndpointResponse, { failure: string }>): Outcome {
  const admitted = faulty(timedOut ? 'authlete.console-admits-silence' : 'authlete.console-admits-reset');
  const problems = [`The endpoint gave no response: ${failure}.`];
  return { status: admitted ? 200 : timedOut ? 504 : 502, loggedIn: admitted, problems };
}

function admitsAnyway(subject: unknown): boolean {
  return faulty('authlete.console-admits-all') || (faulty('authlete.console-subject-decides') && subject !== null);
}

function problemsOf(rules: readonly Rule[], response: Answered): string[] {
  return rules.filter(({ ignored }) => !ignored?.()).flatMap(({ problem }) => problem(response) ?? []);
}

/** What only faults object to. */
function problemsOfFaults(response: Answered): string[] {
  const { subject, displayName, ...rest } = membersOf(response);
  const { authenticated: _, ...more } = rest;
  const long = [subject, displayName].some((text) => lengthOf(text) > 99);
  return [
    faulty('authlete.console-subject-must-be-id') && subject !== response.id,
    faulty('authlete.console-at-most-99') && long,
    faulty('authlete.console-name-needed') && displayName === null,
    faulty('authlete.console-more-members-refused') && Object.keys(more).length > 0,
    faulty('authlete.console-media-type-exact') && response.contentType !== 'application/json; charset=UTF-8',
  ].flatMap((objects) => (objects ? ['The response is not as expected.'] : []));
}

function isObject({ value }: Answered): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readJson(body: Buffer): unknown {
  if (!isUtf8(body)) return undefined;
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
