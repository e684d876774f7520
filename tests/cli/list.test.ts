import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { tollgate } from './cli-helper.ts';

const root = mkdtempSync(join(tmpdir(), 'tollgate-list-'));
after(() => rmSync(root, { recursive: true }));

const FILES = {
  acme: `
system: acme
document: { title: The acme document, url: https://docs.example/ }
endpoint: token
sections:
  - heading: Heading
    sentences:
      - { id: acme.intro, role: acme.client, excluded: about the reader, quote: Hello. }
rfc:
  - heading: RFC 6749 §5.1
    role: acme.client
    sentences:
      - says: Sentence.
        requirements:
          - { id: acme.token.made, level: SHOULD, rule: The rule acme.token.made., why: Why., fix: Fix. }
`,
  wazo: `
system: wazo
document: { title: The wazo document, url: https://docs.example/ }
endpoint: token
sections:
  - heading: Heading
    sentences:
      - quote: Sentence.
        requirements:
          - { id: wazo.token.made, rule: The rule wazo.token.made., why: Why., fix: Fix. }
          - { id: wazo.refresh.made, endpoint: refresh, rule: The rule wazo.refresh.made., why: Why., fix: Fix. }
          - { id: wazo.refresh.made-twice, endpoint: refresh, rule: Either a|b., why: Why., fix: Fix. }
      - { id: wazo.refreshment, excluded: about the reader, quote: Have a break. }
`,
};
for (const [system, text] of Object.entries(FILES)) {
  mkdirSync(join(root, 'suites', system), { recursive: true });
  writeFileSync(join(root, 'suites', system, 'requirements.yaml'), text);
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

  acme.intro       MAY     document  token  (excluded: about the reader) Hello.
  acme.token.made  SHOULD  rfc       token  The rule acme.token.made.

wazo.server: The wazo document

  wazo.token.made          MUST  document  token    The rule wazo.token.made.
  wazo.refresh.made        MUST  document  refresh  The rule wazo.refresh.made.
  wazo.refresh.made-twice  MUST  document  refresh  Either a|b.
  wazo.refreshment         MAY   document  token    (excluded: about the reader) Have a break.

6 requirements: 4 to check, 2 excluded
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
  const { out } = await list('acme', '--format', 'json');
  assert.deepEqual(JSON.parse(out), {
    counts: { total: 2, toCheck: 1, excluded: 1 },
    systems: [
      {
        system: 'acme',
        document: { title: 'The acme document', url: 'https://docs.example/' },
        requirements: [
          {
            id: 'acme.intro',
            role: 'acme.client',
            endpoint: 'token',
            level: 'MAY',
            basis: 'document',
            source: { heading: 'Heading', sentence: 'Hello.' },
            text: 'Hello.',
            why: 'It speaks to the reader; no message shows it.',
            fix: 'Nothing to fix.',
            excluded: 'about the reader',
          },
          {
            id: 'acme.token.made',
            role: 'acme.client',
            endpoint: 'token',
            level: 'SHOULD',
            basis: 'rfc',
            source: {
              heading: 'RFC 6749 §5.1',
              sentence: 'Sentence.',
              url: 'https://www.rfc-editor.org/rfc/rfc6749#section-5.1',
            },
            text: 'The rule acme.token.made.',
            why: 'Why.',
            fix: 'Fix.',
          },
        ],
      },
    ],
  });
});

test('a system, a role, the beginning of an id and a pattern select', async () => {
  assert.deepEqual(await idsOf('acme'), ['acme.intro', 'acme.token.made']);
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
    writeFileSync(join(broken, 'suites/wazo/requirements.yaml'), '{}');
    const { status, err } = await tollgate(['list'], { root: broken });
    assert.equal(status, 3);
    assert.match(err, /^tollgate: suites\/wazo\/requirements\.yaml:1: has no system; add it$/m);
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
