import assert from 'node:assert/strict';
import test from 'node:test';
import { createJournal, recordedBody } from '../../../mock-idp/frame/journal.ts';
import { alice, base, login, mockFor, send } from '../mock-client.ts';

const request = (path: string, fault: string | null = null, body = '') => ({
  time: Date.UTC(2026, 0, 1),
  method: 'GET',
  path,
  fault,
  headers: [],
  body: recordedBody(Buffer.from(body)),
});
const response = { status: 200, headers: [], body: { text: '' } };

test('the ring keeps the latest, pages by since and limit, and says what it dropped', () => {
  const journal = createJournal({ count: 3 });
  for (let i = 1; i <= 5; i += 1) journal.record(request(`/${i}`))(response);
  const all = journal.read({ since: 0, limit: 10 });
  assert.deepEqual(
    all.entries.map(({ path }) => path),
    ['/3', '/4', '/5'],
  );
  assert.deepEqual([all.next, all.dropped], [5, 2]);
  assert.equal(journal.read({ since: 2, limit: 10 }).dropped, 0);
  const page = journal.read({ since: 2, limit: 2 });
  assert.deepEqual([page.entries.map(({ seq }) => seq), page.next], [[3, 4], 4]);
  assert.deepEqual(journal.read({ since: 5, limit: 10 }), { entries: [], next: 5, dropped: 0 });
});

test('thousands of dropped entries leave no trace in what is read', () => {
  const journal = createJournal({ count: 3 });
  for (let i = 1; i <= 9_001; i += 1) journal.record(request(`/${i}`))(response);
  const { entries, next, dropped } = journal.read({ since: 0, limit: 10 });
  assert.deepEqual(
    [entries.map(({ seq, path }) => [seq, path]), next, dropped],
    [
      [
        [8_999, '/8999'],
        [9_000, '/9000'],
        [9_001, '/9001'],
      ],
      9_001,
      8_998,
    ],
  );
  assert.deepEqual(
    journal.read({ since: 9_000, limit: 10 }).entries.map(({ seq }) => seq),
    [9_001],
  );
});

test('clearing forgets entries without counting them as dropped, and goes on counting', () => {
  const journal = createJournal({ count: 2 });
  for (let i = 0; i < 3; i += 1) journal.record(request('/before'));
  journal.clear();
  assert.deepEqual(journal.read({ since: 0, limit: 10 }), { entries: [], next: 3, dropped: 0 });
  for (let i = 0; i < 3; i += 1) journal.record(request('/after'));
  const { entries, dropped } = journal.read({ since: 0, limit: 10 });
  assert.deepEqual([entries.map(({ seq }) => seq), dropped], [[5, 6], 1]);
});

test('the ring is bounded in bytes as well, and responses count', () => {
  const journal = createJournal({ bytes: 10_000 });
  for (let i = 1; i <= 4; i += 1) journal.record(request(`/${i}`, null, 'x'.repeat(3000)))(response);
  assert.ok(journal.read({ since: 0, limit: 10 }).entries.length < 4);
  journal.record(request('/long'))({ ...response, body: { text: 'x'.repeat(20_000) } });
  assert.deepEqual(
    journal.read({ since: 0, limit: 10 }).entries.map(({ path }) => path),
    ['/long'],
  );
});

test('a response that comes after its entry was dropped changes nothing', () => {
  const journal = createJournal({ count: 1 });
  const late = journal.record(request('/old'));
  journal.record(request('/new'));
  late(response);
  assert.deepEqual(
    journal.read({ since: 0, limit: 10 }).entries.map(({ path, response }) => [path, response]),
    [['/new', null]],
  );
});

test('entries of one fault, or of none', () => {
  const journal = createJournal();
  for (const fault of ['a', null, 'b']) journal.record(request('/', fault));
  const seen = (fault?: string | null) => journal.read({ since: 0, limit: 10, fault }).entries.map(({ seq }) => seq);
  assert.deepEqual([seen('a'), seen(null), seen()], [[1], [2], [1, 2, 3]]);
});

test('bodies: text, Base64 for bytes, only the beginning of long ones', () => {
  assert.deepEqual(recordedBody(Buffer.from('pépé')), { text: 'pépé' });
  assert.deepEqual(recordedBody(Buffer.from([0xff, 0])), { base64: '/wA=' });
  const long = recordedBody(Buffer.alloc(300_000, 'x'));
  assert.ok('text' in long && long.truncated && long.text.length === 262_144);
});

