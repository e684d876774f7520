/** The value at a path of members, or `undefined`. */
export function get(members, path) {
    return path.reduce((value, member) => (isMembers(value) ? value[member] : undefined), members);
}
/** Sets a member, making the objects around it; where something else is in their place it stays, to be judged. */
export function put(members, path, value) {
    const [member, ...rest] = path;
    if (!isMembers(members) || member === undefined)
        return;
    const object = members;
    if (rest.length === 0)
        object[member] = value;
    else {
        object[member] ??= {};
        put(object[member], rest, value);
    }
}
function isMembers(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
//# sourceMappingURL=members.js.map