import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { loadTarget } from '../../../../suites/harness/target/load.ts';
import {
  loadTargetSchema,
  PROJECT_ROOT,
  type SchemaNode,
  variableOf,
} from '../../../../suites/harness/target/schema.ts';

const schema = loadTargetSchema();

test('a variable is named by its path, in words', () => {
  assert.equal(variableOf(['wazo', 'otherUser', 'password']), 'TARGET_WAZO_OTHER_USER_PASSWORD');
  assert.equal(variableOf(['timeoutMs']), 'TARGET_TIMEOUT_MS');
  assert.equal(variableOf(['peers', 'idp', 'publicUrl']), 'TARGET_PEERS_IDP_PUBLIC_URL');
});

test('no two settings share a variable, and none is treated as the name of the file', () => {
  const variables = schema.leaves.map(({ env }) => env);
  assert.deepEqual([...new Set(variables)], variables);
  assert.ok(!variables.includes('TARGET_FILE'));
  for (const variable of variables) assert.match(variable, /^TARGET(_[A-Z0-9]+)+$/);
});

test('every setting and every object has a description, and no array holds objects', () => {
  const walk = (node: SchemaNode, at: string): void => {
    assert.ok(node.description, `${at} has no description`);
    if (node.type === 'array') assert.equal(node.items?.type, 'string', at);
    for (const [member, child] of Object.entries(node.properties ?? {})) walk(child, `${at}.${member}`);
  };
  walk(schema.schema, 'target');
});

test('every password and authorization is marked as a secret', () => {
  const secrets = schema.leaves.filter(({ secret }) => secret).map(({ name }) => name);
  // A login form's member is the name of a field, not what is typed into it.
  const sensitive = schema.leaves.filter(
    ({ name }) => /password|secret$|authorization|token$|headers$|\.apiKey$/i.test(name) && !/\.form\./.test(name),
  );
  assert.deepEqual(
    secrets,
    sensitive.map(({ name }) => name),
  );
  assert.ok(secrets.includes('wazo.user.password'));
});

test('every role belongs to the system whose schema names it', () => {
  assert.ok(schema.roles.length > 0);
  for (const { role, system, needs } of schema.roles) {
    assert.match(role, new RegExp(`^${system}\\.(server|client)$`));
    assert.ok(needs.length > 0);
  }
});

test('a system is added by its folder alone', () => {
  const root = mkdtempSync(join(tmpdir(), 'tollgate-'));
  try {
    cpSync(join(PROJECT_ROOT, 'schemas/tollgate'), join(root, 'schemas/tollgate'), { recursive: true });
    mkdirSync(join(root, 'schemas/acme'));
    mkdirSync(join(root, 'schemas/contracts-only'));
    const member = {
      type: 'object',
      description: 'Acme.',
      'x-roles': { 'acme.client': { needs: ['client.secret'] } },
      properties: {
        client: {
          type: 'object',
          description: 'The client.',
          properties: { secret: { type: 'string', writeOnly: true, description: 'Its secret.' } },
        },
      },
      additionalProperties: false,
    };
    writeFileSync(join(root, 'schemas/acme/target.schema.json'), JSON.stringify(member));
    const composed = loadTargetSchema(root);
    assert.deepEqual(composed.systems, ['acme']);
    assert.deepEqual(
      composed.roles.map(({ role, needs }) => [role, needs.map(({ env }) => env)]),
      [['acme.client', ['TARGET_ACME_CLIENT_SECRET']]],
    );
    const target = loadTarget({ env: { TARGET_ACME_CLIENT_SECRET: 's3cret' }, schema: composed });
    assert.deepEqual(target?.systems, { acme: { client: { secret: 's3cret' } } });
    assert.deepEqual(target?.secrets, [
      { path: 'acme.client.secret', value: 's3cret', envName: 'TARGET_ACME_CLIENT_SECRET' },
    ]);
  } finally {
    rmSync(root, { recursive: true });
  }
});

test('a role that needs what is not a setting is refused', () => {
  const root = mkdtempSync(join(tmpdir(), 'tollgate-'));
  try {
    cpSync(join(PROJECT_ROOT, 'schemas/tollgate'), join(root, 'schemas/tollgate'), { recursive: true });
    mkdirSync(join(root, 'schemas/acme'));
    const member = { type: 'object', 'x-roles': { 'acme.server': { needs: ['usr'] } }, properties: {} };
    writeFileSync(join(root, 'schemas/acme/target.schema.json'), JSON.stringify(member));
    assert.throws(() => loadTargetSchema(root), {
      message: 'schemas/acme/target.schema.json: x-roles: acme.server needs usr, which is not a leaf',
    });
  } finally {
    rmSync(root, { recursive: true });
  }
});
