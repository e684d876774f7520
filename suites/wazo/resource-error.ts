import { equals, type Matcher, undecided } from '../harness/checks/matchers.ts';
import { valueAt } from '../harness/http/exchange.ts';

/** The refusal of a resource names its error. */
export function hasErrorId(expected: string): Matcher {
  return (refusal) => {
    const actual = valueAt(refusal, '/error_id');
    if (typeof actual === 'string') return equals('error_id', expected, actual)(refusal);
    return undecided('the refusal has no error_id', 'wazo.vendor.resource-error-error-id');
  };
}
