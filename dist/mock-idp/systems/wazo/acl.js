/**
 * Whether an access list grants an access, as xivo-lib-python's `AccessCheck` does (`xivo/auth_verifier.py`):
 * `*` is one word, `#` any number of them, `!` in front denies and goes first.
 */
export function grants(acl, required, identity) {
    const matches = (access) => pattern(access, identity).test(required);
    const denied = acl.some((access) => access.startsWith('!') && matches(access.slice(1)));
    return !denied && acl.some((access) => !access.startsWith('!') && matches(access));
}
function pattern(access, { userUuid, sessionUuid }) {
    const words = access.split('.').map((word) => {
        if (word === 'me')
            return `(?:me|${userUuid})`;
        if (word === 'my_session')
            return `(?:my_session|${sessionUuid})`;
        return word
            .replace(/[$()+./?[\\\]^{|}-]/g, '\\$&')
            .replaceAll('*', '[^.]*?')
            .replaceAll('#', '.*?');
    });
    return new RegExp(`^${words.join('\\.')}$`, 's');
}
//# sourceMappingURL=acl.js.map