/** 64 bits in hexadecimal digits (OWASP Session Management Cheat Sheet, Session ID Entropy). */
const LEAST_PLACES = 16;
/** In how many places texts differ, counted up to the length of the shortest. */
export function variedPlaces(texts) {
    const shortest = Math.min(...texts.map(({ length }) => length));
    return Array.from({ length: shortest }, (_, at) => new Set(texts.map((text) => text[at])).size).filter((different) => different > 1).length;
}
/** Tokens that were made one after another are neither repeated nor counted. */
export function areUnpredictable(tokens) {
    const places = variedPlaces(tokens);
    const repeated = tokens.length - new Set(tokens).size;
    return () => ({
        ok: repeated === 0 && places >= LEAST_PLACES,
        expected: `${tokens.length} tokens that differ in at least ${LEAST_PLACES} places`,
        actual: repeated > 0 ? `${repeated} of them repeated` : `they differ in ${places} places`,
    });
}
//# sourceMappingURL=unpredictable.js.map