/** The value that a field path of Kaleyra's form leads to in a response; `undefined` where it leads nowhere. */
export function valueAtPath(response, path, grammar) {
    const whole = member(response, path);
    if (whole !== undefined || grammar === 'flat')
        return whole;
    return path
        .replace(/\[(\d+)\]/g, '.$1')
        .split('.')
        .reduce(member, response);
}
function member(value, name) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name))
        return undefined;
    return value[name];
}
//# sourceMappingURL=field-path.js.map