import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { InputError } from '../../../infra/errors';
import type { Progress } from './bytes';
import { type Line, type ReadLinesOptions, readLines } from './read-lines';

// Files are read for real: a busy machine may take its time.
jest.setTimeout(60_000);

let folder: string;
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'read-lines-')));
});
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function fileOf(content: string | Buffer): string {
  const path = join(folder, `${files++}.jsonl`);
  writeFileSync(path, content);
  return path;
}

/** All lines, and the error at their end if there was one. */
async function read(path: string, options: ReadLinesOptions = {}) {
  const lines: Line[] = [];
  const sizes: number[] = [];
  let error: unknown;
  try {
    for await (const batch of readLines(path, options)) {
      lines.push(...batch);
      sizes.push(batch.length);
    }
  } catch (found) {
    error = found;
  }
  return { lines, sizes, error };
}

const linesOf = async (content: string | Buffer, options?: ReadLinesOptions) => {
  const { lines, error } = await read(fileOf(content), options);
  if (error !== undefined) throw error;
  return lines;
};

describe('the lines of a file', () => {
  it('end with LF or CRLF, the last one with the file; blank ones are counted and left out', async () => {
    const expected = [
      { number: 1, text: 'a' },
      { number: 3, text: ' b' },
      { number: 5, text: 'c' },
    ];
    expect(await linesOf('a\r\n\r\n b\n  \nc')).toEqual(expected);
    expect(await linesOf('a\n\n b\r\n\t\r\nc\n')).toEqual(expected);
    expect(await linesOf('')).toEqual([]);
    expect(await linesOf('\n\n')).toEqual([]);
  });

  it('may be packed, whatever the file is called, and begin with a byte order mark', async () => {
    const text = '\ufeffĐơn\nhai\n';
    const expected = [
      { number: 1, text: 'Đơn' },
      { number: 2, text: 'hai' },
    ];
    expect(await linesOf(text)).toEqual(expected);
    expect(await linesOf(gzipSync(text))).toEqual(expected);
    // Packed in two members, as by appending to a log.
    expect(await linesOf(Buffer.concat([gzipSync('\ufeffĐơn\nh'), gzipSync('ai\n')]))).toEqual(expected);
  });

  it('keep line and paragraph separators inside them', async () => {
    expect(await linesOf('a\u2028b\u0085c\rd\n')).toEqual([{ number: 1, text: 'a\u2028b\u0085c\rd' }]);
  });

  it('come in batches of a size', async () => {
    const path = fileOf(Array.from({ length: 25 }, (_, index) => `line ${index}`).join('\n'));
    expect((await read(path, { batchSize: 10 })).sizes).toEqual([10, 10, 5]);
  });

  it('come in smaller batches where they are long', async () => {
    const { sizes } = await read(fileOf(`${'x'.repeat(900_000)}\n`.repeat(12)));
    expect(sizes.reduce((sum, size) => sum + size)).toBe(12);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(6);
  });

  it('are reported, and passed over, where they are not UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from('a\n'), Buffer.from([0xc3, 0x28]), Buffer.from('\r\nĐ\n')]);
    expect(await linesOf(bytes)).toEqual([
      { number: 1, text: 'a' },
      { number: 2, fault: 'not UTF-8', bytes: 2 },
      { number: 3, text: 'Đ' },
    ]);
  });

  it('are reported, and passed over, where they are too long', async () => {
    const limit = 1_048_576;
    const fits = 'x'.repeat(limit);
    expect(await linesOf(`a\n${fits}\r\n${fits}y\nb\n${fits}yz\r\nc\n${'z'.repeat(3 * limit)}`)).toEqual([
      { number: 1, text: 'a' },
      { number: 2, text: fits },
      { number: 3, fault: 'oversized', bytes: limit + 1 },
      { number: 4, text: 'b' },
      { number: 5, fault: 'oversized', bytes: limit + 2 },
      { number: 6, text: 'c' },
      { number: 7, fault: 'oversized', bytes: 3 * limit },
    ]);
  });

  it('do not fill the memory, however long', async () => {
    // As many members as make a line of 300 MB, without ever holding it here.
    const part = gzipSync(Buffer.alloc(1_000_000, 'x'));
    const path = fileOf(Buffer.concat([...Array<Buffer>(300).fill(part), gzipSync('\nend')]));
    const held: number[] = [];
    const watch = setInterval(() => held.push(process.memoryUsage().arrayBuffers), 2);
    const { lines } = await read(path);
    clearInterval(watch);
    expect(lines).toEqual([
      { number: 1, fault: 'oversized', bytes: 300_000_000 },
      { number: 2, text: 'end' },
    ]);
    expect(held.length).toBeGreaterThan(5);
    expect(Math.max(...held)).toBeLessThan(150_000_000);
  });

  it('are the same however the file is cut into chunks', async () => {
    const line = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.constant('x'.repeat(70_000)),
      fc.constant(''),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 30 }), fc.boolean(), fc.boolean(), async (texts, packed, crlf) => {
        const clean = texts.map((text) => text.replaceAll(/[\r\n\ufeff]/g, ''));
        const content = clean.join(crlf ? '\r\n' : '\n');
        const expected = clean.flatMap((text, index) => (text.trim() === '' ? [] : [{ number: index + 1, text }]));
        expect(await linesOf(packed ? gzipSync(content) : content)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });
});

