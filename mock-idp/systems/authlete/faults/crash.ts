import { BadRequest } from '../responses.ts';

/** Ends a request as an endpoint that crashes does. */
export function crash(): never {
  throw new BadRequest({ status: 500, headers: {} });
}
