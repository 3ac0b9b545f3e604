/** What the database library says when a statement cannot be run or the file turns out damaged. Thrown by readers of databases. */
export class SqliteError extends Error {}
