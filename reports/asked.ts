/** What the command line of a run selects. */
export interface Asked {
  /** Words that narrow the files, such as `wazo` or `suites/kaleyra/client`. */
  readonly words: readonly string[];
  /** Patterns of `--grep`. */
  readonly patterns: readonly string[];
}

const GREP = /^(?:-g|--grep)(?:=(.*))?$/;
/** Options of `playwright test` that take no value. */
const FLAGS =
  /^--(?:debug|fail-on-flaky-tests|forbid-only|fully-parallel|headed|ignore-snapshots|last-failed|list|no-deps|pass-with-no-tests|quiet|ui)$/;

/** Reads the words after `playwright test`; an option without `=` takes the next word as its value unless it is a flag. */
export function askedBy(argv: readonly string[]): Asked {
  const given = argv.slice(argv.indexOf('test') + 1);
  const words: string[] = [];
  const patterns: string[] = [];
  for (let index = 0; index < given.length; index += 1) {
    const word = given[index] ?? '';
    if (!word.startsWith('-')) words.push(word);
    else if (GREP.test(word)) patterns.push(GREP.exec(word)?.[1] ?? given[++index] ?? '');
    else if (!word.includes('=') && !FLAGS.test(word)) index += 1;
  }
  return { words, patterns };
}

/** The `system` or `system/side` that a word names, whatever is before it in a path; `undefined` for another word. */
function folderOf(word: string, systems: readonly string[]): string | undefined {
  const [, system = '', side] =
    /^(?:\.\/)?(?:suites\/)?([a-z0-9-]+)(?:[/.](client|server)(?:\.spec\.ts)?)?\/?$/.exec(word) ?? [];
  if (!systems.includes(system)) return undefined;
  return side ? `${system}/${side}` : system;
}

/**
 * The test files that a run's words name, as patterns below `suites/`. Playwright looks for its words anywhere in the
 * absolute path of a file, so that in a folder called `wazo` the word would select all: where each word is a system or
 * a role the files are narrowed down to those. `ending` is that of code: `.js` in the package.
 */
export function filesFor({ words }: Asked, systems: readonly string[], ending = '.ts'): string[] {
  const folders = words.map((word) => folderOf(word, systems));
  if (folders.length === 0 || folders.includes(undefined)) return [`*/*.spec${ending}`];
  return folders.map((folder) => `**/suites/${folder}${folder?.includes('/') ? '' : '/*'}.spec${ending}`);
}

/** Whether a role is among what a run was asked for: any is where no word names a role. */
export function isAsked(role: string, asked: Asked | undefined): boolean {
  const system = role.slice(0, role.lastIndexOf('.'));
  const words = asked?.words ?? [];
  return words.length === 0 || words.some((word) => word.includes(system));
}
