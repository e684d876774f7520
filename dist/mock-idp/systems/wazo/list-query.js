import { faulty } from './faults.js';
import { apiError } from './responses.js';
const sortKeys = {
    created_at: ({ createdAt }) => createdAt,
    client_id: ({ clientId }) => clientId,
    mobile: ({ mobile }) => Number(mobile),
};
/** Reads the query of a list; throws the 400 response with all that is wrong in it. */
export function listQuery({ query }) {
    const errors = {};
    const text = (name) => (query[name] === undefined ? undefined : String([query[name]].flat()[0]));
    const choice = (name, choices, usual) => {
        const value = text(name) ?? usual;
        if (choices.includes(value))
            return value;
        if (isPassedOver(name))
            return usual;
        errors[name] = [
            { message: `Must be one of: ${choices.join(', ')}.`, constraint_id: 'enum', constraint: { choices } },
        ];
        return usual;
    };
    const count = (name) => {
        const value = text(name);
        if (value === undefined || /^\s*\+?\d+\s*$/.test(value))
            return value === undefined ? undefined : Number(value);
        if (isPassedOver(name))
            return undefined;
        errors[name] = /^\s*-\d+\s*$/.test(value)
            ? [{ message: 'Must be greater than or equal to 0.', constraint_id: 'range', constraint: { min: 0 } }]
            : { message: 'Not a valid integer.', constraint_id: 'type', constraint: 'integer' };
        return undefined;
    };
    const boolean = (name) => {
        const value = text(name);
        if (value === undefined)
            return undefined;
        if (flag(value) === undefined)
            errors[name] = { message: 'Not a valid boolean.', constraint_id: 'type', constraint: 'boolean' };
        return flag(value);
    };
    const read = {
        order: choice('order', ['created_at', 'client_id', 'mobile'], 'created_at'),
        direction: choice('direction', ['asc', 'desc'], 'asc'),
        limit: count('limit'),
        offset: count('offset') ?? 0,
        search: text('search') ?? '',
        client_id: text('client_id'),
        mobile: boolean('mobile'),
    };
    const errorId = faulty('wazo.list-error-unnamed') ? 'bad-request' : 'invalid-list-param';
    if (Object.keys(errors).length > 0)
        throw apiError(400, errorId, errors, {}, 'tokens');
    return read;
}
/** Whether a fault takes the usual value where this parameter is bad. */
function isPassedOver(name) {
    if (name === 'order')
        return faulty('wazo.list-bad-order-accepted');
    if (name === 'direction')
        return faulty('wazo.list-bad-direction-accepted');
    return name === 'limit' ? faulty('wazo.list-bad-limit-accepted') : faulty('wazo.list-bad-offset-accepted');
}
/** Whether an item passes the search and the filters of a query. */
export function isWanted({ clientId, mobile }, query) {
    const searched = faulty('wazo.list-search-ignored') || clientId.toLowerCase().includes(query.search.toLowerCase());
    const ofClient = query.client_id === undefined || faulty('wazo.list-filter-ignored') || clientId === query.client_id;
    const ofKind = query.mobile === undefined || faulty('wazo.list-mobile-filter-ignored') || mobile === query.mobile;
    return searched && ofClient && ofKind;
}
/** The items in the order of a query, from its offset up to its limit. */
export function pageOf(found, query) {
    const key = sortKeys[faulty('wazo.list-order-ignored') ? 'created_at' : query.order];
    const sorted = found.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
    if (query.direction === 'desc' && !faulty('wazo.list-direction-ignored'))
        sorted.reverse();
    const start = faulty('wazo.list-offset-ignored') ? 0 : query.offset;
    const bounded = query.limit !== undefined && !faulty('wazo.list-limit-ignored');
    return sorted.slice(start, bounded ? start + (query.limit ?? 0) : undefined);
}
/** A boolean as the API's query fields read one. */
export function flag(text) {
    if (/^(true|t|yes|y|on|1)$/i.test(text))
        return true;
    return /^(false|f|no|n|off|0)$/i.test(text) ? false : undefined;
}
//# sourceMappingURL=list-query.js.map