import { contract, findingsOf } from '../checks/contract.ts';
import type { Matcher } from '../checks/matchers.ts';
import type { Read } from '../flow/context.ts';
import { type Exchange, jsonOf, responseOf } from '../http/exchange.ts';
import type { Id } from '../model/requirement.ts';
import { type Rule, type Sent, tallies } from './rule.ts';

/** Which exchanges are of a kind. */
export type OfKind<Role> = (exchange: Exchange, target: Role, sent: Sent) => boolean;

/**
 * Every message of a kind keeps its contract. What a broken parent blocks is not counted.
 * @param read the message's JSON value; that of the response unless told
 */
export function keepsContract<Role>(name: string, isOfKind: OfKind<Role>, read: Read = jsonOf): Rule<Role> {
  const { ids } = contract(name);
  return {
    ids,
    watch(target) {
      const { count, found } = tallies();
      return {
        found,
        see(exchange, sent) {
          if (!responseOf(exchange) || !isOfKind(exchange, target, sent)) return;
          for (const { id, blockedBy, ...finding } of findingsOf(contract(name), read(exchange)))
            if (!blockedBy) count(id, finding, [exchange]);
        },
      };
    },
  };
}

/** Every exchange of a kind is as a matcher says; one that it cannot judge is not counted. */
export function always<Role>(id: Id, isOfKind: OfKind<Role>, matcher: Matcher): Rule<Role> {
  return {
    ids: [id],
    watch(target) {
      const { count, found } = tallies();
      return {
        found,
        see(exchange, sent) {
          if (!responseOf(exchange) || !isOfKind(exchange, target, sent)) return;
          const finding = matcher(exchange);
          if (!finding.verdict) count(id, finding, [exchange]);
        },
      };
    },
  };
}
