/** There is no browser to visit pages with; the message says in one line what to do about it. */
export class NoBrowser extends Error {
}
/** Pages are fetched and their forms filled without a browser. */
export const byHttp = {
    mode: 'http',
    open: () => Promise.reject(new NoBrowser('This run visits pages by HTTP alone.')),
    close: async () => undefined,
};
//# sourceMappingURL=browsing.js.map