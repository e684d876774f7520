import type { Basis } from '../model/requirement.ts';
import { SHORTEST } from '../redaction/secret-index.ts';
import { get, type Members, put } from './members.ts';
import { isSystemUrl, type Leaf, type TargetSchema } from './schema.ts';
import type { Secret, Target, Trigger } from './target.ts';

/** What the typed view needs besides the members. */
export interface ViewParts {
  readonly file: string | undefined;
  readonly schema: TargetSchema;
  readonly given: readonly Leaf[];
  readonly secrets: readonly Secret[];
  readonly strict: boolean;
}

/** The typed view of members whose types the schema has vouched for and whose defaults are filled in. */
export function view(members: Members, { file, schema, given, secrets, strict }: ViewParts): Target {
  const { $schema: _, name, version, url, gate, trigger, ...shared } = members;
  const typed = shared as unknown as Omit<Target, 'systems'>;
  const gating = [...new Set([...(gate as Basis[]), ...(strict ? (['rfc'] as const) : [])])];
  const ofSystems = given.filter(isSystemUrl).map((leaf) => get(members, leaf.path));
  const urls = [...new Set([url, ...ofSystems].filter((one) => one !== undefined))] as string[];
  return {
    ...(file !== undefined && { file }),
    name: (name as string | undefined) ?? (hostsOf(urls) || 'unnamed'),
    ...(version !== undefined && { version: version as string }),
    ...(url !== undefined && { baseUrl: url as string }),
    urls,
    timeoutMs: typed.timeoutMs,
    quietMs: typed.quietMs,
    leeway: typed.leeway,
    ...(typed.pace !== undefined && { pace: typed.pace }),
    gate: gating,
    bases: typed.bases,
    destructive: typed.destructive,
    ownAccounts: typed.ownAccounts,
    capabilities: typed.capabilities,
    ...(trigger !== undefined && { trigger: triggerOf(trigger as Members) }),
    peers: typed.peers,
    tls: typed.tls,
    systems: Object.fromEntries(
      schema.systems.map((system) => [system, (members[system] as Members | undefined) ?? {}]),
    ),
    given: new Set(given.map((leaf) => leaf.name)),
    secrets,
    facts: factsOf(members, schema, given, gating),
    notices: [...noticesOf(typed), ...secrets.flatMap(shortSecret)],
  };
}

function hostsOf(urls: readonly string[]): string {
  return [...new Set(urls.map((url) => new URL(url).host))].join(', ');
}

function noticesOf({ tls, bases }: Pick<Target, 'tls' | 'bases'>): string[] {
  const left = ['document', 'rfc', 'vendor', 'practice'].filter((basis) => !bases.includes(basis as Basis));
  return [
    ...(tls.insecure ? ['TLS certificates were not verified (tls.insecure).'] : []),
    ...(left.length > 0 ? [`Requirements of basis ${left.join(', ')} were left out (bases).`] : []),
  ];
}

/** A secret that reports cannot hide wherever it stands. */
function shortSecret({ path, value, envName }: Secret): string[] {
  if (value.length >= SHORTEST) return [];
  return [
    `${path} (${envName}) has fewer than ${SHORTEST} characters: the report shows it where it does not stand alone; give the account a longer one.`,
  ];
}

function triggerOf(members: Members): Trigger {
  const call = { method: 'POST', contentType: 'application/json', ...members };
  return ('command' in members ? members : call) as Trigger;
}

/** Members that a report has elsewhere. */
const TOLD_ELSEWHERE: readonly string[] = ['name', 'version', 'url'];

/** All leaves with a value; of a system's only where something of it is given, its URL only where it has one of its own. */
function factsOf(members: Members, schema: TargetSchema, given: readonly Leaf[], gate: readonly Basis[]): Members {
  const systems = new Set(given.map((leaf) => leaf.system));
  const facts = {};
  for (const leaf of schema.leaves) {
    const value = leaf.name === 'gate' ? gate : get(members, leaf.path);
    if (value === undefined || TOLD_ELSEWHERE.includes(leaf.name)) continue;
    const isTold =
      leaf.system === undefined || (systems.has(leaf.system) && (!isSystemUrl(leaf) || given.includes(leaf)));
    if (isTold) put(facts, leaf.path, leaf.secret ? `<${leaf.name}>` : value);
  }
  return facts;
}
