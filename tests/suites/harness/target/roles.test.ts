import assert from 'node:assert/strict';
import test from 'node:test';
import type { Catalogue } from '../../../../suites/harness/model/catalogue.ts';
import type { Requirement, RoleId } from '../../../../suites/harness/model/requirement.ts';
import { loadTarget } from '../../../../suites/harness/target/load.ts';
import { systemsToRun } from '../../../../suites/harness/target/roles.ts';
import { type Leaf, loadTargetSchema, type TargetSchema } from '../../../../suites/harness/target/schema.ts';

const requirement = (role: RoleId): Requirement => ({
  id: `${role.split('.')[0]}.a.b`,
  role,
  endpoint: 'token',
  level: 'MUST',
  basis: 'document',
  source: { heading: 'h', sentence: 's' },
  text: 't',
  why: 'w',
  fix: 'f',
});
const of = (...roles: RoleId[]): Catalogue => [
  { system: 'wazo', document: { title: 'd' }, requirements: roles.map(requirement) },
];
const roles = (env: Record<string, string>, catalogue = of('wazo.server'), schema = loadTargetSchema()) => {
  const target = loadTarget({ env, schema });
  assert.ok(target);
  return systemsToRun(target, catalogue, schema);
};
const ACCOUNT = { TARGET_WAZO_USER_NAME: 'alice', TARGET_WAZO_USER_PASSWORD: 'wonderland' };

test('a role runs when all that it needs is set', () => {
  assert.deepEqual(roles({ TARGET_URL: 'http://h', ...ACCOUNT }), { run: ['wazo.server'], notRun: [] });
  assert.deepEqual(roles({ TARGET_WAZO_URL: 'http://h', ...ACCOUNT }), { run: ['wazo.server'], notRun: [] });
});

test('a system known by URL alone is not run, and the variables that would run it are named', () => {
  const notRun = {
    role: 'wazo.server',
    reason: 'set TARGET_WAZO_USER_NAME, TARGET_WAZO_USER_PASSWORD to run it',
  };
  assert.deepEqual(roles({ TARGET_URL: 'http://h' }), { run: [], notRun: [notRun] });
  assert.deepEqual(roles({ TARGET_WAZO_URL: 'http://h' }), { run: [], notRun: [notRun] });
});

test('a target without a URL and an account names all that is missing', () => {
  assert.deepEqual(roles({ TARGET_NAME: 'x' }).notRun, [
    { role: 'wazo.server', reason: 'set TARGET_URL, TARGET_WAZO_USER_NAME, TARGET_WAZO_USER_PASSWORD to run it' },
  ]);
});

test('a role that is set in part is a mistake', () => {
  assert.throws(() => roles(ACCOUNT), {
    name: 'UsageError',
    message: 'TARGET_URL: is missing although others that wazo.server needs are set; set TARGET_URL',
  });
});

test('settings that run nothing are a mistake', () => {
  assert.throws(() => roles({ TARGET_URL: 'http://h', TARGET_WAZO_PREFIX: '/x' }), {
    name: 'UsageError',
    message:
      'TARGET_WAZO_PREFIX: is set, but no role of wazo can run; set TARGET_WAZO_USER_NAME, TARGET_WAZO_USER_PASSWORD for wazo.server',
  });
});

const needing = (name: string, ...needs: string[]): Leaf[] =>
  needs.map((need) => ({
    name: `wazo.${need}`,
    path: ['wazo', ...need.split('.')],
    env: `X_${name}_${need}`,
    type: 'string',
    description: '',
    secret: false,
    system: 'wazo',
  }));

test('two roles of a system stand each for itself', () => {
  const base = loadTargetSchema();
  const schema: TargetSchema = {
    ...base,
    roles: [
      ...base.roles.filter(({ role }) => role !== 'wazo.client'),
      { system: 'wazo', role: 'wazo.client', needs: needing('CLIENT', 'otherUser.name', 'otherUser.password') },
    ],
  };
  const catalogue = of('wazo.server', 'wazo.client');
  const other = { TARGET_WAZO_OTHER_USER_NAME: 'bob', TARGET_WAZO_OTHER_USER_PASSWORD: 'b' };
  assert.deepEqual(roles({ TARGET_URL: 'http://h', ...ACCOUNT, ...other }, catalogue, schema).run, [
    'wazo.server',
    'wazo.client',
  ]);
  assert.deepEqual(roles({ TARGET_URL: 'http://h', ...ACCOUNT }, catalogue, schema), {
    run: ['wazo.server'],
    notRun: [{ role: 'wazo.client', reason: 'set X_CLIENT_otherUser.name, X_CLIENT_otherUser.password to run it' }],
  });
  assert.deepEqual(roles({ TARGET_URL: 'http://h', ...other }, catalogue, schema).run, ['wazo.client']);
});

test('a need may be set in one of several ways', () => {
  const [url, ...or] = needing('TRIGGER', 'trigger.url', 'trigger.command').map((leaf, i) => ({
    ...leaf,
    name: ['wazo.prefix', 'wazo.resource'][i] ?? leaf.name,
  }));
  const base = loadTargetSchema();
  const roleOf = { system: 'wazo', role: 'wazo.client' as const, needs: [{ ...(url as Leaf), or }] };
  const others = base.roles.filter(({ role }) => role !== 'wazo.client');
  const schema: TargetSchema = { ...base, roles: [...others, roleOf] };
  const run = (env: Record<string, string>) => roles({ TARGET_URL: 'http://h', ...env }, of('wazo.client'), schema);
  assert.deepEqual(run({ TARGET_WAZO_PREFIX: '/x' }).run, ['wazo.client']);
  assert.deepEqual(run({ TARGET_WAZO_RESOURCE: '/x' }).run, ['wazo.client']);
  assert.deepEqual(run({}).notRun, [
    { role: 'wazo.client', reason: 'set X_TRIGGER_trigger.url or X_TRIGGER_trigger.command to run it' },
  ]);
});

test('a role that no schema knows is an error of ours', () => {
  const base = loadTargetSchema();
  const schema = { ...base, roles: base.roles.filter(({ role }) => role !== 'wazo.client') };
  assert.throws(() => roles({ TARGET_URL: 'http://h' }, of('wazo.client'), schema), {
    name: 'Error',
    message: 'wazo.client: no x-roles of any schemas/<system>/target.schema.json says what it needs',
  });
});
