import { insertStatements, removeStatements } from './mysql-text';
import type { BulkWrite, SqlValue } from './sql';

const BULK: BulkWrite = { table: 'state', key: ['subject'], columns: ['subject', 'body'], onConflict: 'replace' };

/** Bytes that a statement takes on its way. */
const size = ({ text, parameters }: { text: string; parameters?: SqlValue[] }): number =>
  Buffer.byteLength(text) + (parameters ?? []).reduce<number>((sum, each) => sum + Buffer.byteLength(String(each)), 0);

test.each([4096, 65_536, 16_777_216])(
  'statements fit a packet of %d bytes, and none of the rows is left out',
  (packet) => {
    const rows = Array.from({ length: 901 }, (_, i) => [`S-${i}.`, `${'ế😀"\''.repeat(40 + (i % 90))}`]);
    const statements = [...insertStatements(BULK, rows, packet)];
    const together = statements.map(({ text, parameters }) => text + (parameters ?? []).join()).join();
    for (const [subject] of rows) expect(together.split(subject!)).toHaveLength(2);
    expect(Math.max(...statements.map(size))).toBeLessThanOrEqual(packet);
    const keys = [
      ...removeStatements(
        'state',
        ['subject'],
        rows.map(([subject]) => [subject!]),
        packet,
      ),
    ];
    expect(Math.max(...keys.map(size))).toBeLessThanOrEqual(packet);
    expect(
      keys
        .map(({ text }) => text)
        .join()
        .match(/S-\d+\./g),
    ).toHaveLength(rows.length);
  },
);

test('a row larger than a packet goes alone: the server says that it is', () => {
  const rows = [
    ['a', 'x'],
    ['b', 'x'.repeat(5000)],
    ['c', 'x'],
  ];
  expect([...insertStatements(BULK, rows, 4096)].map(({ text }) => text.match(/'[abc]'/g))).toEqual([
    ["'a'"],
    ["'b'"],
    ["'c'"],
  ]);
});
