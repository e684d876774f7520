/** Input of the user's that cannot be used; its message has one line a mistake: where, what, how to fix it. */
export class UsageError extends Error {
    name = 'UsageError';
    mistakes;
    constructor(mistakes) {
        super(mistakes.join('\n'));
        this.mistakes = mistakes;
    }
}
//# sourceMappingURL=error.js.map