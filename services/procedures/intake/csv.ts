import { InputError } from '../../../infra/errors';
import type { Progress } from './bytes';
import { describeFault, type Line, readLines } from './read-lines';

/** One record of a table, or the lines that should have been one. */
export type CsvRecord = CsvRow | BrokenRow;

export interface CsvRow {
  /** The line on which the record begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface BrokenRow {
  readonly line: number;
  /** What would be right. */
  readonly expected: string;
  /** What was there, without its content. */
  readonly what: string;
}

export interface ReadRecordsOptions {
  readonly delimiter: string;
  readonly batchSize?: number;
  readonly onProgress?: (progress: Progress) => void;
}

const MAX_RECORD = 1_048_576;
const QUOTE = '"';

/**
 * The records of a table as RFC 4180 quotes them, in batches. Records end with LF or CRLF; a line break inside a quoted
 * cell is read as LF; blank lines between records are left out. A record with a quotation mark in the wrong place is
 * handed out as broken, and its neighbours go on: that is why the table is not given to csv-parse, which loses what
 * follows a broken record. In the tests it is the oracle for tables that are whole.
 * @throws InputError when the file cannot be read to its end, or a quoted cell never ends
 */
export async function* readRecords(path: string, options: ReadRecordsOptions): AsyncGenerator<readonly CsvRecord[]> {
  const { delimiter, ...lineOptions } = options;
  const parser = new RecordParser(path, delimiter);
  for await (const lines of readLines(path, { ...lineOptions, keepBlank: true })) {
    const records: CsvRecord[] = [];
    let failure: unknown;
    for (const line of lines) {
      try {
        const record = parser.push(line);
        if (record !== undefined) records.push(record);
      } catch (error) {
        failure = error;
        break;
      }
    }
    if (records.length > 0) yield records;
    if (failure !== undefined) throw failure;
  }
  parser.end();
}

/** Puts lines together into records. */
class RecordParser {
  /** The record that goes on with the next line; null between records. */
  #open: { readonly line: number; readonly cells: string[]; cell: string; length: number } | null = null;

  constructor(
    readonly path: string,
    readonly delimiter: string,
  ) {}

  /** The record that ends with this line; undefined when none does. */
  push(line: Line): CsvRecord | undefined {
    if ('fault' in line) {
      const { expected, what } = describeFault(line);
      return this.#broken(line.number, expected, what);
    }
    const { number, text } = line;
    if (this.#open === null && !text.includes(QUOTE)) {
      return text === '' ? undefined : { line: number, cells: text.split(this.delimiter) };
    }
    return this.#pushQuoted(number, text);
  }

  /** @throws InputError when a record is still open */
  end(): void {
    if (this.#open !== null) throw this.#unclosed(this.#open.line);
  }

  #pushQuoted(number: number, text: string): CsvRecord | undefined {
    const record = this.#open ?? { line: number, cells: [], cell: '', length: 0 };
    record.length += text.length + 1;
    if (record.length > MAX_RECORD) throw this.#unclosed(record.line);

    let at = 0;
    let quoted = this.#open !== null;
    for (;;) {
      if (!quoted && text[at] === QUOTE) {
        quoted = true;
        at++;
      }
      if (quoted) {
        const end = readQuoted(record, text, at);
        if (end === -1) {
          this.#open = record;
          return undefined;
        }
        at = end;
        quoted = false;
      } else {
        const next = text.indexOf(this.delimiter, at);
        const end = next === -1 ? text.length : next;
        record.cell = text.slice(at, end);
        at = end;
        if (record.cell.includes(QUOTE)) break;
      }
      record.cells.push(record.cell);
      record.cell = '';
      if (at === text.length) {
        this.#open = null;
        return { line: record.line, cells: record.cells };
      }
      if (text[at] !== this.delimiter) break;
      at++;
    }
    const expected = 'a quotation mark only around a whole cell, and doubled inside one';
    return this.#broken(number, expected, `${record.length - 1} characters`);
  }

  /** Ends the record with a line that breaks it. */
  #broken(number: number, expected: string, what: string): BrokenRow {
    const line = this.#open?.line ?? number;
    this.#open = null;
    return { line, expected, what: line === number ? what : `${what}, lines ${line} to ${number}` };
  }

  #unclosed(line: number): InputError {
    return new InputError(
      `${this.path}: line ${line}: a quotation mark opens a cell that does not end; nothing from this line on was taken`,
    );
  }
}

/** Reads on in a quoted cell; where it ends, or -1 when it goes on with the next line. */
function readQuoted(record: { cell: string }, text: string, start: number): number {
  let at = start;
  for (;;) {
    const quote = text.indexOf(QUOTE, at);
    if (quote === -1) {
      record.cell += `${text.slice(at)}\n`;
      return -1;
    }
    record.cell += text.slice(at, quote);
    if (text[quote + 1] !== QUOTE) return quote + 1;
    record.cell += QUOTE;
    at = quote + 2;
  }
}
