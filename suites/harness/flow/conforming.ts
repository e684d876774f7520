import { contract as contractNamed, findingsOf } from '../checks/contract.ts';
import { isAbsent } from '../checks/seen.ts';
import { jsonOf, succeeded, summaryOf } from '../http/exchange.ts';
import type { Id } from '../model/requirement.ts';
import type { Checking } from './context.ts';
import type { Judging } from './judging.ts';

/** The verb `conforms`. */
export function conformsWith({ log, isBlocked, close }: Judging, mayStayOpen: Set<Id>): Checking['conforms'] {
  return (name, seen, on, isFor = succeeded, read = jsonOf) => {
    const contract = contractNamed(name);
    for (const id of contract.ids) mayStayOpen.add(id);
    const absent = isAbsent(seen) ? seen : isFor(seen) ? undefined : { nothing: summaryOf(seen), blockedBy: on };
    if (isAbsent(seen) || absent) {
      for (const id of contract.ids) if (!isBlocked(id) && absent) close(id, absent);
      return;
    }
    for (const { id, blockedBy, ...finding } of findingsOf(contract, read(seen))) {
      if (isBlocked(id)) continue;
      if (blockedBy && log.isAdvice(blockedBy))
        log.record(id, 'skip', [seen], { skipFact: `${blockedBy} is not kept` });
      else if (blockedBy) log.record(id, 'inconclusive', [seen], { blockedBy, message: finding.actual });
      else log.recordFinding(id, finding, [seen]);
    }
  };
}
