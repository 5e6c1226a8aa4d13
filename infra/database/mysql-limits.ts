/** How long a store on a server waits, and for how many at once. */
export interface MysqlLimits {
  /** Connections that write. */
  readonly writers: number;
  /** Connections that read. */
  readonly readers: number;
  /** How long a statement waits for a row that another transaction holds, in seconds. */
  readonly lockWait: number;
  /**
   * How long a transaction may say nothing before the server undoes it, in seconds: a process that stands still, or whose
   * machine has gone without a word, must not keep its rows from the others.
   */
  readonly idle: number;
  /** How long a transaction that meets others is tried again before its error is passed on, in milliseconds. */
  readonly conflict: number;
  /** How long a transaction waits for one who replaces whole tables, in milliseconds. */
  readonly gate: number;
  /** How long new tables wait for the readers of the old ones, in milliseconds. */
  readonly swap: number;
  /** How long a process waits for another that brings the tables to this version, in seconds. */
  readonly migration: number;
  /** How long a close waits for the work under way and the server's farewell, in milliseconds. */
  readonly close: number;
}

export const LIMITS: MysqlLimits = {
  writers: 8,
  readers: 8,
  lockWait: 20,
  idle: 60,
  // Longer than a silent one may hold its rows.
  conflict: 120_000,
  gate: 30 * 60_000,
  swap: 30 * 60_000,
  migration: 600,
  close: 10_000,
};
