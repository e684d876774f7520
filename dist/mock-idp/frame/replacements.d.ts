export type Step = (...given: any[]) => any;
/** What stands in the place of steps while one request is answered, each made from the honest function. */
export type Replacements = ReadonlyMap<Step, (honest: Step) => Step>;
