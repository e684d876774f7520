import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RoleId } from '../../../suites/harness/model/requirement.ts';
import { PROJECT_ROOT } from '../../../suites/harness/target/schema.ts';

/** A file of honest code that decides the protocol of a role. */
export interface Source {
  /** Path below the project's root. */
  readonly file: string;
  readonly text: string;
}

interface Code {
  /** Folders below the project's root. */
  readonly folders: readonly string[];
  /** Which of their files decide the role's protocol. Pages, examples and what serves the mock's own needs are no part of it. */
  readonly files: RegExp;
  readonly not?: RegExp;
}

const system = (name: string) => `mock-idp/systems/${name}`;
const PLUMBING =
  /\/(index|examples?|start|pages?|html|config|settings|provoke|mint|snapshot|faults)(-[^/]*)?\.ts$|\/faults\/|-page\.ts$/;

/** The honest code of each role. */
const CODE: { readonly [role: string]: Code } = {
  'authlete.server': { folders: [system('authlete')], files: /./, not: /\/console/ },
  'authlete.client': { folders: [system('authlete')], files: /\/console-(call|outcome)|\/console\.ts/ },
  'kaleyra.server': { folders: [system('kaleyra')], files: /./, not: /platform|console|\/client/ },
  'kaleyra.client': { folders: [system('kaleyra')], files: /platform|\/client/ },
  'kazoo.server': { folders: [system('kazoo')], files: /./, not: /\/app\// },
  'sipgate.server': { folders: [system('sipgate'), 'mock-idp/oidc'], files: /./, not: /\/app\// },
  'sipgate.client': { folders: [system('sipgate')], files: /\/app\// },
  'wazo.server': { folders: [system('wazo')], files: /./, not: /\/app\// },
  'wazo.client': { folders: [system('wazo')], files: /\/app\// },
  'kazoo.client': { folders: [system('kazoo')], files: /\/app\// },
};

/** The roles that have honest code of ours. */
export const mutatedRoles = Object.keys(CODE) as readonly RoleId[];

/** The files whose mutants a role's suite is to find, in order. */
export function sourcesOf(role: RoleId): readonly Source[] {
  const code = CODE[role];
  if (!code) throw new Error(`There is no honest code of ${role}; the roles are ${mutatedRoles.join(', ')}.`);
  return code.folders
    .flatMap((folder) =>
      readdirSync(join(PROJECT_ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
    )
    .filter((file) => file.endsWith('.ts') && code.files.test(file) && !code.not?.test(file) && !PLUMBING.test(file))
    .sort()
    .map((file) => ({ file, text: readFileSync(join(PROJECT_ROOT, file), 'utf8') }));
}
