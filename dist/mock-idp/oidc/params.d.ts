/** The parameters of a request, which is sent on to the letter unless one of them was changed. */
export declare class Params extends URLSearchParams {
    changed: boolean;
    set(name: string, value: string): void;
    append(name: string, value: string): void;
    delete(name: string): void;
}