describe('progress', () => {
  it('counts stored bytes up to the size of the file', async () => {
    const path = fileOf(gzipSync(Buffer.from(Array.from({ length: 200_000 }, (_, i) => `${i * 7919}`).join('\n'))));
    const seen: Progress[] = [];
    await read(path, { onProgress: (progress) => seen.push(progress) });
    const total = seen.at(-1)!.totalBytes;
    expect(seen.length).toBeGreaterThan(1);
    expect(seen.at(-1)).toEqual({ bytesRead: total, totalBytes: total });
    expect(seen.map(({ bytesRead }) => bytesRead)).toEqual(
      [...seen.map(({ bytesRead }) => bytesRead)].sort((a, b) => a - b),
    );
  });
});

describe('a file that cannot be read', () => {
  const text = Array.from({ length: 50_000 }, (_, index) => `{"line":${index},"noise":${(index * 7919) % 1009}}`).join(
    '\n',
  );

  it('delivers the complete lines before a cut in its gzip, then says so', async () => {
    const packed = gzipSync(text);
    const path = fileOf(packed.subarray(0, packed.length - 20_000));
    const { lines, error } = await read(path);
    expect(lines.length).toBeGreaterThan(40_000);
    expect(lines.map((line) => ('text' in line ? line.text : ''))).toEqual(text.split('\n').slice(0, lines.length));
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).message).toBe(
      `${path}: truncated gzip: the file ends after ${packed.length - 20_000} bytes, of which ${
        /which (\d+)/.exec((error as InputError).message)![1]
      } bytes could be unpacked; ${lines.length} lines were read`,
    );
  });

  it('says so where only the checksum at its end is missing', async () => {
    const { lines, error } = await read(fileOf(gzipSync(`${text}\n`).subarray(0, -4)));
    expect(lines).toHaveLength(50_000);
    expect(error).toBeInstanceOf(InputError);
  });

  it('says so where its gzip is damaged in the middle', async () => {
    const packed = Buffer.from(gzipSync(text));
    packed.fill(0xff, packed.length / 2, packed.length / 2 + 100);
    const { error } = await read(fileOf(packed));
    expect((error as InputError).message).toMatch(/damaged gzip \(.+\): after \d+ bytes/);
  });

  it('is one that is not there, a directory, or written in UTF-16', async () => {
    const missing = join(folder, 'missing.jsonl');
    expect((await read(missing)).error).toEqual(
      new InputError(`${missing} cannot be read: there is no such file; 0 lines were read`),
    );
    expect((await read(folder)).error).toEqual(
      new InputError(`${folder} is a directory, not a file; 0 lines were read`),
    );
    expect((await read(fileOf(Buffer.from('\ufeffa', 'utf16le')))).error).toBeInstanceOf(InputError);
  });

  // The superuser may read everything, so this can only be seen by others.
  const asOthers = process.getuid?.() === 0 ? it.skip : it;
  asOthers('is one without permission', async () => {
    const path = fileOf('a');
    chmodSync(path, 0o000);
    expect((await read(path)).error).toEqual(
      new InputError(`${path} cannot be read: permission denied; 0 lines were read`),
    );
  });
});

// Where the system lists the files that a process holds open.
const onLinux = existsSync('/proc/self/fd') ? describe : describe.skip;
onLinux('closes the file', () => {
  const isOpen = (path: string): boolean =>
    readdirSync('/proc/self/fd').some((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`) === path;
      } catch {
        return false;
      }
    });

  /** Closing is a call of its own to the system, so it may take a moment. */
  const staysOpen = async (path: string): Promise<boolean> => {
    for (let tries = 0; isOpen(path); tries++) {
      if (tries === 200) return true;
      await setTimeout(10);
    }
    return false;
  };

  it.each(['plain', 'packed'])('when the reader of a %s file stops early', async (kind) => {
    const content = Buffer.from(
      Array.from({ length: 400_000 }, (_, index) => `${(index * 7919) % 100_003}`).join('\n'),
    );
    const path = fileOf(kind === 'plain' ? content : gzipSync(content));
    for await (const batch of readLines(path)) {
      expect(batch.length).toBeGreaterThan(0);
      expect(isOpen(path)).toBe(true);
      break;
    }
    expect(await staysOpen(path)).toBe(false);
  });

  it('when it turns out to be no text', async () => {
    const path = fileOf(Buffer.from('\ufeffa'.repeat(500_000), 'utf16le'));
    expect((await read(path)).error).toBeInstanceOf(InputError);
    expect(await staysOpen(path)).toBe(false);
  });
});
