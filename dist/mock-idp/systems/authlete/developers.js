import { readFile } from 'node:fs/promises';
const fixture = new URL('../../../fixtures/authlete/service.json', import.meta.url);
/** The service of fixtures/authlete/service.json, changed by the configuration. */
export async function loadService({ developers = [], basic, ...rest } = {}) {
    const known = JSON.parse(await readFile(fixture, 'utf8'));
    const replaced = new Set(developers.map(({ id }) => id));
    const entries = [...known.developers.filter(({ id }) => !replaced.has(id)), ...developers];
    return {
        ...known,
        ...rest,
        basic: basic === null ? undefined : (basic ?? known.basic),
        developers: entries.map((entry) => ({ displayName: null, sns: {}, ...entry })),
    };
}
/** The developer with this login ID or, where it looks like one, this e-mail address. Case and blanks count. */
export function byLogin({ developers }, id) {
    const named = developers.find((developer) => developer.id === id);
    return named ?? (id.includes('@') ? developers.find(({ email }) => email === id) : undefined);
}
/** The developer who is this subject at a social network service. */
export function bySns({ developers }, sns, subject) {
    return developers.find((developer) => Object.hasOwn(developer.sns, sns) && developer.sns[sns] === subject);
}
//# sourceMappingURL=developers.js.map