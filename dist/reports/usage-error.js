/** An error about input of the user's, one mistake a line; told from others by its name. */
export function usageError(mistakes) {
    const error = new Error(mistakes.join('\n'));
    error.name = 'UsageError';
    return error;
}
/** The message of a usage error as Playwright hands it to a reporter (`UsageError: …`); `undefined` for other errors. */
export function usageMessage(text) {
    return /^(?:Error: )?UsageError: ([\s\S]*)$/.exec(text)?.[1];
}
//# sourceMappingURL=usage-error.js.map