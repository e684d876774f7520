/** An error about input of the user's, one mistake a line; told from others by its name. */
export function usageError(mistakes: readonly string[]): Error {
  const error = new Error(mistakes.join('\n'));
  error.name = 'UsageError';
  return error;
}

/** The message of a usage error as Playwright hands it to a reporter (`UsageError: …`); `undefined` for other errors. */
export function usageMessage(text: string): string | undefined {
  return /^(?:Error: )?UsageError: ([\s\S]*)$/.exec(text)?.[1];
}
