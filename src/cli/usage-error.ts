/** The command cannot be understood or a file it names cannot be read: printed as one plain sentence, exit code 2. */
export class UsageError extends Error {}
