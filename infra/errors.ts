/**
 * Something the person at the keyboard can mend: a wrong argument, a missing file, a port in use. The message says what
 * is wrong and what would be right; no stack is shown for it.
 */
export class InputError extends Error {
  override readonly name: string = 'InputError';

  constructor(
    message: string,
    /** Every fault found, where there can be several; each becomes a line of the message. */
    readonly faults: readonly string[] = [],
  ) {
    super([message, ...faults.map((fault) => `  ${fault}`)].join('\n'));
  }
}

/** The text of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
