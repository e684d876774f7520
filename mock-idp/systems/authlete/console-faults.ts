import { readFileSync } from 'node:fs';
import { deltas, type JsonSchema } from '../../../schemas/deltas.ts';
import type { Fault } from '../../faults/fault.ts';
import { type FaultTable, faultsIn } from '../../faults/fault-table.ts';
import { isFaulty, scene } from '../../frame/scene.ts';

/** Every behavioural fault of the Developer Console, like those of the endpoint. */
const table = {
  'console-does-not-call': ['A login calls nobody.', 'client.calls-when-needed'],
  'console-calls-twice': ['A login calls the endpoint twice.', 'client.one-call'],
  'console-answer-kept': ['A login that has been tried is not asked about again.', 'client.no-stored-answer'],
  'console-path-appended': ['/authentication is appended to the URL.', 'client.endpoint-url'],
  'console-query-dropped': ['The query of the URL is dropped.', 'client.endpoint-url'],
  'console-password-in-url': ['The password goes into the URL.', 'client.endpoint-url', 'client.no-password-in-url'],
  'console-puts': ['The request is a PUT.', 'client.post'],
  'console-media-type': ['The body is labelled text/plain.', 'client.media-type'],
  'console-no-basic': ['Key and secret are not sent.', 'client.basic-header'],
  'console-empty-basic': ['Without key and secret empty ones are sent.', 'client.no-basic'],
  'console-secret-cut': ['The secret is cut off at a colon.', 'client.basic-any-characters'],
  'console-secret-encoded': ['The secret is percent-encoded.', 'client.basic-any-characters'],
  'console-key-rounded': ['serviceApiKey goes through a double.', 'client.service-api-key-exact'],
  'console-id-trimmed': ['Blanks around the id are taken away.', 'client.id-verbatim'],
  'console-password-trimmed': ['Blanks around the password are taken away.', 'client.password-verbatim'],
  'console-latin-1': ['The body is written in Latin-1.', 'client.non-ascii'],
  'console-text-pasted': ['Id and password are pasted into the JSON.', 'client.escapes'],

  'console-refuses-all': ['Nobody gets in.', 'client.true-logs-in'],
  'console-admits-all': ['authenticated is not looked at.', 'client.false-refuses'],
  'console-crashes-on-no': ['A refusal ends in an internal error.', 'client.false-refuses'],
  'console-subject-must-be-id': ['A subject that is not the id is refused.', 'client.subject-differs'],
  'console-at-most-99': ['A hundred characters are too many.', 'client.longest-members'],
  'console-name-needed': ['A displayName of null is refused.', 'client.display-name-null'],
  'console-subject-decides': ['A subject logs in, whatever authenticated says.', 'client.subject-null-when-refused'],
  'console-more-members-refused': ['A fourth member is refused.', 'client.more-members'],
  'console-media-type-exact': ['Content-Type is compared as it is written.', 'client.headers-any-case'],
  'console-admits-no-json': ['A response that is not JSON logs in.', 'client.malformed-json'],
  'console-admits-arrays': ['A response that is an array logs in.', 'client.not-object'],
  'console-admits-undecided': ['A response without authenticated logs in.', 'client.authenticated-missing'],
  'console-admits-truthy': ['"true" and 1 are true.', 'client.authenticated-not-boolean'],
  'console-admits-nobody': ['A response without a subject logs in.', 'client.subject-missing'],
  'console-admits-500': ['The status 500 is not looked at.', 'client.server-error'],
  'console-admits-any-status': ['The status is not looked at below 500.', 'client.other-status'],
  'console-admits-any-type': ['The media type is not looked at.', 'client.other-media-type'],
  'console-admits-long-subjects': ['The length of a subject is not looked at.', 'client.subject-too-long'],
  'console-admits-any-subject': ['The characters of a subject are not looked at.', 'client.subject-not-ascii'],
  'console-admits-long-names': ['The length of a display name is not looked at.', 'client.display-name-too-long'],
  'console-follows-redirects': ['The password follows redirects.', 'client.redirect-not-followed'],
  'console-admits-redirects': ['A redirect logs in.', 'client.redirect-refuses'],
  'console-admits-reset': ['A connection that breaks logs in.', 'client.reset-refuses'],
  'console-admits-silence': ['Silence logs in.', 'client.silence-refuses'],
  'console-waits': ['The call has no time limit.', 'client.silence-refuses'],
} as const satisfies FaultTable;

export type ConsoleFault = `authlete.${keyof typeof table}`;

const role = 'authlete.client';
const system = 'authlete';
const schema = JSON.parse(
  readFileSync(new URL('../../../schemas/authlete/callback-request.schema.json', import.meta.url), 'utf8'),
) as JsonSchema;

/** The defects that the request's contract allows, by fault id. */
const defects = new Map(
  deltas(schema).map((defect) => [
    `authlete.console-request.${defect.id.replace('authlete.', '')}.${defect.keyword}`,
    defect,
  ]),
);

/** The behavioural faults of the Developer Console, then those of its request. */
export const consoleFaults: readonly Fault[] = [
  ...faultsIn(table, role),
  ...[...defects].map(([id, defect]) => {
    return { id, system, role, sentence: `callback-request: ${defect.describe}.`, breaks: [defect.id] };
  }),
];

/** Whether the login being tried asked for this fault. */
export function faulty(id: ConsoleFault): boolean {
  return isFaulty(id);
}

/** The request as this login's fault wants it. */
export function faultyRequest(message: object): unknown {
  const defect = defects.get(scene().variant ?? '');
  return defect ? defect.apply(message) : message;
}
