import type { Id, RoleId } from '../model/requirement.ts';
import type { FlowContext, Transport } from './context.ts';
import { idOf, type Table, type UnknownIn } from './dependencies.ts';
import type { FactOf, Flow } from './flow.ts';
import { runFlow } from './run-flow.ts';

/** What a flow says of itself before it runs. */
export interface FlowSpec<Role> {
  readonly endpoint: string;
  /** Every id that the flow may judge, with what it depends on. */
  readonly judges: Table;
  /** What the target file leaves out and makes single ids not applicable. */
  readonly facts?: { readonly [id in Id]?: FactOf<Role> };
  /** What the target file leaves out and makes all of the flow not applicable. */
  readonly skipFact?: FactOf<Role>;
}

/** Nothing more is asked for; or something that cannot be had, where an id is written out that no requirement has. */
type WithoutUnknown<Rows> = [UnknownIn<Rows>] extends [never]
  ? unknown
  : { readonly noSuchRequirement: UnknownIn<Rows> };

/** Makes a flow of a role. */
export type FlowMaker<Role, Api> = <const Rows extends Table>(
  title: string,
  spec: FlowSpec<Role> & { readonly judges: Rows } & WithoutUnknown<Rows>,
  body: (context: FlowContext & Api) => Promise<void>,
) => Flow<Role>;

/**
 * Makes the `flow` function of a role.
 * @param id the role
 * @param open makes what the role's flows call the target with, from a transport
 */
export function role<Role, Api>(id: RoleId, open: (transport: Transport<Role>) => Api): FlowMaker<Role, Api> {
  return (title, { endpoint, judges: table, facts = {}, skipFact = () => undefined }, body): Flow<Role> => {
    const judges = Object.keys(table);
    const named = Object.values(table as Table).flatMap((on) => (on ?? []).map(idOf));
    return {
      title,
      role: id,
      endpoint,
      judges,
      needs: [...new Set(named)].filter((one) => !judges.includes(one)),
      table,
      skipFact,
      facts,
      run(session, target) {
        return runFlow(this, session, target, (transport, context) => body({ ...context, ...open(transport) }));
      },
    };
  };
}
