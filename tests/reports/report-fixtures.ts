import type { Requirement, RoleId } from '../../suites/harness/model/requirement.ts';
import type { Check, ExchangeRecord, FlowResult, RunInfo, Verdict } from '../../suites/harness/model/verdict.ts';

export const NOW = new Date('2026-11-21T12:00:00.000Z');

/** A requirement of `<role>` whose id is `<system>.<rest>`. */
export function requirement(id: string, more: Partial<Requirement> = {}): Requirement {
  return {
    id,
    role: `${id.split('.')[0]}.server`,
    endpoint: id.split('.')[1] ?? 'token',
    level: 'MUST',
    basis: 'document',
    source: { heading: 'Tokens', sentence: `The server keeps ${id}.` },
    text: `What ${id} asks for.`,
    why: 'Callers rely on it.',
    fix: `Keep ${id}.`,
    ...more,
  };
}

export function exchange(more: Partial<ExchangeRecord> = {}): ExchangeRecord {
  return {
    request: {
      method: 'POST',
      url: '{target}/api/auth/0.1/token',
      headers: [['content-type', 'application/json']],
      body: '{"expiration":3600}',
    },
    response: { status: 200, headers: [['content-type', 'application/json']], body: '{"data":{"token":"<token#1>"}}' },
    curl: 'curl -X POST -H \'content-type: application/json\' --data \'{"expiration":3600}\' "$TARGET_URL/api/auth/0.1/token"',
    durationMs: 3,
    ...more,
  };
}

/** A flow with one check for each `[id, verdict, more]`, all on its one exchange. */
export function flow(
  role: RoleId,
  title: string,
  checks: readonly (readonly [string, Verdict, Partial<Check>?])[],
  exchanges: readonly ExchangeRecord[] = [exchange()],
): FlowResult {
  return {
    role,
    flow: title,
    endpoint: 'token',
    checks: checks.map(([id, verdict, more]) => ({
      id,
      role,
      flow: title,
      verdict,
      exchanges: exchanges.length ? [exchanges.length - 1] : [],
      durationMs: 1,
      ...more,
    })),
    exchanges,
    durationMs: 5,
  };
}

export const REQUIREMENTS: readonly Requirement[] = [
  requirement('wazo.token.login'),
  requirement('wazo.token.uuid'),
  requirement('wazo.token.status', {
    basis: 'rfc',
    source: { heading: 'RFC 6749, 5.1', sentence: 'The status is 200.' },
  }),
  requirement('wazo.refresh.client'),
  requirement('wazo.refresh.list', { level: 'SHOULD' }),
  requirement('wazo.refresh.reader', { excluded: 'about the reader' }),
  requirement('kaleyra.token.basic'),
  requirement('kaleyra.callback.bearer', { role: 'kaleyra.client' }),
];

export function runInfo(more: Partial<RunInfo> = {}): RunInfo {
  return {
    version: '0.1.0',
    target: { name: 'Acme PBX', version: '2.1', url: 'https://pbx.example', facts: { pace: 10 } },
    gate: ['document'],
    requirements: REQUIREMENTS,
    notRun: [],
    notices: [],
    ...more,
  };
}

/** Flows in which everything holds. */
export function greenFlows(): FlowResult[] {
  return [
    flow('wazo.server', 'a login gives a token', [
      ['wazo.token.login', 'pass'],
      ['wazo.token.uuid', 'pass'],
      ['wazo.token.status', 'pass'],
    ]),
    flow('wazo.server', 'a refresh token makes access tokens', [
      ['wazo.refresh.client', 'pass'],
      ['wazo.refresh.list', 'pass'],
    ]),
    flow('kaleyra.server', 'basic credentials give a token', [['kaleyra.token.basic', 'pass']]),
    flow('kaleyra.client', 'the callback carries the token', [['kaleyra.callback.bearer', 'pass']]),
  ];
}
