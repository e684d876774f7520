import { isUtf8 } from 'node:buffer';
import type { EndpointAnswer } from './console-call.ts';
import { faulty } from './console-faults.ts';

/** What the console makes of an endpoint's answer. */
export interface Outcome {
  /** 200 in, 401 refused by the endpoint, 502 an answer that cannot be used, 504 none in time. */
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
  /** What is wrong with the answer, or nothing. */
  problem(answer: Answered): string | undefined;
}

type Answered = Extract<EndpointAnswer, { status: number }> & { readonly value: unknown; readonly id: string };
type Members = Readonly<Record<string, unknown>>;

const longest = 100;
const lengthOf = (text: unknown) => [...String(text ?? '')].length;
const membersOf = ({ value }: Answered) => (typeof value === 'object' && value !== null ? (value as Members) : {});
const isRedirect = ({ status }: Answered) => status >= 300 && status < 400;

/** What an answer has to be like before its members mean anything (section 6), in the order in which it is looked at. */
const ofAnswers: readonly Rule[] = [
  {
    ignored: () => faulty('authlete.console-admits-500'),
    problem: ({ status }) =>
      status >= 500 ? `The endpoint answered with status ${status}; 200 was expected.` : undefined,
  },
  {
    problem: (answer) =>
      isRedirect(answer)
        ? `The endpoint answered with a redirect (${answer.status}), which is not followed.`
        : undefined,
  },
  {
    ignored: () => faulty('authlete.console-admits-any-status'),
    problem: (answer) =>
      answer.status === 200 || answer.status >= 500 || isRedirect(answer)
        ? undefined
        : `The endpoint answered with status ${answer.status}; 200 was expected.`,
  },
  {
    ignored: () => faulty('authlete.console-admits-any-type'),
    problem: ({ contentType }) =>
      /^application\/json\s*(;|$)/i.test(contentType)
        ? undefined
        : `The answer's Content-Type is ${contentType || 'missing'}; application/json; charset=UTF-8 was expected.`,
  },
  {
    ignored: () => faulty('authlete.console-admits-no-json'),
    problem: ({ value }) => (value === undefined ? 'The answer is not JSON in UTF-8.' : undefined),
  },
  {
    ignored: () => faulty('authlete.console-admits-arrays'),
    problem: ({ value }) =>
      value !== undefined && (typeof value !== 'object' || value === null || Array.isArray(value))
        ? 'The answer is JSON, but no object.'
        : undefined,
  },
  {
    ignored: () => faulty('authlete.console-admits-undecided'),
    problem: (answer) =>
      isObject(answer) && membersOf(answer).authenticated === undefined
        ? 'The answer has no member "authenticated".'
        : undefined,
  },
  {
    ignored: () => faulty('authlete.console-admits-truthy'),
    problem: (answer) => {
      const { authenticated } = membersOf(answer);
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
    problem: (answer) => {
      const { subject } = membersOf(answer);
      return typeof subject === 'string' && subject !== ''
        ? undefined
        : '"authenticated" is true, but "subject" is no text; the developer\'s identifier was expected.';
    },
  },
  {
    ignored: () => faulty('authlete.console-admits-long-subjects'),
    problem: (answer) =>
      lengthOf(membersOf(answer).subject) > longest ? `"subject" is longer than ${longest} characters.` : undefined,
  },
  {
    ignored: () => faulty('authlete.console-admits-any-subject'),
    problem: (answer) =>
      /^[\x20-\x7E]*$/.test(String(membersOf(answer).subject ?? ''))
        ? undefined
        : '"subject" has characters other than printable ASCII.',
  },
  {
    ignored: () => faulty('authlete.console-admits-long-names'),
    problem: (answer) =>
      lengthOf(membersOf(answer).displayName) > longest
        ? `"displayName" is longer than ${longest} characters.`
        : undefined,
  },
];

/** Judges an endpoint's answer to the login of `id`. Throws nothing: an answer that cannot be used is a refusal with reasons. */
export function judgeAnswer(answer: EndpointAnswer, id: string): Outcome {
  if (faulty('authlete.console-refuses-all')) return { status: 401, loggedIn: false, problems: [] };
  if ('failure' in answer) return withoutAnswer(answer);
  const answered = { ...answer, value: readJson(answer.body), id };
  if (faulty('authlete.console-admits-redirects') && isRedirect(answered)) {
    return { status: 200, loggedIn: true, subject: id, problems: [] };
  }
  const problems = problemsOf(ofAnswers, answered);
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

function withoutAnswer({ failure, timedOut }: Extract<EndpointAnswer, { failure: string }>): Outcome {
  const admitted = faulty(timedOut ? 'authlete.console-admits-silence' : 'authlete.console-admits-reset');
  const problems = [`The endpoint gave no answer: ${failure}.`];
  return { status: admitted ? 200 : timedOut ? 504 : 502, loggedIn: admitted, problems };
}

function admitsAnyway(subject: unknown): boolean {
  return faulty('authlete.console-admits-all') || (faulty('authlete.console-subject-decides') && subject !== null);
}

function problemsOf(rules: readonly Rule[], answer: Answered): string[] {
  return rules.filter(({ ignored }) => !ignored?.()).flatMap(({ problem }) => problem(answer) ?? []);
}

/** What only faults object to. */
function problemsOfFaults(answer: Answered): string[] {
  const { subject, displayName, ...rest } = membersOf(answer);
  const { authenticated: _, ...more } = rest;
  const long = [subject, displayName].some((text) => lengthOf(text) > 99);
  return [
    faulty('authlete.console-subject-must-be-id') && subject !== answer.id,
    faulty('authlete.console-at-most-99') && long,
    faulty('authlete.console-name-needed') && displayName === null,
    faulty('authlete.console-more-members-refused') && Object.keys(more).length > 0,
    faulty('authlete.console-media-type-exact') && answer.contentType !== 'application/json; charset=UTF-8',
  ].flatMap((objects) => (objects ? ['The answer is not as expected.'] : []));
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
