/** The input as a whole cannot be used: not a message at fault, but the file or the mapping. For people to read. */
export class InputError extends Error {
  override readonly name = 'InputError';

  constructor(
    message: string,
    /** Every fault found, where there can be several. */
    readonly faults: readonly string[] = [],
  ) {
    super(faults.length === 0 ? message : [message, ...faults.map((fault) => `  ${fault}`)].join('\n'));
  }
}
