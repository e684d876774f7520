import type { Client } from '../profiles.ts';

/** The client of this id. */
export const named = (clients: readonly Client[], id: string | undefined): Client | undefined =>
  clients.find((client) => client.id === id);

/** Whether some client has this secret. */
export const hasSecret = (clients: readonly Client[], secret: string | undefined): boolean =>
  clients.some((client) => client.secret === secret);
