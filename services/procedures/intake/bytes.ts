import { createReadStream, type Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { InputError } from '../../../infra/errors';

/** How far a file has been read, in the bytes that lie on the disk. */
export interface Progress {
  readonly bytesRead: number;
  /** 0 where nobody knows, as of a pipe. */
  readonly totalBytes: number;
}

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const GZIP_MAGIC = Buffer.from([0x1f, 0x8b]);

/**
 * The bytes of a file as text means them: unpacked where they begin like gzip, whatever the file is called, and without
 * a byte order mark. Of a damaged gzip all that can be unpacked is delivered before the error.
 * @throws InputError when the file cannot be read, is cut off, or holds UTF-16
 */
export async function* readBytes(path: string, onProgress?: (progress: Progress) => void): AsyncGenerator<Buffer> {
  const stored = readStored(path, onProgress);
  const head = await take(stored, 2);
  const packed = head.subarray(0, 2).equals(GZIP_MAGIC);
  const all = prepend(head, stored);
  const plain = packed ? gunzip(path, all) : all;

  try {
    const start = await take(plain, 3);
    refuseUtf16(path, start);
    const hasMark = start.subarray(0, 3).equals(BYTE_ORDER_MARK);
    yield* prepend(hasMark ? start.subarray(3) : start, plain);
  } finally {
    await plain.return(undefined);
  }
}

async function* readStored(path: string, onProgress?: (progress: Progress) => void): AsyncGenerator<Buffer> {
  const found = await statOf(path);
  let bytesRead = 0;
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
      bytesRead += chunk.length;
      yield chunk;
      // A file may grow while it is read.
      onProgress?.({ bytesRead, totalBytes: found.isFile() ? Math.max(found.size, bytesRead) : 0 });
    }
  } catch (error) {
    throw cannotRead(path, error);
  }
}

async function statOf(path: string): Promise<Stats> {
  let found: Stats;
  try {
    found = await stat(path);
  } catch (error) {
    throw cannotRead(path, error);
  }
  if (found.isDirectory()) throw new InputError(`${path} is a directory, not a file`);
  return found;
}

function cannotRead(path: string, error: unknown): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined) return error as Error;
  const reasons: Record<string, string> = {
    ENOENT: 'there is no such file',
    ENOTDIR: 'there is no such file',
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EISDIR: 'it is a directory',
  };
  return new InputError(`${path} cannot be read: ${reasons[code] ?? message}`);
}

/**
 * Unpacks piece by piece, and takes out all that a piece yields before the next goes in: piping would throw away what
 * is unpacked but not yet read when the end turns out to be missing.
 */
async function* gunzip(path: string, packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const stream = createGunzip({ chunkSize: 256 * 1024 });
  let error: NodeJS.ErrnoException | undefined;
  let wake = (): void => {};
  const changed = (): void => wake();
  stream.on('readable', changed).on('end', changed);
  stream.on('error', (found) => {
    error = found;
    changed();
  });
  let [bytesIn, bytesOut] = [0, 0];

  async function* drain(isDone: () => boolean): AsyncGenerator<Buffer> {
    for (;;) {
      const out: Buffer | null = stream.read();
      if (out !== null) {
        bytesOut += out.length;
        yield out;
      } else if (isDone() || error !== undefined) return;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  }

  try {
    for await (const piece of packed) {
      bytesIn += piece.length;
      let taken = false;
      stream.write(piece, () => {
        taken = true;
        changed();
      });
      yield* drain(() => taken);
      if (error !== undefined) break;
    }
    if (error === undefined) {
      stream.end();
      yield* drain(() => stream.readableEnded);
    }
  } finally {
    stream.destroy();
  }
  if (error !== undefined) {
    const what = error.code === 'Z_BUF_ERROR' ? 'truncated gzip: the file ends' : `damaged gzip (${error.message}):`;
    throw new InputError(`${path}: ${what} after ${bytesIn} bytes, of which ${bytesOut} bytes could be unpacked`);
  }
}

/** Reads on until there are `count` bytes, or no more. */
async function take(source: AsyncGenerator<Buffer>, count: number): Promise<Buffer> {
  let taken: Buffer = Buffer.alloc(0);
  while (taken.length < count) {
    const next = await source.next();
    if (next.done === true) break;
    taken = taken.length === 0 ? next.value : Buffer.concat([taken, next.value]);
  }
  return taken;
}

async function* prepend(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  try {
    if (first.length > 0) yield first;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}

function refuseUtf16(path: string, start: Buffer): void {
  const mark = start.length >= 2 ? start.readUInt16BE(0) : 0;
  if (mark === 0xfffe || mark === 0xfeff) throw new InputError(`${path} is written in UTF-16; save it as UTF-8`);
}
