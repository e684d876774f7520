/** Findings on which later flows depend. */
export const LOGIN = 'authlete.endpoint.authenticates';
export const WRONG_PASSWORD = 'authlete.endpoint.wrong-password-refused';
export const UNKNOWN_ID = 'authlete.endpoint.unknown-id-refused';
export const SUBJECT = 'authlete.response.subject-string';
export const NOT_EMPTY = 'authlete.practice.subject-not-empty';
export const STABLE = 'authlete.response.subject-stable';

export const NAME_EXACT = 'authlete.response.display-name-exact';

/** What must hold of a display name before it is compared. */
export const DISPLAY_NAME = ['authlete.response.display-name-type', 'authlete.response.display-name-length'] as const;

/** What must hold before the endpoint's refusals mean anything. */
export const DISCERNS = [LOGIN, WRONG_PASSWORD, UNKNOWN_ID];
