/** A callback request: eight members are documented, any may be missing, others may be there (section 5). */
export type CallbackRequest = Readonly<Record<string, unknown>>;
