import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { clientFlows } from '../../../suites/kaleyra/flows.ts';
import { mockFor } from '../../mock-idp/mock-client.ts';
import { type Judged, judgedBy, serve } from '../judged.ts';
import { type Habits, platformOf } from './platform.ts';

async function judged(
  t: TestContext,
  habits: Habits,
  settings: object = {},
  { timeoutMs = 10_000, ...more }: { readonly timeoutMs?: number; readonly quietMs?: number } = {},
): Promise<Judged> {
  const { url: peer } = await mockFor(t);
  const url = await platformOf(t, habits);
  const grants = ['client_credentials', 'password'];
  const platform = { trigger: { url: '/send' }, grants, after401: 'give-up', concurrency: 'any', ...settings };
  const options = { peer: { url: peer, publicUrl: peer }, bounds: { settleMs: 50, ...more } };
  return judgedBy(clientFlows, url, { timeoutMs, kaleyra: { platform } }, options);
}

/** Verdicts that are neither `pass` nor those of every small platform. */
function unusual({ checks }: Judged): Record<string, string> {
  const usual = { 'platform.only-where-enabled': 'skip', 'practice.platform-single-flight': 'pass' };
  const entries = [...checks.values()].map(({ id, verdict }) => [id.replace('kaleyra.', ''), verdict] as const);
  const shown = entries.filter(
    ([id, verdict]) => verdict !== 'pass' && verdict !== 'info' && usual[id as keyof typeof usual] !== verdict,
  );
  return Object.fromEntries(shown);
}

const SLOW: Readonly<Record<string, Habits>> = {
  'that is quick': {},
  'with a queue of 1.5 s': { queueMs: 1_500 },
  'with 0.4 s of latency': { latencyMs: 400 },
  'that answers 202 and calls later': { queueMs: 0, latencyMs: 400 },
};

// They wait most of the time.
describe('small platforms', { concurrency: 4 }, () => {
  for (const [which, habits] of Object.entries(SLOW)) {
    test(`a platform ${which} gets the verdicts of a quick one`, async (t) => {
      assert.deepEqual(unusual(await judged(t, habits)), {});
    });
  }

  test('a platform that fetches a token for each callback conforms; what needs re-use does not apply', async (t) => {
    const found = await judged(t, { keepsNothing: true });
    assert.deepEqual(found.red, []);
    assert.equal(found.checks.get('kaleyra.platform.token-reused')?.verdict, 'info');
    assert.deepEqual(unusual(found), {
      'platform.expiration-field-path': 'skip',
      'platform.expiration-string': 'skip',
      'practice.platform-epoch-milliseconds': 'skip',
      'practice.platform-epoch-seconds': 'skip',
      'practice.platform-expiration-fraction': 'skip',
      'practice.platform-long-validity': 'skip',
      'practice.platform-single-flight': 'skip',
      'rfc.platform-expiration-number': 'skip',
    });
  });

  test('a platform that renews a minute early conforms', async (t) => {
    assert.deepEqual(unusual(await judged(t, { marginS: 60 })), {});
  });

  test('a callback without a token that comes late is found', async (t) => {
    const failures = ['refusal', 'error', 'silence', 'no-json'].map(
      (what) => `kaleyra.platform.no-token-after-${what}`,
    );
    const { red } = await judged(t, { queueMs: 0, callsAnywayMs: 600 });
    for (const id of [...failures, 'kaleyra.platform.no-token-when-missing'])
      assert.ok(red.includes(`${id}: fail`), id);
  });

  test('a platform that keeps a refused token is warned, whatever it does after a 401', async (t) => {
    assert.deepEqual(unusual(await judged(t, { keepsRefused: true })), {
      'practice.platform-refused-token-dropped': 'warn',
    });
  });

  test('a trigger that fails for a grant is named, and is no error of ours', async (t) => {
    const statusFor = (grant?: string) => (grant === 'password' ? 501 : undefined);
    const { checks, red } = await judged(t, { statusFor });
    const { verdict, message = '' } = checks.get('kaleyra.platform.password-grant') ?? {};
    assert.equal(verdict, 'inconclusive');
    assert.match(message, /the platform asked for no token; the trigger got 501/);
    assert.ok(
      red.every((one) => one.endsWith('inconclusive')),
      red.join(),
    );
  });

  test('a trigger that is not there is named at everything that could not be judged', async (t) => {
    const { checks, red } = await judged(t, { statusFor: () => 404 }, {}, { quietMs: 50 });
    assert.ok(red.length > 10 && red.every((one) => one.endsWith('inconclusive')), red.join());
    assert.match(checks.get('kaleyra.platform.auth-first')?.message ?? '', /the trigger got 404/);
  });

  test('a trigger that never answers gives the platform up, and is no error of ours', async (t) => {
    const silent = await serve(t, () => undefined);
    const { red, ids } = await judged(t, {}, { trigger: { url: `${silent}/send` } }, { timeoutMs: 500 });
    assert.deepEqual([ids('error'), ids('fail')], [[], []]);
    assert.ok(red.length > 10);
  });

  test('a command that is not there is named with the shell’s words', async (t) => {
    const { checks } = await judged(t, {}, { trigger: { command: 'no-such-command-anywhere' } }, { quietMs: 50 });
    const { message = '' } = checks.get('kaleyra.platform.auth-first') ?? {};
    assert.match(message, /exit code 127: .*no-such-command-anywhere/);
  });
});
