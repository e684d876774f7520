/** One small change of the honest code of a reference target, made by a machine. */
export interface Mutant {
  /** Of its content, so that it stays the same while code moves: file, operator, and a hash of line and replacement. */
  readonly id: string;
  /** Path below the project's root. */
  readonly file: string;
  /** What kind of change it is, such as `near: any case` or `EqualityOperator`. */
  readonly operator: string;
  /** Where it begins and ends in the file's text, in characters. */
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  /** Number of the line that it begins on, for people. */
  readonly line: number;
  /** That line, without blanks around it. */
  readonly code: string;
  /** Of the domain: what implementers of such protocols do wrong. The others are of any code. */
  readonly isDomain: boolean;
}
