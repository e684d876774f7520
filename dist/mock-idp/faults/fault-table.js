/** The faults of a role, by slug; a fault's id is `<role>.<slug>`. */
export function faultsOf(role, table) {
    const [system = ''] = role.split('.');
    return Object.entries(table).map(([slug, [sentence, breaks, how]]) => ({
        id: `${role}.${slug}`,
        system,
        role,
        sentence,
        breaks: [breaks].flat(),
        ...(how instanceof Map ? { change: how } : how),
    }));
}
/** The faults of such a table. `prefix` is that of their ids and of the requirements'; the system's name unless told. */
export function faultsIn(table, role, prefix) {
    const [system = ''] = role.split('.');
    const named = (id) => `${prefix ?? system}.${id}`;
    return Object.entries(table).map(([id, [sentence, ...breaks]]) => ({
        id: named(id),
        system,
        role,
        sentence,
        breaks: breaks.map(named),
    }));
}
//# sourceMappingURL=fault-table.js.map