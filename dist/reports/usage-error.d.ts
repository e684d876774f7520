/** An error about input of the user's, one mistake a line; told from others by its name. */
export declare function usageError(mistakes: readonly string[]): Error;
/** The message of a usage error as Playwright hands it to a reporter (`UsageError: …`); `undefined` for other errors. */
export declare function usageMessage(text: string): string | undefined;
