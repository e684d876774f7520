import { altered, type Change, except } from '../../../faults/changes.ts';
import type { User } from '../accounts.ts';
import { authorize } from '../authorize.ts';
import { apiError, Refused } from '../responses.ts';
import type { Call } from '../service.ts';

/** Lets a request without a token through where such an access is required, as the user that is found, if any is. */
export const openTo = (access: RegExp, userFor: (call: Call) => User | undefined): Change =>
  except(
    authorize,
    ({ ctx }, required) => ctx.get('X-Auth-Token') === '' && access.test(required),
    (honest, call, required) => {
      const user = userFor(call);
      if (!user) return honest(call, required);
      const tenants = call.service.accounts.tenantTree(user.tenant_uuid);
      return { user, tenants, tenant: user.tenant_uuid };
    },
  );

/** Reports an error of the guarded resources under another error_id. */
export const renamed = (from: string, to: string): Change =>
  altered(apiError, (refused, _status, error_id) =>
    error_id === from ? new Refused(refused.status, { ...(refused.content as object), error_id: to }) : refused,
  );
