import assert from 'node:assert/strict';
import { buffer } from 'node:stream/consumers';
import test, { type TestContext } from 'node:test';
import { request as send } from 'undici';
import { serverFlows as authleteFlows } from '../../suites/authlete/flows.ts';
import { serverFlows as wazoFlows } from '../../suites/wazo/flows.ts';
import { mockFor } from '../mock-idp/mock-client.ts';
import { serve } from '../suites/judged.ts';
import { judge } from './judge.ts';

// biome-ignore lint/suspicious/noExplicitAny: JSON of either side
type Json = any;

/** A request with its response in JSON, which may be changed; the count is that of its kind. */
interface Passing {
  readonly path: string;
  readonly method: string;
  readonly sent: Json;
  readonly basic: string;
  body: Json;
  status: number;
}

/** The mock behind something that changes its JSON responses. */
async function mockChanged(t: TestContext, change: (passing: Passing) => void): Promise<string> {
  const { url } = await mockFor(t);
  return serve(t, async (request, response) => {
    const body = await buffer(request);
    const { connection: _, host: __, ...headers } = request.headers;
    const own = await send(`${url}${request.url}`, {
      method: request.method as 'GET',
      headers: headers as Record<string, string>,
      body: body.length > 0 ? body : null,
    });
    const text = await own.body.text();
    const { 'content-length': ___, 'transfer-encoding': ____, ...kept } = own.headers;
    const credentials = /^Basic (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
    const passing: Passing = {
      path: request.url ?? '',
      method: request.method ?? '',
      sent: parsed(body.toString()),
      basic: Buffer.from(credentials, 'base64').toString(),
      body: parsed(text),
      status: own.statusCode,
    };
    if (passing.body !== undefined) change(passing);
    response.writeHead(passing.status, kept);
    response.end(passing.body === undefined ? text : JSON.stringify(passing.body));
  });
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isLogin = ({ path, method, sent, status }: Passing) =>
  method === 'POST' && path.endsWith('/token') && status === 200 && sent?.refresh_token === undefined;

/** What of a login changes from the nth on, though the first ones are right, and the requirement that it breaks. */
const LATE: Readonly<Record<string, readonly [from: number, change: (data: Json, before: Json) => void, id: string]>> =
  {
    'a validity in another unit': [
      12,
      (data) => {
        data.expires_at = data.issued_at;
      },
      'wazo.vendor.lifetime-exact',
    ],
    'a token that somebody has already': [
      12,
      (data, before) => {
        data.token = before.token;
      },
      'wazo.practice.login-fresh-token',
    ],
    'a member that is missing': [12, (data) => void delete data.acl, 'wazo.vendor.answer-acl'],
    'a member of another type': [
      12,
      (data) => {
        data.metadata = 'none';
      },
      'wazo.vendor.answer-metadata',
    ],
  };

for (const [what, [from, change, id]] of Object.entries(LATE)) {
  test(`wazo: ${what}, in one of the later responses only, is found`, async (t) => {
    let count = 0;
    let before: Json;
    const url = await mockChanged(t, (passing) => {
      if (!isLogin(passing) || passing.sent?.access_type === 'offline' || !passing.sent?.expiration) return;
      count += 1;
      if (count === from) change(passing.body.data, before);
      before = passing.body.data;
    });
    const { verdicts, checks } = await judge(wazoFlows, url);
    assert.ok(['fail', 'warn'].includes(verdicts.get(id) ?? ''), `${id} is ${verdicts.get(id)} after ${count} logins`);
    const finding = checks.find((check) => check.id === id && ['fail', 'warn'].includes(check.verdict));
    assert.match(finding?.actual ?? '', /\(1 of \d+ responses\)$/);
  });
}

test('authlete: a limiter that gives up after many wrong passwords, and lets them in then, is found', async (t) => {
  let wrong = 0;
  const url = await mockChanged(t, ({ sent, body }) => {
    if (body.authenticated !== false || sent?.id !== 'ada') return;
    wrong += 1;
    if (wrong > 60) Object.assign(body, { authenticated: true, subject: 'ada' });
  });
  const { verdicts, checks } = await judge(authleteFlows, url);
  assert.equal(verdicts.get('authlete.endpoint.wrong-password-refused'), 'fail', `${wrong} wrong passwords`);
  assert.ok(checks.some(({ actual }) => /\(\d+ of \d+ responses\)$/.test(actual ?? '')));
});

test('authlete: a subject that is another in one of many logins is found', async (t) => {
  let logins = 0;
  const url = await mockChanged(t, ({ body }) => {
    if (body.authenticated !== true) return;
    logins += 1;
    if (logins === 25) body.subject = 'somebody-else';
  });
  const { verdicts } = await judge(authleteFlows, url);
  assert.equal(verdicts.get('authlete.response.subject-stable'), 'fail', `${logins} logins`);
});
