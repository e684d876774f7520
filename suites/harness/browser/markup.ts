/** A control of a page as it stands there, in the words of the DOM. */
export interface Control {
  /** As the DOM's `type`: `text`, `submit`, `select-one`, `textarea` …; lower case. */
  readonly type: string;
  readonly name: string;
  readonly id: string;
  /** What it would send now; of a select all that is selected. Empty for a password. */
  readonly values: readonly string[];
  readonly checked: boolean;
  readonly disabled: boolean;
  /** False where the page hides it from people. */
  readonly visible: boolean;
  readonly autocomplete: string;
  /** The words of a button, or of the label of a field. */
  readonly label: string;
  /** Index of the form that owns it; undefined where it stands alone. */
  readonly form: number | undefined;
  /** A button's own `formaction`, as written. */
  readonly action: string | undefined;
  /** A button's own `formmethod`. */
  readonly method: string | undefined;
}

/** What a page holds for somebody to do, read from its HTML or from the page as its scripts have made it. */
export interface Markup {
  /** The `href` of its base element. */
  readonly base: string | undefined;
  readonly forms: readonly { readonly action: string; readonly method: string }[];
  /** In document order. */
  readonly controls: readonly Control[];
  /** The words of its links. */
  readonly links: readonly string[];
  /** Where they lead, as written. */
  readonly hrefs: readonly string[];
  /** The text, in one line. */
  readonly text: string;
  /** Whether it brings scripts, or a refresh, which may make something else of it. */
  readonly mayChange: boolean;
  /** Whether scripts have run: buttons without a form may do something. */
  readonly rendered: boolean;
}

/** Text in one line. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
