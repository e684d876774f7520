import type { Basis, Exclusion, Level, Requirement, RoleId } from './requirement.ts';

/** What holds for all that stands below, unless told otherwise there. */
interface Defaults {
  readonly role?: RoleId;
  readonly endpoint?: string;
  readonly basis?: Basis;
}

/** A rule that a sentence asks for; its level is MUST unless told. */
interface Rule extends Defaults {
  readonly id: string;
  readonly level?: Level;
  readonly rule: string;
  readonly why: string;
  readonly fix: string;
}

/** A sentence that is counted but not checked. */
interface Excluded extends Defaults {
  readonly id: string;
  readonly level?: Level;
  readonly excluded?: Exclude<Exclusion, 'repeated'>;
  /** The requirement that says the same. */
  readonly repeated?: string;
  readonly why?: string;
}

export type Entry = Rule | Excluded;

/** One or more sentences with what they ask for, or with the reason why they are not checked. */
export type Sentence = {
  /** The document's own words; `…` stands for what is left out between whole sentences. */
  readonly quote?: string;
  /** What another source says or does, in our words. */
  readonly says?: string;
} & ((Defaults & { readonly requirements: readonly Entry[] }) | Excluded);

export interface Section extends Defaults {
  /** The document's heading (`heading › heading below it`), an RFC's section, the real system's file, or the practice. */
  readonly heading: string;
  readonly url?: string;
  readonly sentences?: readonly Sentence[];
  /** Rules whose source says no more than they do. */
  readonly requirements?: readonly Entry[];
}

/** `suites/<system>/requirements.yaml`, which reads as its document does. */
export interface RequirementsFile {
  readonly system: string;
  readonly document: { readonly title: string; readonly url?: string };
  readonly endpoint?: string;
  readonly sections: readonly Section[];
  readonly rfc?: readonly Section[];
  readonly vendor?: readonly Section[];
  readonly practice?: readonly Section[];
}

/** The lists of sections, each with the basis of its requirements, in the file's order. */
export const PARTS = { sections: 'document', rfc: 'rfc', vendor: 'vendor', practice: 'practice' } as const;

/** An entry with all that its file says about it, and its path in the file. */
export interface Place {
  readonly path: readonly (string | number)[];
  readonly section: Section;
  readonly sentence?: Sentence;
  readonly entry: Entry;
  readonly basis: Basis;
}

/** The entries of a file, in its order. */
export function entriesOf(file: RequirementsFile): Place[] {
  return Object.entries(PARTS).flatMap(([part, basis]) =>
    (file[part as keyof typeof PARTS] ?? []).flatMap((section, index) => {
      const path = [part, index];
      const own = (section.requirements ?? []).map((entry, at) => ({
        path: [...path, 'requirements', at],
        section,
        entry,
        basis,
      }));
      const sentences = (section.sentences ?? []).flatMap((sentence, at): Place[] => {
        const below = [...path, 'sentences', at];
        if (!('requirements' in sentence)) return [{ path: below, section, sentence, entry: sentence, basis }];
        return sentence.requirements.map((entry, nth) => ({
          path: [...below, 'requirements', nth],
          section,
          sentence,
          entry,
          basis,
        }));
      });
      return [...own, ...sentences];
    }),
  );
}

const WHY_EXCLUDED: Readonly<Record<Exclude<Exclusion, 'repeated'>, string>> = {
  'about the reader': 'It speaks to the reader; no message shows it.',
  'not observable': 'No message shows whether it is kept.',
  'other role': 'It is the other role that has to keep it.',
  'undefined by the document': 'The document leaves open what would keep it.',
};

/** The requirements of a file, each with all that it inherits. */
export function requirementsIn(file: RequirementsFile): Requirement[] {
  return entriesOf(file).map(({ section, sentence, entry, basis }) => {
    const inherited = (key: 'role' | 'endpoint' | 'basis') => entry[key] ?? sentence?.[key] ?? section[key];
    const said = sentence?.quote ?? sentence?.says;
    const url = section.url ?? rfcUrl(section.heading);
    const shared = {
      id: entry.id,
      role: (inherited('role') ?? `${file.system}.server`) as RoleId,
      endpoint: inherited('endpoint') ?? file.endpoint ?? '',
      basis: (inherited('basis') ?? basis) as Basis,
      source: { heading: section.heading, sentence: said ?? textOf(entry, ''), ...(url && { url }) },
    };
    if ('rule' in entry) {
      const { level = 'MUST', rule, why, fix } = entry;
      return { ...shared, level, text: rule, why, fix };
    }
    const { level = 'MAY', excluded, repeated } = entry;
    const why = excluded ? WHY_EXCLUDED[excluded] : `It is judged as ${repeated}.`;
    return {
      ...shared,
      level,
      text: textOf(entry, said ?? ''),
      why: entry.why ?? why,
      fix: 'Nothing to fix.',
      excluded: excluded ?? 'repeated',
    };
  });
}

function textOf(entry: Entry, otherwise: string): string {
  return 'rule' in entry ? entry.rule : otherwise;
}

function rfcUrl(heading: string): string | undefined {
  const [, rfc, section] = /^RFC (\d+) §([\d.]*\d)/.exec(heading) ?? [];
  return rfc && `https://www.rfc-editor.org/rfc/rfc${rfc}#section-${section}`;
}