test('the server enters requests as they were sent, with their responses, but none to /_control', async (t) => {
  const { url } = await mockFor(t);
  await send(`${url}/_control`);
  await login(url, { expiration: 60 }, alice, { 'X-Twice': 'a' });
  await send(`${url}/~fault/wazo.server.login-refused${base}/token?x=1`, 'POST', { body: Buffer.from([0xff]) });
  const { entries, next, dropped } = (await send(`${url}/_control/journal`)).json;
  assert.deepEqual([entries.length, next, dropped], [2, 2, 0]);
  const [good, bad] = entries;
  assert.deepEqual([good.seq, good.method, good.path, good.fault], [1, 'POST', `${base}/token`, null]);
  assert.deepEqual(good.body, { text: '{"expiration":60}' });
  assert.ok(good.headers.some(([name, value]: [string, string]) => name === 'X-Twice' && value === 'a'));
  assert.equal(good.response.status, 200);
  assert.match(good.response.body.text, /"token":"[0-9a-f-]{36}"/);
  assert.deepEqual(
    [bad.path, bad.fault, bad.body],
    [`${base}/token?x=1`, 'wazo.server.login-refused', { base64: '/w==' }],
  );
  assert.equal(bad.response.status, 400);

  const under = (await send(`${url}/~fault/wazo.server.login-refused/_control/journal`)).json;
  assert.deepEqual(
    under.entries.map(({ seq }: { seq: number }) => seq),
    [2],
  );
  assert.equal((await send(`${url}/_control/journal?since=1&limit=1`)).json.entries[0].seq, 2);
  for (const query of ['since=-1', 'since=x', 'limit=9999']) {
    assert.equal((await send(`${url}/_control/journal?${query}`)).status, 400, query);
  }
});

test('entries of one path alone are given, and the next read begins at the end of all', () => {
  const journal = createJournal();
  for (const path of ['/a/1', '/b', '/a/2', '/c']) journal.record(request(path));
  const { entries, next } = journal.read({ since: 0, limit: 10, path: '/a/' });
  assert.deepEqual(
    entries.map(({ path }) => path),
    ['/a/1', '/a/2'],
  );
  assert.equal(next, 4);
  assert.equal(journal.read({ since: 0, limit: 1, path: '/a/' }).next, 1);
  assert.deepEqual(journal.read({ since: 0, limit: 10, path: '~' }), { entries: [], next: 4, dropped: 0 });
});

test('paths and header fields count for the bound as well', () => {
  const journal = createJournal({ bytes: 1_000_000 });
  const many = Array.from({ length: 1_700 }, (_, index) => (index % 2 === 0 ? 'x' : ''));
  for (let i = 0; i < 100; i += 1) journal.record({ ...request('/'), headers: many });
  const { entries, dropped } = journal.read({ since: 0, limit: 100 });
  assert.ok(
    entries.length < 20 && entries.length + dropped === 100,
    `${entries.length} entries of 1,700 short texts each`,
  );
  const paths = createJournal({ bytes: 1_000_000 });
  for (let i = 0; i < 100; i += 1) paths.record(request(`/?${'q'.repeat(15_000)}`));
  assert.ok(paths.read({ since: 0, limit: 100 }).entries.length < 70);
});

test('a follower hears of each request twice, and of nothing any more once it has ended that', () => {
  const journal = createJournal();
  const heard: (number | null)[] = [];
  const end = journal.follow((entry) => heard.push(entry.response?.status ?? null));
  const answer = journal.record(request('/a'));
  answer(response);
  answer(null);
  journal.record(request('/b'))(null);
  end();
  journal.record(request('/c'))(response);
  assert.deepEqual(heard, [null, 200, null, null]);
});

test('entries are sent as they come, from where a reader was', async (t) => {
  const { url } = await mockFor(t);
  await send(`${url}/first`);
  const aborter = new AbortController();
  const open = await fetch(`${url}/_control/events`, { signal: aborter.signal });
  assert.equal(open.headers.get('content-type'), 'text/event-stream');
  const seen: { path: string; status: number | null }[] = [];
  const reading = (async () => {
    let text = '';
    for await (const chunk of open.body ?? []) {
      text += Buffer.from(chunk).toString();
      for (const [, data] of text.matchAll(/^id: .*\ndata: (.*)\n\n/gm)) seen.push(JSON.parse(data ?? ''));
      text = text.slice(text.lastIndexOf('\n\n') + 2);
      if (seen.some(({ path, status }) => path === '/second' && status !== null)) return;
    }
  })();
  await send(`${url}/second`);
  await reading;
  aborter.abort();
  assert.deepEqual(
    seen.map(({ path, status }) => [path, status]),
    [
      ['/first', 404],
      ['/second', null],
      ['/second', 404],
    ],
  );
});
