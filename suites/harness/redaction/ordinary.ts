/** Names of authentication schemes (IANA's registry, and those that telephony platforms use). */
const SCHEMES = new Set(
  'basic bearer concealed digest dpop gnap hawk hmac hoba mac mutual negotiate ntlm oauth privatetoken scram-sha-1 scram-sha-256 token vapid apikey api-key aws4-hmac-sha256'.split(
    ' ',
  ),
);

/** What programs write in the place of a value that they do not have. */
const NO_VALUES = new Set(['undefined', '[object object]', '<empty>', '(empty)']);

/** Whether a text is too short, or too common a word, to be anybody's secret: hiding it would garble what is around it. */
export function isOrdinary(value: string): boolean {
  const folded = value.trim().toLowerCase();
  return (
    [...folded].length < 4 ||
    SCHEMES.has(folded) ||
    NO_VALUES.has(folded) ||
    /^(?:[a-z]{4,7}|[A-Z]{4,7}|[A-Z][a-z]{3,6}|\d{1,5})$/.test(value.trim())
  );
}

/** Whether a text says what went wrong, as `code` of an error does: words, or a number as statuses are. */
export function isErrorCode(value: string): boolean {
  return /^(?:[a-z]+(?:[ _.-][a-z]+)*|[A-Z]+(?:[_.-][A-Z]+)*|[A-Z]?[a-z]+(?:[A-Z][a-z]+)*|[A-Z]{0,4}[-_]?\d{1,5})$/.test(
    value,
  );
}

/** A text as it is looked for: in lower case, without accents. */
export const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Whether a text shows a part of a secret, both folded: it is in it, or begins or ends as it does. */
export function resembles(value: string, secret: string): boolean {
  if (value.length < 4 || secret.length < 4) return false;
  return secret.includes(value) || value.slice(0, 4) === secret.slice(0, 4) || value.slice(-4) === secret.slice(-4);
}
