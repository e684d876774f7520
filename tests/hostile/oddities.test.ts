import assert from 'node:assert/strict';
import test from 'node:test';
import type { Flow } from '../../suites/harness/flow/flow.ts';
import { openSession, roleTarget } from '../../suites/harness/flow/open-session.ts';
import { newMemory, type Session } from '../../suites/harness/flow/session.ts';
import type { Exchange } from '../../suites/harness/http/exchange.ts';
import type { Peer } from '../../suites/harness/http/peer.ts';
import type { Sender } from '../../suites/harness/http/sender.ts';
import { loadCatalogue } from '../../suites/harness/model/catalogue.ts';
import { bundledTarget } from '../mutation/bundled.ts';
import { flowsByRole } from '../mutation/roles.ts';
import { ODDITIES, type Oddity } from './oddities.ts';

const URL_OF_NOBODY = 'http://odd.invalid';
const target = bundledTarget(URL_OF_NOBODY);
const catalogue = loadCatalogue();

/** A sender to a target that is odd in one way, whatever it is asked. */
function senderTo(oddity: Oddity): Sender {
  let index = 0;
  return {
    timeoutMs: 1_000,
    turn: async () => undefined,
    throttle: async () => undefined,
    close: async () => undefined,
    send: async (request) => ({ request, ...oddity(request, index++), durationMs: 1 }),
  };
}

/** A peer of which a target asks odd things: its own requests are what it answers elsewhere. */
function peerOf(oddity: Oddity): Peer {
  let index = 0;
  const asked = (path: string): Exchange => {
    const url = `${URL_OF_NOBODY}${path}odd`;
    const { response } = oddity({ method: 'GET', url, headers: [] }, index++);
    const request = { method: index % 2 ? 'POST' : 'GET', url, headers: response?.headers ?? [], body: response?.body };
    return { request, response: { status: 200, headers: [], body: Buffer.from('{}') }, durationMs: 1 };
  };
  return {
    url: URL_OF_NOBODY,
    publicUrl: URL_OF_NOBODY,
    quietMs: 0,
    mark: async () => 0,
    received: async (path, { atLeast = 0, only = () => true }) =>
      Array.from({ length: Math.min(atLeast + 1, 3) }, () => asked(path)).filter(only),
    provoke: async () => async () => undefined,
    mint: async () => ({
      code: 'odd',
      token: 'odd',
      path: '/odd',
      data: { token: 'odd', refresh_token: 'odd', auth_id: 'odd', metadata: {} },
    }),
    control: async () => ({ id: 'odd', url: URL_OF_NOBODY }),
  };
}

/** A session in which nothing is known, so that every flow is told as far as the target lets it. */
function fresh(session: Session, oddity: Oddity): Session {
  return { ...session, sender: senderTo(oddity), peer: peerOf(oddity), memory: newMemory(), kept: new Map() };
}

test('there are sixty oddities and more', () => {
  assert.ok(Object.keys(ODDITIES).length >= 60, `${Object.keys(ODDITIES).length}`);
});

for (const [role, flows] of await flowsByRole()) {
  test(`${role}: whatever a target does, from the first request of each flow on, is no error of ours`, async () => {
    const session = openSession(target, catalogue, {
      verdictsOnly: true,
      bounds: { settleMs: 1, quietMs: 1, flowMs: 5_000, attempts: 2 },
    });
    const errors = new Set<string>();
    for (const [what, oddity] of Object.entries(ODDITIES)) {
      for (const flow of flows as readonly Flow[]) {
        const { checks } = await flow.run(fresh(session, oddity), roleTarget(target, role.split('.')[0] ?? ''));
        const own = checks.find(({ verdict }) => verdict === 'error');
        if (own) errors.add(`${what}: ${flow.title}: ${own.message}`);
      }
    }
    await session.close();
    assert.deepEqual([...errors].slice(0, 20), []);
  });
}
