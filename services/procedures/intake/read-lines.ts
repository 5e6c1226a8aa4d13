import { isUtf8 } from 'node:buffer';
import { InputError } from '../../../infra/errors';
import { type Progress, readBytes } from './bytes';

/** A line of a file, counted from 1; blank lines count too, though they are not handed out. */
export type Line = TextLine | FaultyLine;

export interface TextLine {
  readonly number: number;
  readonly text: string;
}

/** A line that is no text to look at. */
export interface FaultyLine {
  readonly number: number;
  readonly fault: 'oversized' | 'not UTF-8';
  /** Its length without the end of the line. */
  readonly bytes: number;
}

/** What would be right in place of a faulty line, and a note of what it was. */
export function describeFault({ fault, bytes }: FaultyLine): { readonly expected: string; readonly what: string } {
  if (fault === 'oversized') return { expected: `a line of at most ${MAX_LINE_BYTES} bytes`, what: `${bytes} bytes` };
  return { expected: 'text in UTF-8', what: `${fault}, ${bytes} bytes` };
}

export interface ReadLinesOptions {
  /** Most lines of a batch (1,000). */
  readonly batchSize?: number;
  /** Longest line that is handed out, in bytes (1 MiB). A longer one is passed over without being held in memory. */
  readonly maxLineBytes?: number;
  /** Hands out blank lines too: inside a quoted cell they mean something. */
  readonly keepBlank?: boolean;
  readonly onProgress?: (progress: Progress) => void;
}

/** Longest line that is handed out. */
const MAX_LINE_BYTES = 1_048_576;

/** A batch is closed early when it holds so many characters, so that long lines do not pile up. */
const BATCH_CHARACTERS = 4 * 1024 * 1024;

const NEWLINE = 0x0a;
const RETURN = 0x0d;

/**
 * The lines of a text file, packed by gzip or not, in batches. Lines end with LF or CRLF; blank ones are left out.
 * Of a damaged gzip the complete lines before the damage are handed out, then comes the error.
 * @throws InputError when the file cannot be read to its end
 */
export async function* readLines(path: string, options: ReadLinesOptions = {}): AsyncGenerator<readonly Line[]> {
  const splitter = new Splitter(options.maxLineBytes ?? MAX_LINE_BYTES, options.keepBlank ?? false);
  const batchSize = options.batchSize ?? 1000;
  let failure: unknown;
  try {
    for await (const chunk of readBytes(path, options.onProgress)) {
      splitter.push(chunk);
      while (splitter.isFull(batchSize)) yield splitter.take(batchSize);
    }
    splitter.end();
  } catch (error) {
    failure = error;
  }
  while (splitter.waiting > 0) yield splitter.take(batchSize);
  if (failure instanceof InputError) throw new InputError(`${failure.message}; ${splitter.completed} lines were read`);
  if (failure !== undefined) throw failure;
}

/** Cuts chunks of bytes into lines. */
class Splitter {
  #lines: Line[] = [];
  /** How many of them were taken already: cheaper than moving the others up each time. */
  #taken = 0;
  /** Lines that have ended, blank ones included. */
  completed = 0;
  #characters = 0;
  /** The beginning of a line whose end is not there yet. */
  #open: Buffer[] = [];
  #openBytes = 0;
  #openEnd = 0;

  constructor(
    readonly maxLineBytes: number,
    readonly keepBlank: boolean,
  ) {}

  get waiting(): number {
    return this.#lines.length - this.#taken;
  }

  isFull(batchSize: number): boolean {
    return this.waiting >= batchSize || (this.#characters > BATCH_CHARACTERS && this.waiting > 0);
  }

  take(batchSize: number): Line[] {
    const batch = this.#lines.slice(this.#taken, this.#taken + batchSize);
    this.#taken += batch.length;
    this.#characters = 0;
    return batch;
  }

  push(chunk: Buffer): void {
    this.#lines = this.#lines.slice(this.#taken);
    this.#taken = 0;
    const first = chunk.indexOf(NEWLINE);
    if (first === -1) {
      this.#keep(chunk);
      return;
    }
    this.#keep(chunk.subarray(0, first));
    this.#closeLine();
    const last = chunk.lastIndexOf(NEWLINE);
    if (last > first) this.#addWhole(chunk.subarray(first + 1, last));
    this.#keep(chunk.subarray(last + 1));
  }

  /** The end of the file ends its last line. */
  end(): void {
    if (this.#openBytes > 0) this.#closeLine();
  }

  #keep(part: Buffer): void {
    if (part.length === 0) return;
    this.#openBytes += part.length;
    this.#openEnd = part.at(-1)!;
    // One more than the longest, for the CR that may end it.
    if (this.#openBytes <= this.maxLineBytes + 1) this.#open.push(part);
    else this.#open = [];
  }

  #closeLine(): void {
    const bytes = this.#openBytes - (this.#openEnd === RETURN ? 1 : 0);
    const line = this.#open.length === 1 ? this.#open[0]! : Buffer.concat(this.#open);
    this.#open = [];
    this.#openBytes = 0;
    this.#openEnd = 0;
    if (bytes > this.maxLineBytes) this.#addFault('oversized', bytes);
    else this.#add(line);
  }

  /** Several whole lines at once: turned into text together, which is cheaper than one by one. */
  #addWhole(block: Buffer): void {
    if (block.length <= this.maxLineBytes && isUtf8(block)) {
      for (const text of block.toString('utf8').split('\n')) {
        this.#addText(text.endsWith('\r') ? text.slice(0, -1) : text);
      }
      return;
    }
    for (let start = 0; start <= block.length; ) {
      const end = block.indexOf(NEWLINE, start);
      this.#add(block.subarray(start, end === -1 ? block.length : end));
      start = end === -1 ? block.length + 1 : end + 1;
    }
  }

  #add(line: Buffer): void {
    const bytes = line.at(-1) === RETURN ? line.subarray(0, -1) : line;
    if (bytes.length > this.maxLineBytes) this.#addFault('oversized', bytes.length);
    else if (isUtf8(bytes)) this.#addText(bytes.toString('utf8'));
    else this.#addFault('not UTF-8', bytes.length);
  }

  #addText(text: string): void {
    this.completed++;
    if (!this.keepBlank && isBlank(text)) return;
    this.#lines.push({ number: this.completed, text });
    this.#characters += text.length;
  }

  #addFault(fault: FaultyLine['fault'], bytes: number): void {
    this.completed++;
    this.#lines.push({ number: this.completed, fault, bytes });
  }
}

function isBlank(text: string): boolean {
  // Nearly every line begins with its first brace.
  return text === '' || (text.charCodeAt(0) <= 0x20 && text.trim() === '');
}
