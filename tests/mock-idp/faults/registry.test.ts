import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { faultsOfContract } from '../../../mock-idp/faults/message-faults.ts';
import { allFaults } from '../../../mock-idp/faults/registry.ts';
import { sentMessage } from '../../../mock-idp/frame/message.ts';
import { inScene } from '../../../mock-idp/frame/scene.ts';
import { alice, base, guarded, login, mockFor, send } from '../mock-client.ts';

test('every fault has a system’s own id, a sentence and something that it breaks', async () => {
  const faults = await allFaults();
  assert.ok(faults.length > 100);
  for (const { id, system, role, sentence, breaks } of faults) {
    assert.match(id, new RegExp(`^${system}\\.[A-Za-z0-9._-]+$`));
    assert.match(role, new RegExp(`^${system}\\.(server|client)$`), id);
    assert.match(sentence, /^\S.*\.$/, id);
    assert.ok(breaks.length > 0, id);
  }
});

test('every requirement that a fault breaks is one of its system’s checked requirements', async () => {
  for (const { id, system, breaks } of await allFaults()) {
    const file = new URL(`../../../suites/${system}/requirements.json`, import.meta.url);
    const { requirements } = JSON.parse(readFileSync(file, 'utf8')) as {
      requirements: { id: string; excluded?: string }[];
    };
    const checked = new Set(requirements.filter(({ excluded }) => !excluded).map((one) => one.id));
    assert.deepEqual(
      breaks.filter((one) => !checked.has(one)),
      [],
      id,
    );
  }
});

test('message faults come from the contracts and carry their requirement', async () => {
  const derived = (await allFaults()).filter(({ id }) => id.startsWith('wazo.server.message.'));
  const contracts = new Set(derived.map(({ id }) => id.split('.')[3]));
  assert.ok(contracts.has('token-response') && contracts.has('unauthorized-response'));
  assert.ok(![...contracts].some((name) => !name?.endsWith('-response')));
  const missing = derived.find(({ id }) => id === 'wazo.server.message.token-response.token.access-token.required');
  assert.deepEqual(missing?.breaks, ['wazo.token.access-token']);
  assert.match(missing?.sentence ?? '', /\/data\/token is missing/);
});

test('a requirement that two places of a contract share gives two faults', () => {
  const number = { type: 'number', 'x-requirement': { type: 'demo.number' } };
  const ids = faultsOfContract('demo', 'two-response', { properties: { a: number, b: number } }).map(({ id }) => id);
  const first = 'demo.server.message.two-response.number.type';
  assert.deepEqual(ids, [
    first,
    'demo.server.message.two-response.number.null',
    `${first}.b`,
    'demo.server.message.two-response.number.null.b',
  ]);
});

test('a message is changed by its own contract’s fault only', () => {
  const schema = { properties: { a: { type: 'string', 'x-requirement': { type: 'demo.text' } } } };
  const [fault] = faultsOfContract('demo', 'one-response', schema);
  const replacements = new Map([...(fault?.change ?? [])].map(([step, { instead }]) => [step, instead]));
  const under = (contract: string) =>
    inScene({ variant: fault?.id, replacements, prefix: '', skewMs: 0, body: Buffer.alloc(0) }, () =>
      sentMessage(contract, { a: 'x', b: 1 }),
    );
  assert.deepEqual(under('one-response'), { a: { unexpected: true }, b: 1 });
  assert.deepEqual(under('other-response'), { a: 'x', b: 1 });
  assert.deepEqual(sentMessage('one-response', { a: 'x' }), { a: 'x' });
});

test('every message fault shows in a message that the Wazo mock sends', async (t) => {
  const { url } = await mockFor(t);
  const exchanges = async (at: string) => {
    const made = await login(at, {}, alice);
    const offline = await login(at, { access_type: 'offline', client_id: 'app' }, alice);
    const { refresh_token } = offline.json?.data ?? {};
    const refreshed = await login(at, { client_id: 'app', refresh_token });
    const minted = await send(`${at}/_control/mint`, 'POST', { body: { system: 'wazo', user: 'alice' } });
    const list = await guarded(at, minted.json.data.token);
    const refused = await login(at, {});
    const unauthorized = await send(`${at}${base}/users/me/tokens`);
    const badQuery = await guarded(at, minted.json.data.token, '/users/me/tokens?limit=-1');
    return { made, offline, refreshed, list, refused, unauthorized, badQuery };
  };
  const shapeOf = ({ json }: { json: unknown }): unknown =>
    JSON.stringify(json, (_, value) =>
      typeof value === 'string' ? value.replace(/[0-9a-f]+/g, '') : typeof value === 'number' ? 0 : value,
    );
  const clean = Object.entries(await exchanges(url)).map(([name, response]) => [name, shapeOf(response)]);
  for (const { id } of (await allFaults()).filter((fault) => fault.id.startsWith('wazo.server.message.'))) {
    const faulty = Object.entries(await exchanges(`${url}/~fault/${id}`)).map(([name, response]) => [
      name,
      shapeOf(response),
    ]);
    assert.notDeepEqual(faulty, clean, id);
  }
});
