import { composedConfigSchema } from '../mock-idp/frame/config-schema.ts';
import { loadTargetSchema } from '../suites/harness/target/schema.ts';
import { type Command, oneOf } from './command.ts';

const KINDS = ['target', 'mock'] as const;

export const schema: Command = {
  name: 'schema',
  summary: 'print the JSON Schema of target file or mock config',
  positionals: 1,
  options: {},
  help: `tollgate schema target|mock

Prints the whole JSON Schema of a file, the members of every system included,
for editors that complete and check it. The package has both as files:

  { "$schema": "./node_modules/tollgate/dist/target.schema.json", ... }
  { "$schema": "./node_modules/tollgate/dist/mock-config.schema.json", ... }

Exit status: 0, or 2 for another word.
`,
  run: async ({ positionals: [kind = ''] }, io) => {
    const composed =
      oneOf('tollgate schema', kind, KINDS) === 'target'
        ? withoutRequired(loadTargetSchema(io.root).schema)
        : await composedConfigSchema();
    io.out(`${JSON.stringify(composed, null, 2)}\n`);
    return 0;
  },
};

/** What a target file leaves out may be set by the environment, as secrets are. */
function withoutRequired(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutRequired);
  if (typeof schema !== 'object' || schema === null) return schema;
  const kept = Object.entries(schema).filter(([keyword]) => !['required', 'dependentRequired'].includes(keyword));
  return Object.fromEntries(
    kept.map(([keyword, value]) => [keyword, keyword === 'not' ? value : withoutRequired(value)]),
  );
}
