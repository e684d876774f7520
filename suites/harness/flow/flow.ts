import type { Id, RoleId } from '../model/requirement.ts';
import type { FlowResult } from '../model/verdict.ts';
import type { Table } from './dependencies.ts';
import type { Session } from './session.ts';

/** The fact of the target file that makes something not applicable, if one does. */
export type FactOf<Role> = (target: Role) => string | undefined;

/** A short story of exchanges with the checks on them; a value, which any runner can run. */
export interface Flow<Role = unknown> {
  readonly title: string;
  readonly role: RoleId;
  readonly endpoint: string;
  /** Every id that the flow may judge. */
  readonly judges: readonly Id[];
  /** Ids of other flows on which something here depends. */
  readonly needs: readonly Id[];
  /** What each id depends on. */
  readonly table: Table;
  /** The fact that makes all of the flow not applicable. */
  readonly skipFact: FactOf<Role>;
  /** Facts that make single ids not applicable. */
  readonly facts: { readonly [id in Id]?: FactOf<Role> };
  /** It has no exchanges of its own, and tells of those of all flows before it; ids without a finding stay open. */
  readonly isNet?: true;
  run(session: Session, target: Role): Promise<FlowResult>;
}
