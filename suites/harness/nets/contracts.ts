import { contract, findingsOf } from '../checks/contract.ts';
import type { Finding, Matcher } from '../checks/matchers.ts';
import type { Read } from '../flow/context.ts';
import { type Exchange, jsonOf, responseOf } from '../http/exchange.ts';
import type { Id } from '../model/requirement.ts';
import { type Rule, type Sent, tallies } from './rule.ts';

/** Which exchanges are of a kind. */
export type OfKind<Role> = (exchange: Exchange, target: Role, sent: Sent) => boolean;

/** A rule of what was answered: what each exchange of a kind says of requirements is counted. */
function ofEach<Role>(
  ids: readonly Id[],
  isOfKind: OfKind<Role>,
  findingsIn: (exchange: Exchange) => readonly { readonly id: Id; readonly finding: Finding }[],
): Rule<Role> {
  return {
    ids,
    watch(target) {
      const { count, found } = tallies();
      return {
        found,
        see(exchange, sent) {
          if (!responseOf(exchange) || !isOfKind(exchange, target, sent)) return;
          for (const { id, finding } of findingsIn(exchange)) count(id, finding, [exchange]);
        },
      };
    },
  };
}

/**
 * Every message of a kind keeps its contract. What a broken parent blocks is not counted.
 * @param read the message's JSON value; that of the response unless told
 */
export function keepsContract<Role>(name: string, isOfKind: OfKind<Role>, read: Read = jsonOf): Rule<Role> {
  return ofEach(contract(name).ids, isOfKind, (exchange) =>
    findingsOf(contract(name), read(exchange))
      .filter(({ blockedBy }) => !blockedBy)
      .map(({ id, ...finding }) => ({ id, finding })),
  );
}

/** Every exchange of a kind is as a matcher says; one that it cannot judge is not counted. */
export function always<Role>(id: Id, isOfKind: OfKind<Role>, matcher: Matcher): Rule<Role> {
  return ofEach([id], isOfKind, (exchange) => {
    const finding = matcher(exchange);
    return finding.verdict ? [] : [{ id, finding }];
  });
}
