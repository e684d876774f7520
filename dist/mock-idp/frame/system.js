/** A mint request that cannot be served; the message says what to change. */
export class MintError extends Error {
}
//# sourceMappingURL=system.js.map