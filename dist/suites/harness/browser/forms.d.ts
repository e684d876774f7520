/** A field of a form. */
export interface Field {
    readonly name: string;
    /** Lower case; `text` where none is given. */
    readonly type: string;
    readonly value: string;
    readonly autocomplete: string;
    readonly checked: boolean;
}
/** A button that submits a form. */
export interface Button {
    readonly name: string;
    readonly value: string;
    readonly label: string;
}
/** A form of a page, as far as it is filled and sent. */
export interface Form {
    /** As written; empty where the page itself takes it. */
    readonly action: string;
    readonly method: 'GET' | 'POST';
    readonly fields: readonly Field[];
    readonly buttons: readonly Button[];
}
/** The names of fields and buttons where they cannot be found by themselves. */
export interface FormNames {
    readonly username?: string;
    readonly password?: string;
    /** Name, `name=value` or label of the button that grants. */
    readonly accept?: string;
    /** The same of the button that denies. */
    readonly deny?: string;
}
/** The forms of an HTML page, without running any script of it. */
export declare function formsOf(html: string): Form[];
/** What a page says, without its markup, in one line of at most 300 characters. */
export declare function pageText(html: string): string;
/** The field for the user name, if the form has one: by name given, by autocomplete, by name, by type. */
export declare function usernameField({ fields }: Form, { username }?: FormNames): Field | undefined;
/** The field for the password, if the form has one. */
export declare function passwordField({ fields }: Form, { password }?: FormNames): Field | undefined;
/** The index of the button that grants or denies; undefined where none is known as such. */
export declare function decisionButton({ buttons }: Form, which: 'accept' | 'deny', names?: FormNames): number | undefined;
/** What a browser would send for the form: fields as filled, and the pressed button (HTML, form submission). */
export declare function submission({ fields, buttons }: Form, fill: Readonly<Record<string, string>>, button?: number): import("url").URLSearchParams;
