/** A page of the application; `content` is HTML. */
export declare function appPage(heading: string, content: string): string;
