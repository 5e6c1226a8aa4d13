import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { InputError } from '../../../infra/errors';
import { type CsvRecord, readRecords } from './csv';

// Files are read for real: a busy machine may take its time.
jest.setTimeout(60_000);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'csv-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function read(content: string | Buffer, delimiter = ','): Promise<{ records: CsvRecord[]; error: unknown }> {
  const path = join(folder, 'table.csv');
  writeFileSync(path, content);
  const records: CsvRecord[] = [];
  try {
    for await (const batch of readRecords(path, { delimiter, batchSize: 3 })) records.push(...batch);
    return { records, error: undefined };
  } catch (error) {
    return { records, error };
  }
}

describe('the records of a table', () => {
  it('are cut at the delimiter and at the end of the line', async () => {
    expect((await read('\ufeffa,b\r\n1,\n\n,2')).records).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['1', ''] },
      { line: 4, cells: ['', '2'] },
    ]);
    expect((await read(gzipSync('a;b,c\n'), ';')).records).toEqual([{ line: 1, cells: ['a', 'b,c'] }]);
  });

  it('have quoted cells with delimiters, doubled quotation marks and line breaks', async () => {
    expect((await read('"a","b ""c"""\n"x\n\n,""\r\ny",\n"",""\nend\n')).records).toEqual([
      { line: 1, cells: ['a', 'b "c"'] },
      { line: 2, cells: ['x\n\n,"\ny', ''] },
      { line: 6, cells: ['', ''] },
      { line: 7, cells: ['end'] },
    ]);
  });

  it.each([
    ['a stray mark in a cell', '1,5" pipe', '9 characters'],
    ['a blank before the mark', '1, "x"', '6 characters'],
    ['text after the closing mark', '"x"y,1', '6 characters'],
    ['a mark after a quoted cell', '"x" ,1', '6 characters'],
  ])('are broken by %s, and their neighbours go on', async (_, row, what) => {
    expect((await read(`1,2\n${row}\n3,4\n`)).records).toEqual([
      { line: 1, cells: ['1', '2'] },
      { line: 2, expected: 'a quotation mark only around a whole cell, and doubled inside one', what },
      { line: 3, cells: ['3', '4'] },
    ]);
  });

  it('are broken as a whole where a cell of several lines ends wrongly', async () => {
    const { records } = await read('1,"x\nz"y\n3,4\n');
    expect(records).toMatchObject([
      { line: 1, what: '8 characters, lines 1 to 2' },
      { line: 3, cells: ['3', '4'] },
    ]);
  });

  it('are broken by bytes that are not UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from('1,2\n3,'), Buffer.from([0xe9]), Buffer.from('\n5,6\n')]);
    expect((await read(bytes)).records).toEqual([
      { line: 1, cells: ['1', '2'] },
      { line: 2, expected: 'text in UTF-8', what: 'not UTF-8, 3 bytes' },
      { line: 3, cells: ['5', '6'] },
    ]);
  });

  it('stop at a quoted cell that never ends, with the line on which it begins', async () => {
    // The last one does end, but after more than a record may hold.
    for (const rest of ['3,4\n', `${'3,4\n'.repeat(400_000)}"\n5,6\n`]) {
      const { records, error } = await read(`1,2\n"x,y\n${rest}`);
      expect(records).toEqual([{ line: 1, cells: ['1', '2'] }]);
      expect(error).toBeInstanceOf(InputError);
      expect((error as Error).message).toMatch(/line 2: a quotation mark opens a cell that does not end/);
    }
  });

  it('are those that csv-parse finds', async () => {
    const cell = fc.oneof(fc.stringMatching(/^[a",;\n é]{0,6}$/), fc.string({ unit: 'grapheme', maxLength: 5 }));
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(table, fc.boolean(), fc.constantFrom(',', ';', '\t'), async (rows, crlf, delimiter) => {
        const quoted = (text: string): string =>
          /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
        const clean = rows.map((row) => row.map((text) => text.replaceAll(/[\r\ufeff]/g, '')));
        const content = clean.map((row) => row.map(quoted).join(delimiter)).join(crlf ? '\r\n' : '\n');
        const oracle = parse(content, { delimiter, relax_column_count: true, record_delimiter: ['\r\n', '\n'] });
        const { records, error } = await read(content, delimiter);
        expect(error).toBeUndefined();
        expect(records.map((record) => ('cells' in record ? record.cells : record))).toEqual(oracle);
        expect(oracle).toEqual(clean);
      }),
      { numRuns: 300 },
    );
  });
});
