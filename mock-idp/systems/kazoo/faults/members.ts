import { altered, type Change } from '../../../faults/changes.ts';
import { complaintOf, type Rule } from '../request.ts';

/** Whether a member of a body is such as a fault takes. */
export type Test = (value: unknown) => boolean;

export const isMissing: Test = (value) => value === undefined;
export const isOfAnotherType: Test = (value) => value !== undefined && typeof value !== 'string';
export const isEmpty: Test = (value) => value === '';

/** Finds nothing wrong with such a member of a body that has these rules. */
export const memberWillDo = (rules: Readonly<Record<string, Rule>>, member: string, isSuch: Test): Change =>
  altered(complaintOf, (complaint, name, value, rule) =>
    name === member && rule === rules[member] && isSuch(value) ? undefined : complaint,
  );
