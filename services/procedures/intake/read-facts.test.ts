import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Incoming } from '../../indicators';
import type { Progress } from './bytes';
import { readFacts } from './read-facts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'read-facts-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const event = (id: string, data: object = { status: 'RECEIVED' }): string =>
  JSON.stringify({
    specversion: '1.0',
    id,
    source: 'urn:example:permits',
    type: 'vn.province.dossier.v1',
    subject: 'c-1',
    time: '2022-11-25T08:15:00+07:00',
    data,
  });

async function read(
  name: string,
  content: string | Buffer,
  onProgress?: (progress: Progress) => void,
): Promise<Incoming[][]> {
  const path = join(folder, name);
  writeFileSync(path, content);
  const batches: Incoming[][] = [];
  const receivedAt = () => Date.parse('2026-06-01T00:00:00Z');
  const options = onProgress === undefined ? { receivedAt, batchSize: 2 } : { receivedAt, batchSize: 2, onProgress };
  for await (const batch of readFacts(path, options)) batches.push(batch);
  return batches;
}

it('reads JSON Lines: facts and problems with the lines they stand on', async () => {
  const oversized = event('big', { lateReason: 'x'.repeat(1_100_000) });
  const content = Buffer.concat([
    Buffer.from(`${event('a')}\r\n\n${event('b', { state: 1 })}\n{broken\n`),
    Buffer.from([0x7b, 0xff, 0x7d, 0x0a]),
    Buffer.from(`${oversized}\n${event('c')}`),
  ]);
  for (const stored of [content, gzipSync(content)]) {
    const batches = await read('facts.jsonl', stored);
    expect(batches.map((batch) => batch.length)).toEqual([2, 2, 2]);
    const place = join(folder, 'facts.jsonl');
    const seen = batches.flat().map(({ origin, decoded }) => {
      expect(origin.place).toBe(place);
      return [origin.position, decoded.ok ? decoded.fact.id : decoded.redacted];
    });
    expect(seen).toEqual([
      [1, 'a'],
      [3, event('b', { state: '[removed]' })],
      [4, '[not JSON, 7 bytes]'],
      [5, '[not UTF-8, 3 bytes]'],
      [6, `[${oversized.length} bytes]`],
      [7, 'c'],
    ]);
  }
});

it('takes the largest message that the decoder takes', async () => {
  const spare = 1_048_576 - Buffer.byteLength(JSON.stringify({ ...JSON.parse(event('a')), x: '' }));
  const largest = JSON.stringify({ ...JSON.parse(event('a')), x: 'x'.repeat(spare) });
  expect(Buffer.byteLength(largest)).toBe(1_048_576);
  const batches = await read('large.jsonl', `${largest}\n${largest.replace('xx', 'xxx')}\n`);
  expect(batches.flat().map(({ decoded }) => decoded.ok)).toEqual([true, false]);
});

it('reports progress', async () => {
  const seen: Progress[] = [];
  await read('progress.jsonl', event('a'), (progress) => seen.push(progress));
  const bytes = Buffer.byteLength(event('a'));
  expect(seen.at(-1)).toEqual({ bytesRead: bytes, totalBytes: bytes });
});

it('asks for a mapping where a table comes without one', async () => {
  await expect(read('table.csv.gz', gzipSync('a,b\n'))).rejects.toThrow(
    /table\.csv\.gz is a table: it needs a mapping/,
  );
});

it('reads nothing from an empty file', async () => {
  expect(await read('empty.jsonl', '')).toEqual([]);
});
