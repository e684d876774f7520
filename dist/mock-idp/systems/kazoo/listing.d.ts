import type { Context } from 'koa';
import type { Success } from './responses.ts';
interface Item {
    readonly id: string;
}
/**
 * One page of a list (crossbar_view.erl): by id, descending unless `?ascending=true`; 50 items unless `?page_size=`
 * says otherwise or `?paginate=false`; from `?start_key=` on, which the page before has given.
 * Throws the 400 response for a page size or a key that is none.
 */
export declare function listPage<Listed extends Item>(ctx: Context, items: readonly Listed[]): Success & {
    data: Listed[];
};
export {};
