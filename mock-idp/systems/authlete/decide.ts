import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { LosslessNumber } from 'lossless-json';
import { sameText } from '../../frame/same-text.ts';
import { byLogin, bySns, type Developer, type Service } from './developers.ts';
import { faulty } from './faults.ts';
import type { CallbackRequest } from './request.ts';
import { BadRequest, type Decision } from './responses.ts';

const members = [
  'serviceApiKey',
  'id',
  'password',
  'sns',
  'accessToken',
  'refreshToken',
  'expiresIn',
  'rawTokenResponse',
];

/** Finds out who logs in: by `id` and `password` where `sns` is null or absent, by the link to the SNS otherwise (section 5). */
export async function decide(service: Service, request: CallbackRequest): Promise<Decision> {
  if (isOfOtherService(service, request)) return {};
  if (faulty('authlete.members-required') && members.some((name) => !(name in request))) return {};
  if (faulty('authlete.unknown-members-refused') && Object.keys(request).some((name) => !members.includes(name))) {
    return {};
  }
  const developer = isPasswordLogin(request) ? await byPassword(service, request) : socially(service, request);
  return developer ? accepted(service, request, developer) : refused(service, request);
}

/** A service API key that is not ours, to its last digit; one that is not there is not looked at. */
function isOfOtherService(service: Service, { serviceApiKey: given }: CallbackRequest): boolean {
  if (given === undefined || given === null || faulty('authlete.other-service-accepted')) return false;
  const digits = given instanceof LosslessNumber ? given.value : '';
  if (faulty('authlete.service-api-key-rounded')) return Number(digits) !== Number(service.serviceApiKey);
  return digits !== service.serviceApiKey;
}

function isPasswordLogin({ sns }: CallbackRequest): boolean {
  if (faulty('authlete.unknown-sns-is-null') && typeof sns === 'string' && sns !== 'FACEBOOK') return true;
  if (faulty('authlete.lower-case-sns-is-null') && sns === 'facebook') return true;
  return sns === undefined || sns === null;
}

async function byPassword(service: Service, request: CallbackRequest): Promise<Developer | undefined> {
  const { id, password } = request;
  if (faulty('authlete.long-id-500') && typeof id === 'string' && id.length > 5_000) throw new BadRequest(500);
  if (faulty('authlete.login-refused')) return undefined;
  if (faulty('authlete.null-members-refused') && request.accessToken === null) return undefined;
  if (faulty('authlete.sns-members-decide') && request.accessToken) return undefined;
  const developer = developerOf(service, id, password);
  const known = developer?.password ?? '';
  const fits = sameText(known, typeof password === 'string' ? password : '') && typeof password === 'string';
  if (faulty('authlete.refusal-times-differ') && developer) await sleep(15);
  return developer && (fits || passwordFault(service, password)) ? developer : undefined;
}

function developerOf(service: Service, id: unknown, password: unknown): Developer | undefined {
  const holder = service.developers.find((developer) => developer.password === password);
  if (id === undefined) return faulty('authlete.missing-id-accepted') ? holder : undefined;
  if (typeof id !== 'string') {
    const any =
      id === null ? faulty('authlete.null-id-accepted') : faulty('authlete.id-operator-accepted') && isOperator(id);
    return any ? holder : undefined;
  }
  if (id === '') return faulty('authlete.empty-id-accepted') ? holder : undefined;
  if (faulty('authlete.email-login-refused') && id.includes('@')) return undefined;
  const found = byLogin(service, faulty('authlete.id-trimmed') ? id.trim() : id);
  return found ?? (faulty('authlete.unknown-id-accepted') && id.length < 100 ? holder : undefined);
}

/** A query operator of a document database. */
function isOperator(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).some((name) => name.startsWith('$'));
}

/** Passwords that faults take for right. */
function passwordFault({ developers }: Service, password: unknown): boolean {
  if (password === undefined) return faulty('authlete.missing-password-accepted');
  if (password === null) return faulty('authlete.null-password-accepted');
  if (password === '') return faulty('authlete.empty-password-accepted');
  if (typeof password !== 'string') return faulty('authlete.password-operator-accepted') && isOperator(password);
  if (faulty('authlete.any-developers-password')) return developers.some((one) => one.password === password);
  return faulty('authlete.wrong-password-accepted');
}

function socially(service: Service, request: CallbackRequest): Developer | undefined {
  const { sns, id, password, refreshToken, expiresIn, rawTokenResponse } = request;
  const fallBack = faulty('authlete.sns-falls-back-to-password') && sns === 'FACEBOOK';
  const local = fallBack ? byLogin(service, String(id)) : undefined;
  if (local && typeof password === 'string' && sameText(local.password, password)) return local;
  if (typeof sns !== 'string' || typeof id !== 'string' || faulty('authlete.sns-refused')) return undefined;
  const seconds = expiresIn instanceof LosslessNumber ? Number(expiresIn.value) : 0;
  if (faulty('authlete.sns-password-checked') && password !== null) return undefined;
  if (faulty('authlete.sns-refresh-token-needed') && !refreshToken) return undefined;
  if (faulty('authlete.sns-expires-in-needed') && seconds === 0) return undefined;
  if (faulty('authlete.sns-raw-response-json-only') && !String(rawTokenResponse).startsWith('{')) return undefined;
  const any = faulty('authlete.sns-any-subject') && sns === 'FACEBOOK';
  return any && !byLogin(service, id) ? service.developers[0] : bySns(service, sns, id);
}

function accepted({ developers }: Service, { id, sns }: CallbackRequest, developer: Developer): Decision {
  if (faulty('authlete.subject-new-each-time')) return { developer, subject: randomUUID() };
  if (faulty('authlete.subject-shared')) return { developer, subject: developers[0]?.subject };
  if (faulty('authlete.subject-with-space')) return { developer, subject: developer.subject.replace('-', ' ') };
  if (faulty('authlete.subject-by-email-differs') && String(id).includes('@'))
    return { developer, subject: String(id) };
  if (faulty('authlete.subject-by-sns-differs') && sns) return { developer, subject: String(id) };
  return { developer };
}

function refused(service: Service, { id, password }: CallbackRequest): Decision {
  if (faulty('authlete.password-sent-back')) return { more: { received: password } };
  const unknown = typeof id === 'string' && !byLogin(service, id);
  return faulty('authlete.refusals-differ') && unknown ? { more: { reason: 'unknown id' } } : {};
}
