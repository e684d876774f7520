import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import test from 'node:test';
import { buildReport } from '../../reports/build.ts';
import { htmlText } from '../../reports/html.ts';
import { jsonMarkup } from '../../reports/json-markup.ts';
import { junitText } from '../../reports/junit.ts';
import { paintFor } from '../../reports/paint.ts';
import { summaryText } from '../../reports/summary.ts';
import { terminalText } from '../../reports/terminal.ts';
import { escapeHtml, html, link } from '../../schemas/html.ts';
import type { FlowResult } from '../../suites/harness/model/verdict.ts';
import { unpacked } from '../system/run.ts';
import { exchange, flow, greenFlows, NOW, requirement, runInfo } from './report-fixtures.ts';

const HOSTILE = '<script>alert(1)</script>"\'`|</style>\u0000\u001b[2J\u0007\u202E]]>&amp;\ud800 @here ```';

const hostileExchange = exchange({
  request: { method: 'POST', url: `{target}/${HOSTILE}`, headers: [[HOSTILE, HOSTILE]], body: HOSTILE },
  response: { status: 200, headers: [['content-type', HOSTILE]], body: `{"a":"${'<b>'.repeat(3)}"}` },
  curl: `curl ${HOSTILE}`,
});

function hostileReport() {
  const told = { expected: HOSTILE, actual: HOSTILE, message: HOSTILE };
  return buildReport({
    run: runInfo({
      target: { name: HOSTILE, version: HOSTILE, url: 'javascript:alert(1)', facts: { note: HOSTILE } },
      notices: [HOSTILE],
      notRun: [{ role: 'sipgate.server', reason: HOSTILE }],
    }),
    flows: [
      ...greenFlows(),
      flow(
        'wazo.server',
        HOSTILE,
        [
          ['wazo.refresh.client', 'fail', told],
          ['wazo.token.login', 'fail', told],
          ['wazo.token.uuid', 'inconclusive', { ...told, blockedBy: 'wazo.refresh.client' }],
          ['wazo.token.status', 'error', told],
          ['wazo.refresh.list', 'warn', told],
          ['wazo.refresh.list', 'skip', { skipFact: HOSTILE }],
          ['wazo.refresh.list', 'info', told],
        ],
        [hostileExchange],
      ),
    ],
    flowsWithoutResult: [{ title: HOSTILE, reason: HOSTILE }],
    problems: [{ kind: 'harness', message: `${HOSTILE}\nsecond line` }],
    baseline: {
      accepted: [{ id: 'wazo.token.login', role: 'wazo.server', reason: HOSTILE, issue: 'javascript:alert(1)' }],
    },
    now: NOW,
  });
}

const of = (flows: readonly FlowResult[]) => buildReport({ run: runInfo(), flows, flowsWithoutResult: [], now: NOW });

