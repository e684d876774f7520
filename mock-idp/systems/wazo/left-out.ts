import { plainError } from './responses.ts';
import type { Handler } from './service.ts';

/** What wazo-auth serves and the mock does not: it says so, so that nobody looks for a mistake in the URL. */
export const leftOut: Handler = ({ ctx }) => {
  throw plainError(501, `The mock leaves ${ctx.method} ${ctx.path} out on purpose; docs/wazo.md lists what it serves.`);
};

/** The paths of which the mock serves nothing, with the methods that wazo-auth has there. */
export const leftOutPaths: Readonly<Record<string, readonly string[]>> = {
  '/api/api.yml': ['GET'],
  '/backends/ldap': ['GET', 'PUT', 'DELETE'],
  '/backends/saml': ['GET', 'PUT', 'DELETE'],
  '/config': ['GET', 'PATCH'],
  '/groups': ['GET', 'POST'],
  '/idp/{idp}/users': ['PUT'],
  '/idp/{idp}/users/{user:uuid}': ['PUT', 'DELETE'],
  '/policies': ['GET', 'POST'],
  '/saml/acs': ['POST'],
  '/saml/logout': ['GET'],
  '/saml/sso': ['POST'],
  '/users/password/reset': ['GET', 'POST'],
  '/users/register': ['POST'],
  '/users/{user:uuid}/emails': ['PUT'],
  '/users/{user:uuid}/external': ['GET'],
  '/users/{user:uuid}/groups': ['GET'],
  '/users/{user:uuid}/password': ['PUT'],
  '/users/{user:uuid}/policies': ['GET'],
};
