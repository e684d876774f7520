/** The client of this id. */
export const named = (clients, id) => clients.find((client) => client.id === id);
/** Whether some client has this secret. */
export const hasSecret = (clients, secret) => clients.some((client) => client.secret === secret);
//# sourceMappingURL=lookups.js.map