import { type Matcher, notApplicable, succeeds, undecided } from '../harness/checks/matchers.ts';
import { type Exchange, statusOf, summaryOf, valueAt } from '../harness/http/exchange.ts';
import { grants } from './acl.ts';
import type { WazoTarget } from './api.ts';

/** What reading one's own list of refresh tokens, the resource by default, asks for. */
const READS_OWN_LIST = 'auth.users.me.tokens.read';

const HINT = 'name a protected resource that wazo.user may read by GET in wazo.resource';

/** Whether the response to a login says that the user may not read their own list. */
function lacksOwnList(login: Exchange): boolean {
  const acl = valueAt(login, '/data/acl');
  if (!Array.isArray(acl)) return false;
  return !grants(acl.map(String), READS_OWN_LIST, String(valueAt(login, '/data/auth_id')));
}

/**
 * The resource opens. A token that is refused as such (401) is a finding; where the resource is not there, or is closed to
 * this user, nothing is known of the token.
 */
export function opens(
  { resource, resourceUrl }: Pick<WazoTarget, 'resource'> & { resourceUrl: string },
  login: Exchange,
): Matcher {
  return (opened) => {
    if (succeeds(opened).ok) return succeeds(opened);
    const isDenied = String(valueAt(opened, '/details/reason')).startsWith('missing_permission');
    const why = `${resourceUrl} does not open to wazo.user (${summaryOf(opened)})`;
    const isDefault = resource === undefined;
    const isForbidden = isDenied || statusOf(opened) === 403;
    if (isDefault && (isDenied || (isForbidden && lacksOwnList(login)))) return notApplicable(`${HINT}: ${why}`);
    if (isForbidden || [404, 405].includes(statusOf(opened) ?? 0)) return undecided(`${HINT}: ${why}`);
    return succeeds(opened);
  };
}
