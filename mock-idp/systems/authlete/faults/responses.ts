import { randomUUID } from 'node:crypto';
import { altered, type Change } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import type { CallbackRequest } from '../callback-request.ts';
import { byLogin, type Developer, type Service } from '../developers.ts';
import { type Reply, refusal, welcome } from '../responses.ts';

/** Changes the response to a login that succeeded. */
const welcomeWith = (
  change: (reply: Reply, developer: Developer, request: CallbackRequest) => Partial<Reply>,
): Change => altered(welcome, (reply, developer, request) => ({ ...reply, ...change(reply, developer, request) }));

/** Changes the response to a login that was refused. */
const refusalWith = (change: (reply: Reply, service: Service, request: CallbackRequest) => Partial<Reply>): Change =>
  altered(refusal, (reply, service, request) => ({ ...reply, ...change(reply, service, request) }));

const membersOf = ({ body }: Reply) => body as Readonly<Record<string, unknown>>;

const without = (reply: Reply, name: string) =>
  Object.fromEntries(Object.entries(membersOf(reply)).filter(([member]) => member !== name));

const header = (reply: Reply, name: string, value: string) => ({ headers: { ...reply.headers, [name]: value } });

const withoutPragma = ({ headers: { Pragma: _, ...headers } }: Reply) => ({ headers });

const asHtml = (reply: Reply) => ({
  ...header(reply, 'Content-Type', 'text/html; charset=UTF-8'),
  body: JSON.stringify(reply.body),
});

const subject = (choose: (developer: Developer, request: CallbackRequest) => string): Change =>
  welcomeWith((reply, developer, request) => ({ body: { ...membersOf(reply), subject: choose(developer, request) } }));

const isEmail = (id: unknown): boolean => String(id).includes('@');

/** What is answered (section 6). */
export const responseFaults = faultsOf('authlete.server', {
  'success-as-text': [
    'A login is answered in plain text.',
    'authlete.response.body-json',
    welcomeWith(() => ({ body: 'welcome' })),
  ],
  'success-with-byte-order-mark': [
    'The JSON of a response begins with a byte order mark.',
    'authlete.response.body-json',
    welcomeWith(({ body }) => ({ body: `\uFEFF${JSON.stringify(body)}` })),
  ],
  'success-media-type': ['A login is answered as text/html.', 'authlete.response.media-type', welcomeWith(asHtml)],
  'success-charset': [
    'A login is answered without a charset.',
    'authlete.response.charset',
    welcomeWith((reply) => header(reply, 'Content-Type', 'application/json')),
  ],
  'success-cacheable': [
    'The response to a login may be cached.',
    'authlete.response.cache-control',
    welcomeWith((reply) => header(reply, 'Cache-Control', 'max-age=60')),
  ],
  'success-pragma': ['The response to a login has no Pragma.', 'authlete.response.pragma', welcomeWith(withoutPragma)],
  'success-status-201': [
    'A login is answered with 201.',
    'authlete.vendor.success-status',
    welcomeWith(() => ({ status: 201 })),
  ],
  'subject-new-each-time': [
    'A developer gets a new subject at each login.',
    'authlete.response.subject-stable',
    subject(() => randomUUID()),
  ],
  'subject-shared': [
    'All developers have one subject.',
    'authlete.response.subject-unique',
    subject(() => 'developer-1'),
  ],
  'subject-by-email-differs': [
    'A login by e-mail address gives that as subject.',
    'authlete.response.subject-same-by-email',
    subject((developer, { id }) => (isEmail(id) ? String(id) : developer.subject)),
  ],
  'subject-by-sns-differs': [
    'A social login gives the subject at the SNS.',
    'authlete.sns.same-subject',
    subject((developer, { sns, id }) => (sns ? String(id) : developer.subject)),
  ],
  'subject-with-space': [
    'The subject has a space in it.',
    'authlete.practice.subject-no-space',
    subject((developer) => developer.subject.replace('-', ' ')),
  ],
  'display-name-100-emoji': [
    'The display name is a hundred emoji.',
    ['authlete.practice.display-name-utf-16', 'authlete.response.display-name-exact'],
    welcomeWith((reply) => ({ body: { ...membersOf(reply), displayName: '🦉'.repeat(100) } })),
  ],
  'display-name-in-latin-1': [
    'A display name in UTF-8 is read as Latin-1 and sent in UTF-8.',
    'authlete.response.display-name-exact',
    welcomeWith((reply, { displayName }) => ({
      body: { ...membersOf(reply), displayName: displayName && Buffer.from(displayName).toString('latin1') },
    })),
  ],
  'display-name-misspelt': [
    'The display name is called displayNam.',
    'authlete.response.display-name-present',
    welcomeWith((reply, { displayName }) => ({ body: { ...without(reply, 'displayName'), displayNam: displayName } })),
  ],

  'refused-subject-left-out': [
    'A refusal has no subject.',
    'authlete.refusal.subject-present',
    refusalWith((reply) => ({ body: without(reply, 'subject') })),
  ],
  'refused-display-name-left-out': [
    'A refusal has no displayName.',
    'authlete.refusal.display-name-present',
    refusalWith((reply) => ({ body: without(reply, 'displayName') })),
  ],
  'refused-as-text': [
    'A refused login is answered in plain text.',
    'authlete.refusal.body-json',
    refusalWith(() => ({ body: 'wrong id or password' })),
  ],
  'refused-media-type': [
    'A refused login is answered as text/html.',
    'authlete.refusal.media-type',
    refusalWith(asHtml),
  ],
  'refused-charset': [
    'A refused login is answered without a charset.',
    'authlete.refusal.charset',
    refusalWith((reply) => header(reply, 'Content-Type', 'application/json')),
  ],
  'refused-cacheable': [
    'The response to a refused login may be cached.',
    'authlete.refusal.cache-control',
    refusalWith((reply) => header(reply, 'Cache-Control', 'max-age=60')),
  ],
  'refused-pragma': [
    'The response to a refused login has no Pragma.',
    'authlete.refusal.pragma',
    refusalWith(withoutPragma),
  ],
  'refused-status-401': [
    'A refused login is answered with 401.',
    'authlete.vendor.refused-status',
    refusalWith(() => ({ status: 401 })),
  ],
  'refused-by-status-only': [
    'A refused login has status 401, and a body that says that the developer is authenticated.',
    ['authlete.endpoint.wrong-password-refused', 'authlete.endpoint.unknown-id-refused'],
    refusalWith((reply) => ({ status: 401, body: { ...membersOf(reply), authenticated: true, subject: 'ada-1001' } })),
  ],
  'refused-subject-set': [
    'A refused login names a subject.',
    'authlete.vendor.refused-subject-null',
    refusalWith((reply) => ({ body: { ...membersOf(reply), subject: 'nobody' } })),
  ],
  'refusals-differ': [
    'A refusal tells that the id is unknown.',
    'authlete.practice.same-refusal',
    refusalWith((reply, service, { id }) =>
      typeof id === 'string' && !byLogin(service, id) ? { body: { ...membersOf(reply), reason: 'unknown id' } } : {},
    ),
  ],
  'password-sent-back': [
    'A refusal holds the password.',
    'authlete.practice.no-echo',
    refusalWith((reply, _service, { password }) => ({ body: { ...membersOf(reply), received: password } })),
  ],
});
