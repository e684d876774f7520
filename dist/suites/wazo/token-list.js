import { succeeded, valueAt } from '../harness/http/exchange.js';
const isItem = (value) => typeof value?.client_id === 'string';
/** The items of a list; `undefined` where the response is no list that names its applications. */
export function itemsOf(list) {
    const items = valueAt(list, '/items');
    return succeeded(list) && Array.isArray(items) && items.every(isItem) ? items : undefined;
}
/** The applications that a list names, in one order. */
export function clientIdsOf(list) {
    return itemsOf(list)
        ?.map(({ client_id }) => client_id)
        .sort();
}
//# sourceMappingURL=token-list.js.map