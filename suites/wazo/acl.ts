import { randomUUID } from 'node:crypto';

/** Scopes that prove how a server reads an access list, each with the response that is right. */
export interface Probe {
  readonly granted: readonly string[];
  readonly denied: readonly string[];
}

export interface Probes {
  /** A scope that the list grants by an entry as it stands, or else by one with wildcards. */
  readonly plain?: string;
  /** For an entry with `#`, any number of words. */
  readonly manyWords?: Probe;
  /** For an entry with `*`, one word. */
  readonly oneWord?: Probe;
  /** For an entry with the word `me`, which stands for the user's UUID as well. */
  readonly me?: Probe;
  /** For an entry with `!`, which takes back what another grants. */
  readonly exclusion?: Probe;
}

/** Whether an access list grants a scope (xivo-lib-python, `xivo/auth_verifier.py`). */
export function grants(acl: readonly string[], scope: string, userId: string): boolean {
  const matches = (entry: string) => patternOf(entry, userId).test(scope);
  const denied = acl.some((entry) => entry.startsWith('!') && matches(entry.slice(1)));
  return !denied && acl.some((entry) => !entry.startsWith('!') && matches(entry));
}

/** What can be asked of a server about a token with this access list; nothing that other entries would answer as well. */
export function probesFor(acl: readonly string[], userId: string): Probes {
  const right = ({ granted, denied }: Probe) =>
    granted.every((scope) => grants(acl, scope, userId)) && !denied.some((scope) => grants(acl, scope, userId));
  const without = (entry: string, scope: string) =>
    !grants(
      acl.filter((other) => other !== entry),
      scope,
      userId,
    );
  const grantedBy = acl.filter((entry) => !entry.startsWith('!'));
  const find = (entries: readonly string[], probeOf: (entry: string) => Probe) =>
    entries
      .map((entry) => ({ entry, probe: probeOf(entry) }))
      .find(({ entry, probe }) => right(probe) && probe.granted.every((scope) => without(entry, scope)))?.probe;

  const word = `tollgate-${randomUUID()}`;
  const fill = (entry: string, words: string) => entry.replaceAll('*', word).replaceAll('#', words);
  const manyWords = find(
    grantedBy.filter((entry) => entry.includes('#')),
    (entry) => ({ granted: [fill(entry, `${word}.${word}`)], denied: [] }),
  );
  const oneWord = find(
    grantedBy.filter((entry) => entry.includes('*') && !entry.includes('#')),
    (entry) => ({ granted: [fill(entry, '')], denied: [entry.replace('*', `${word}.${word}`).replaceAll('*', word)] }),
  );
  const plain = grantedBy.filter((entry) => !/[#*]/.test(entry));
  const as = (entry: string, id: string) =>
    entry
      .split('.')
      .map((part) => (part === 'me' ? id : part))
      .join('.');
  const me = find(
    plain.filter((entry) => entry.split('.').includes('me')),
    (entry) => ({ granted: [as(entry, userId)], denied: [as(entry, randomUUID())] }),
  );
  const excluded = acl
    .filter((entry) => entry.startsWith('!') && !/[#*]/.test(entry))
    .map((entry) => entry.slice(1))
    .find((scope) => grants(grantedBy, scope, userId));

  return {
    plain: plain.find((entry) => grants(acl, entry, userId)) ?? (manyWords ?? oneWord)?.granted[0],
    manyWords,
    oneWord,
    me,
    exclusion: excluded === undefined ? undefined : { granted: [], denied: [excluded] },
  };
}

function patternOf(entry: string, userId: string): RegExp {
  const words = entry.split('.').map((word) => {
    if (word === 'me') return `(me|${userId.replace(/[^\w-]/g, '\\$&')})`;
    return word
      .replace(/[^\w*#-]/g, '\\$&')
      .replaceAll('*', '[^.]*')
      .replaceAll('#', '.*');
  });
  return new RegExp(`^${words.join('\\.')}$`, 's');
}
