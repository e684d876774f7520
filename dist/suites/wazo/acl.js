import { randomUUID } from 'node:crypto';
/** Whether an access list grants a scope (xivo-lib-python, `xivo/auth_verifier.py`). */
export function grants(acl, scope, userId) {
    const matches = (entry) => patternOf(entry, userId).test(scope);
    const denied = acl.some((entry) => entry.startsWith('!') && matches(entry.slice(1)));
    return !denied && acl.some((entry) => !entry.startsWith('!') && matches(entry));
}
/** What can be asked of a server about a token with this access list; nothing that other entries would answer as well. */
export function probesFor(acl, userId) {
    const right = ({ granted, denied }) => granted.every((scope) => grants(acl, scope, userId)) && !denied.some((scope) => grants(acl, scope, userId));
    const without = (entry, scope) => !grants(acl.filter((other) => other !== entry), scope, userId);
    const grantedBy = acl.filter((entry) => !entry.startsWith('!'));
    const find = (entries, probeOf) => entries
        .map((entry) => ({ entry, probe: probeOf(entry) }))
        .find(({ entry, probe }) => right(probe) && probe.granted.every((scope) => without(entry, scope)))?.probe;
    const word = `tollgate-${randomUUID()}`;
    const fill = (entry, words) => entry.replaceAll('*', word).replaceAll('#', words);
    const manyWords = find(grantedBy.filter((entry) => entry.includes('#')), (entry) => ({ granted: [fill(entry, `${word}.${word}`)], denied: [] }));
    const oneWord = find(grantedBy.filter((entry) => entry.includes('*') && !entry.includes('#')), (entry) => ({ granted: [fill(entry, '')], denied: [entry.replace('*', `${word}.${word}`).replaceAll('*', word)] }));
    const plain = grantedBy.filter((entry) => !/[#*]/.test(entry));
    const as = (entry, id) => entry
        .split('.')
        .map((part) => (part === 'me' ? id : part))
        .join('.');
    const me = find(plain.filter((entry) => entry.split('.').includes('me')), (entry) => ({ granted: [as(entry, userId)], denied: [as(entry, randomUUID())] }));
    const excluded = acl
        .filter((entry) => entry.startsWith('!') && !/[#*]/.test(entry))
        .map((entry) => entry.slice(1))
        .find((scope) => grants(grantedBy, scope, userId));
    return {
        plain: plain.find((entry) => grants(acl, entry, userId)) ?? (manyWords ?? oneWord)?.granted[0],
        manyWords,
        oneWord,
        me,
        exclusion: excluded === undefined ? undefined : { granted: [], denied: [excluded] },
    };
}
function patternOf(entry, userId) {
    const words = entry.split('.').map((word) => {
        if (word === 'me')
            return `(me|${userId.replace(/[^\w-]/g, '\\$&')})`;
        return word
            .replace(/[^\w*#-]/g, '\\$&')
            .replaceAll('*', '[^.]*')
            .replaceAll('#', '.*');
    });
    return new RegExp(`^${words.join('\\.')}$`, 's');
}
//# sourceMappingURL=acl.js.map