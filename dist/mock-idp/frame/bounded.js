/** The oldest keys, as many as are above the bound; one at a time, since to list all of them for the sake of one would take long. */
export function* oldestAbove(held, most) {
    let above = held.size - most;
    if (above <= 0)
        return;
    for (const key of held.keys()) {
        yield key;
        above -= 1;
        if (above === 0)
            return;
    }
}
//# sourceMappingURL=bounded.js.map