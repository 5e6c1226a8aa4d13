/**
 * Something the person at the keyboard can mend: a wrong argument, a missing file, a port in use. The message says what
 * is wrong and what would be right; no stack is shown for it.
 */
export class InputError extends Error {
  override readonly name: string = 'InputError';
}

/** The text of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