test('junit: failures, errors with their type, skips, and output of the rest', () => {
  const text = junitText(hostileReport());
  assert.match(text, /<testsuite name="wazo\.server" tests="12" failures="1" errors="2" skipped="2"/);
  assert.match(text, /<testsuites [^>]*tests="15" failures="1" errors="3" skipped="2"/);
  assert.match(
    text,
    /<testcase name="wazo\.refresh\.client" classname="wazo\.server\.[^"]*" time="0\.001">\n<failure type="fail"/,
  );
  assert.match(text, /<error type="inconclusive" message="[^"]*: is blocked by wazo\.refresh\.client"/);
  assert.match(text, /<error type="error"/);
  assert.match(text, /<skipped message="accepted: /);
  assert.match(text, /<skipped message="not applicable: /);
  assert.match(text, /<system-out>warn: expected/);
  assert.match(text, /<testcase name="the run \(harness\)"/);
});

test('junit: what does not make the run red is neither a failure nor an error', () => {
  const rest = greenFlows().slice(1);
  const open = flow('wazo.server', 'a', [
    ['wazo.token.status', 'inconclusive', { message: 'no response', blockedBy: 'wazo.refresh.list' }],
    ['wazo.refresh.list', 'warn'],
    ['wazo.token.login', 'pass'],
    ['wazo.token.uuid', 'pass'],
  ]);
  const report = of([open, ...rest]);
  assert.equal(report.outcome.exitCode, 0);
  const text = junitText(report);
  assert.match(text, /<testsuites [^>]*failures="0" errors="0" skipped="1"/);
  assert.match(text, /<skipped message="inconclusive: no response: is blocked by wazo\.refresh\.list"\/>/);
});

test('junit: well-formed XML 1.0 whatever targets response', () => {
  const text = junitText(hostileReport());
  assert.doesNotMatch(text, /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u);
  const open: string[] = [];
  for (const [tag, closing, name, attributes, single] of text.matchAll(
    /<(\/?)([\w-]+)((?:\s+[\w-]+="[^"<]*")*)\s*(\/?)>/g,
  )) {
    assert.ok(attributes !== undefined, tag);
    if (closing) assert.equal(open.pop(), name);
    else if (!single) open.push(name as string);
  }
  assert.deepEqual(open, []);
  const rest = text.replace(/<\?xml[^>]*\?>/, '').replace(/<\/?[\w-]+(?:\s+[\w-]+="[^"<]*")*\s*\/?>/g, '');
  assert.doesNotMatch(rest, /[<>]|&(?!(amp|lt|gt|quot|#10);)/);
});

test('summary: what to fix first, then the evidence, with sentence, difference, fix and curl; markup of targets has no effect', () => {
  const text = summaryText(hostileReport());
  const order = ['### Fix this first', '→ Keep wazo.refresh.client', '### 2 failures, with evidence', '### Roles'];
  const places = order.map((part) => text.indexOf(part));
  assert.deepEqual(
    places,
    [...places].sort((a, b) => a - b),
  );
  assert.ok(text.indexOf('wazo.refresh.list') > text.indexOf('<details><summary>What does not gate'));
  for (const part of [
    '> The server keeps wazo.refresh.client.',
    '- Expected: ',
    '- Actual: ',
    '- Fix: Keep wazo.refresh.client.',
  ]) {
    assert.ok(text.includes(part), part);
  }
  const prose = text.replace(/^(`{3,})\w*\n[\s\S]*?\n\1$/gm, '').replace(/<\/?(details|summary)>|<br>/g, '');
  assert.doesNotMatch(prose, /<script|[^\\]`|@here/);
  for (const row of text.split('\n').filter((line) => line.startsWith('| '))) {
    assert.equal(row.match(/(?<!\\)\|/g)?.length, 5, row);
  }
});

test('summary: shorter than 64 KiB however much failed', () => {
  const requirements = Array.from({ length: 2_000 }, (_, index) => requirement(`wazo.token.n${index}`));
  const flows = [
    flow(
      'wazo.server',
      'x',
      requirements.map(({ id }) => [id, 'fail', { expected: 'a'.repeat(3_000), actual: 'ü'.repeat(3_000) }]),
    ),
  ];
  const text = summaryText(buildReport({ run: runInfo({ requirements }), flows, flowsWithoutResult: [], now: NOW }));
  assert.ok(Buffer.byteLength(text) < 65_536);
  assert.match(text, /more parts in `index\.html` and `conformance\.json`/);
  assert.match(text, /2000 requirements violated/);
});

test('html: nothing of a target becomes markup, and nothing is fetched', () => {
  const text = htmlText(hostileReport());
  assert.equal(text.match(/<script>/g)?.length, 1);
  assert.equal(text.match(/<\/script>/g)?.length, 2);
  assert.equal(text.match(/<\/style>/g)?.length, 1);
  for (const part of [text, unpacked(Buffer.from(text)).toString()]) {
    assert.doesNotMatch(part, /<b><b>|href="javascript:|[^\P{Cc}\t\n]|\u202E/u);
    assert.doesNotMatch(part, /\s(src|srcset|action|onclick|style)=|<script>alert|<link|<iframe|@import|url\(/);
  }
});

test('html: its policy allows its own style and script alone', () => {
  const text = htmlText(of(greenFlows()));
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(text)?.[1]?.replaceAll('&#39;', "'");
  const hash = (tag: string) => {
    const body = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(text)?.[1] ?? '';
    return `'sha256-${createHash('sha256').update(body).digest('base64')}'`;
  };
  assert.equal(
    policy,
    `default-src 'none'; style-src ${hash('style')}; script-src ${hash('script')}; base-uri 'none'; form-action 'none'`,
  );
});

test('html: every link within the page leads somewhere, also from what is compressed, and no id is there twice', () => {
  const report = hostileReport();
  const text = htmlText(report);
  const pack = JSON.parse(unpacked(Buffer.from(text)).toString());
  const ids = [...text.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
  assert.deepEqual(ids, [...new Set(ids)]);
  assert.equal(pack.exchanges.length, report.exchanges.length);
  const exchanges = report.exchanges.map((_, index) => `exchange/${index}`);
  for (const part of [text, ...(Object.values(pack.insides) as string[])]) {
    for (const [, target = ''] of part.matchAll(/href="#([^"]*)"/g)) {
      const isFilter = /^(role=[\w.]+&amp;)?verdict=\w+$|^role=[\w.]+$/.test(target);
      assert.ok(isFilter || ids.includes(target) || exchanges.includes(target), target);
    }
  }
});

test('html: what a reader looks for is there', () => {
  const text = htmlText(hostileReport());
  for (const part of [
    'Does not conform',
    'The server keeps wazo.refresh.client.',
    'Keep wazo.refresh.client.',
    '1 requirement is blocked by it',
    'about the reader',
    'Send it again',
  ]) {
    assert.ok(text.includes(part), part);
  }
});

test('html: what to fix comes before the roles, what does not gate is folded', () => {
  const text = htmlText(hostileReport());
  const places = ['Fix this first', '→ Keep wazo.refresh.client', '<summary>Warnings', 'id="roles"'].map((part) =>
    text.indexOf(part),
  );
  assert.ok(places.every((place) => place > 0));
  assert.deepEqual(
    places,
    [...places].sort((a, b) => a - b),
  );
});

test('html: a run that did not begin says what to correct, and has no empty parts', () => {
  const text = htmlText(
    buildReport({
      run: runInfo({ target: { name: 'unknown', url: 'unknown', facts: {} }, requirements: [] }),
      flows: [],
      flowsWithoutResult: [],
      problems: [{ kind: 'usage', message: 'TARGET_URLL: did you mean TARGET_URL?\nTARGET_NAME: is empty' }],
      now: NOW,
    }),
  );
  assert.match(text, /<h1>The run did not begin<\/h1>/);
  assert.match(text, /<li class="multi"><b>usage<\/b> TARGET_NAME: is empty<\/li>/);
  assert.match(text, /npx tollgate env/);
  assert.doesNotMatch(text, /unknown|<h2 id="(matrix|requirements|roles|flows)">|href="#requirements"/);
});

test('html: a body of 1 MiB is cut and folded', () => {
  const big = exchange({ response: { status: 200, headers: [], body: 'x'.repeat(1_048_576) } });
  const text = htmlText(of([flow('wazo.server', 'a', [['wazo.token.login', 'fail']], [big])]));
  assert.ok(text.length < 200_000, String(text.length));
  assert.match(text, /<details><summary>Body of 1048576 characters<\/summary>/);
  assert.match(text, /1032192 more characters, in conformance\.json/);
});

test('html: an exchange of many checks is there at most twice', () => {
  const requirements = Array.from({ length: 50 }, (_, index) => requirement(`wazo.token.n${index}`));
  const one = exchange({ response: { status: 200, headers: [], body: 'only-here' } });
  const flows = [
    flow(
      'wazo.server',
      'x',
      requirements.map(({ id }) => [id, 'fail']),
      [one],
    ),
  ];
  const text = htmlText(buildReport({ run: runInfo({ requirements }), flows, flowsWithoutResult: [], now: NOW }));
  const all = text + unpacked(Buffer.from(text)).toString();
  assert.equal(all.match(/only-here/g)?.length, 2);
});

test('json bodies are laid out as they were sent: long numbers, repeated members, escapes', () => {
  const text = (source: string) =>
    jsonMarkup(source)
      ?.markup.replace(/<[^>]*>/g, '')
      .replaceAll('&quot;', '"');
  assert.equal(
    text('{"n":12345678901234567890,"n":1.0e2,"s":"a\\"{,\\u0041","e":{},"l":[],"x":[true,null]}'),
    '{\n  "n": 12345678901234567890,\n  "n": 1.0e2,\n  "s": "a\\"{,\\u0041",\n  "e": {},\n  "l": [],\n  "x": [\n    true,\n    null\n  ]\n}',
  );
  for (const source of ['{', 'plain', '"a"', '', '{"a":01}']) assert.equal(jsonMarkup(source), undefined);
});

test('markup escapes values and links only to the web', () => {
  assert.equal(html`<p>${'<&"\''}${null}${0}${['a', html`<i>`]}</p>`.markup, '<p>&lt;&amp;&quot;&#39;0a<i></p>');
  assert.equal(escapeHtml('a\u0000\u001b\u0085\u2066b\tc\n'), 'a\uFFFD\uFFFD\uFFFD\uFFFDb\tc\n');
  assert.equal(link('javascript:alert(1)', 'x').markup, 'x');
  assert.equal(
    link('https://a.example/"', 'x').markup,
    '<a href="https://a.example/&quot;" rel="noopener noreferrer">x</a>',
  );
});

test('terminal: what to fix comes last; targets cannot steer the terminal', () => {
  const text = terminalText(hostileReport());
  assert.doesNotMatch(text, /[^\P{Cc}\n]|\u202E/u);
  const order = [
    'Failures',
    '    fix       Keep wazo.refresh.client.',
    'Outcome: ',
    'Fix this first',
    '      → Keep wazo.refresh.client.',
    'Accepted failures',
    '  Not gating: 1 warning',
  ];
  const places = order.map((part) => text.indexOf(`\n${part}`) + 1 || text.indexOf(part));
  assert.ok(
    places.every((place) => place > 0),
    String(places),
  );
  assert.deepEqual(
    [...places].sort((a, b) => a - b),
    places,
  );
});

test('terminal: colours only where they are wanted', () => {
  const report = of(greenFlows());
  const escaped = (stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv) =>
    terminalText(report, paintFor(stream, env)).includes('\u001b[');
  assert.equal(escaped({ isTTY: true }, {}), true);
  assert.equal(escaped({ isTTY: false }, {}), false);
  assert.equal(escaped({ isTTY: true }, { NO_COLOR: '1' }), false);
  assert.equal(escaped({}, { FORCE_COLOR: '1' }), true);
});

test('terminal: a green run is short', () => {
  assert.ok(terminalText(of(greenFlows())).split('\n').length < 10);
});

test('a role in which nothing is broken but much is undecided is not said to break its document', () => {
  const report = of([flow('wazo.server', 'a', [['wazo.token.login', 'inconclusive', { message: 'no response' }]])]);
  assert.equal(report.roles[0]?.conforms, 'no');
  for (const text of [terminalText(report), summaryText(report)]) {
    assert.match(text, /wazo\.server.* could not be judged/);
    assert.doesNotMatch(text, /does not conform/);
  }
});
