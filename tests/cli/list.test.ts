import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { tollgate } from './cli-helper.ts';

const root = mkdtempSync(join(tmpdir(), 'tollgate-list-'));
after(() => rmSync(root, { recursive: true }));

const requirement = (id: string, more: object = {}) => ({
  id,
  role: `${id.split('.')[0]}.server`,
  endpoint: 'token',
  level: 'MUST',
  basis: 'document',
  source: { heading: 'Heading', sentence: 'Sentence.' },
  text: `The rule ${id}.`,
  why: 'Why.',
  fix: 'Fix.',
  ...more,
});

const FILES: Record<string, object[]> = {
  acme: [requirement('acme.token.made', { role: 'acme.client', level: 'SHOULD', basis: 'rfc' })],
  wazo: [
    requirement('wazo.token.made'),
    requirement('wazo.refresh.made', { endpoint: 'refresh' }),
    requirement('wazo.refresh.made-twice', { endpoint: 'refresh', text: 'Either a|b.' }),
    requirement('wazo.refreshment', { level: 'MAY', excluded: 'about the reader' }),
  ],
};
for (const [system, requirements] of Object.entries(FILES)) {
  mkdirSync(join(root, 'suites', system), { recursive: true });
  const file = { system, document: { title: `The ${system} document`, url: 'https://docs.example/' }, requirements };
  writeFileSync(join(root, 'suites', system, 'requirements.json'), JSON.stringify(file));
}

const list = (...argv: string[]) => tollgate(['list', ...argv], { root });
const idsOf = async (...argv: string[]) => {
  const { out } = await list(...argv, '--format=json');
  const { systems } = JSON.parse(out) as { systems: { requirements: { id: string }[] }[] };
  return systems.flatMap(({ requirements }) => requirements.map(({ id }) => id));
};

test('text', async () => {
  assert.deepEqual(await list(), {
    status: 0,
    err: '',
    out: `acme.client: The acme document

  acme.token.made  SHOULD  rfc  token  The rule acme.token.made.

wazo.server: The wazo document

  wazo.token.made          MUST  document  token    The rule wazo.token.made.
  wazo.refresh.made        MUST  document  refresh  The rule wazo.refresh.made.
  wazo.refresh.made-twice  MUST  document  refresh  Either a|b.
  wazo.refreshment         MAY   document  token    (excluded: about the reader) The rule wazo.refreshment.

5 requirements: 4 to check, 1 excluded
`,
  });
});

test('markdown', async () => {
  assert.equal(
    (await list('wazo.refresh.made-twice', '--format', 'markdown')).out,
    `### wazo.server: [The wazo document](https://docs.example/)

| Id | Level | Basis | Endpoint | Rule |
| --- | --- | --- | --- | --- |
| \`wazo.refresh.made-twice\` | MUST | document | refresh | Either a\\|b. |

1 requirement: 1 to check, 0 excluded
`,
  );
});

test('json has everything of a requirement and the counts', async () => {
  const { out } = await list('wazo', '--format', 'json');
  assert.deepEqual(JSON.parse(out), {
    counts: { total: 4, toCheck: 3, excluded: 1 },
    systems: [
      {
        system: 'wazo',
        document: { title: 'The wazo document', url: 'https://docs.example/' },
        requirements: FILES.wazo,
      },
    ],
  });
});

test('a system, a role, the beginning of an id and a pattern select', async () => {
  assert.deepEqual(await idsOf('acme'), ['acme.token.made']);
  assert.equal((await idsOf('wazo.server')).length, 4);
  assert.deepEqual(await idsOf('wazo.refresh'), ['wazo.refresh.made', 'wazo.refresh.made-twice']);
  assert.deepEqual(await idsOf('wazo.refresh.made'), ['wazo.refresh.made']);
  assert.deepEqual(await idsOf('*.token.*'), ['acme.token.made', 'wazo.token.made']);
  assert.deepEqual(await idsOf('wazo.refresh*e'), ['wazo.refresh.made', 'wazo.refresh.made-twice']);
});

test('a name of nothing is told with what is meant', async () => {
  const mistakes = [
    ['wzo', 'tollgate list: nothing is named "wzo"; did you mean wazo?\n'],
    ['wazo.sever', 'tollgate list: nothing is named "wazo.sever"; did you mean wazo.server?\n'],
    ['wazo.refresh.maid', 'tollgate list: nothing is named "wazo.refresh.maid"; did you mean wazo.refresh.made?\n'],
    ['zzz*', 'tollgate list: nothing is named "zzz*"; there is acme, wazo, acme.client, wazo.server\n'],
    ['wazo.client', 'tollgate list: nothing is named "wazo.client"; there is acme, wazo, acme.client, wazo.server\n'],
  ] as const;
  for (const [name, err] of mistakes) assert.deepEqual(await list(name), { status: 2, out: '', err });
});

test('broken requirements are an error of the project, told in their own words', async () => {
  const broken = mkdtempSync(join(tmpdir(), 'tollgate-list-'));
  try {
    mkdirSync(join(broken, 'suites/wazo'), { recursive: true });
    writeFileSync(join(broken, 'suites/wazo/requirements.json'), '{}');
    const { status, err } = await tollgate(['list'], { root: broken });
    assert.equal(status, 3);
    assert.match(err, /^tollgate: suites\/wazo\/requirements\.json: \/: must have required property 'system'$/m);
  } finally {
    rmSync(broken, { recursive: true });
  }
});

test("the project's own requirements can be listed in every format", async () => {
  for (const format of ['text', 'json', 'markdown']) {
    const { status, out } = await tollgate(['list', 'wazo', '--format', format]);
    assert.equal(status, 0);
    assert.match(out, /wazo\.refresh/);
  }
});
