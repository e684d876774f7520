import { validationError } from './responses.js';
/**
 * One page of a list (crossbar_view.erl): by id, descending unless `?ascending=true`; 50 items unless `?page_size=`
 * says otherwise or `?paginate=false`; from `?start_key=` on, which the page before has given.
 * Throws the 400 response for a page size or a key that is none.
 */
export function listPage(ctx, items) {
    const query = ctx.query;
    const direction = query.ascending === 'true' ? 1 : -1;
    const sorted = [...items].sort((a, b) => (a.id < b.id ? -direction : direction));
    const start = query.start_key === undefined ? undefined : keyOf(query.start_key);
    const first = start === undefined ? 0 : sorted.findIndex(({ id }) => (direction > 0 ? id >= start : id <= start));
    const size = query.paginate === 'false' ? sorted.length : sizeOf(query.page_size);
    const from = first < 0 ? sorted.length : first;
    const data = sorted.slice(from, from + size);
    const next = sorted[from + size];
    return { data, page_size: data.length, ...(next && { next_start_key: Buffer.from(next.id).toString('base64url') }) };
}
function sizeOf(text = '50') {
    if (/^[1-9]\d{0,5}$/.test(text))
        return Number(text);
    throw validationError({ page_size: { type: { message: 'Value must be a number above 0', value: text } } });
}
function keyOf(text) {
    if (/^[\w-]+$/.test(text))
        return Buffer.from(text, 'base64url').toString('utf8');
    throw validationError({ start_key: { invalid: { message: 'Value is not a key of a page', value: text } } });
}
//# sourceMappingURL=listing.js.map