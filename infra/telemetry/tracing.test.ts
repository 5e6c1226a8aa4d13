import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Collector, type SeenSpan, startCollector } from '../../test/support/collector';
import { MIGRATIONS } from '../database/migrations';
import { openSqlite } from '../database/sqlite';
import { SILENT } from './log';
import { startTracing } from './start-tracing';
import { kindAndTable, tracedDatabase } from './traced-database';
import { isTracing, traced, tracedBatch, tracedNow, traceHeaders } from './tracing';

const TRACE_A = 'a'.repeat(32);
const TRACE_B = 'b'.repeat(32);
const parentOf = (trace: string): string => `00-${trace}-${'1'.repeat(16)}-01`;
const META = { table: 'meta', key: ['name'], columns: ['name', 'value'], onConflict: 'replace' } as const;

let collector: Collector;
let folder: string;
let tracing: ReturnType<typeof startTracing>;
beforeEach(async () => {
  collector = await startCollector();
  folder = mkdtempSync(join(tmpdir(), 'hub-tracing-'));
});
afterEach(async () => {
  await tracing.stop();
  await collector.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('one trace leads from the Kafka record to the statement, and tells no value', async () => {
  const database = tracedDatabase(await openSqlite(join(folder, 'hub.db'), MIGRATIONS));
  tracing = startTracing({ address: collector.address, role: 'procedures' });
  const records = [
    { offset: 40, headers: {} },
    { offset: 41, headers: { traceparent: parentOf(TRACE_A) } },
    { offset: 42, headers: { traceparent: parentOf(TRACE_B) } },
    { offset: 43, headers: { traceparent: 'nonsense' } },
  ];
  await tracedBatch({ topic: 'facts', partition: 3 }, records, async () => {
    tracedNow('decode', { count: 3 }, () => undefined);
    await database.write(async (sql) => {
      await traced('merge', { count: 3 }, async () => {
        await sql.all('SELECT value FROM meta WHERE name = ?', ['Nguyễn Văn A']);
        await sql.write(META, [['digest', 'Trần Thị B']]);
      });
    });
  });
  const session = database.session();
  await session.read((sql) => sql.all('SELECT source FROM source'));
  session.close();
  await database.close();
  await tracing.stop();

  const spans = collector.spans();
  const only = (name: string, table?: string): SeenSpan => {
    const found = spans.filter(
      (span) => span.name === name && (table === undefined || span.attributes['db.collection.name'] === table),
    );
    expect(found).toHaveLength(1);
    return found[0]!;
  };
  const batch = only('kafka batch');
  expect(batch).toMatchObject({ traceId: TRACE_A, parentSpanId: '1'.repeat(16), links: [TRACE_B] });
  expect(batch.service).toBe('hub-procedures');
  expect(batch.attributes).toMatchObject({
    'messaging.destination.name': 'facts',
    'messaging.destination.partition.id': '3',
    'hub.first_offset': 40,
    'hub.last_offset': 43,
  });
  expect(only('decode')).toMatchObject({ traceId: TRACE_A, parentSpanId: batch.spanId });
  const transaction = only('transaction');
  expect(transaction).toMatchObject({ traceId: TRACE_A, parentSpanId: batch.spanId });
  const merge = only('merge');
  expect(merge).toMatchObject({ parentSpanId: transaction.spanId });
  const statements = spans.filter((span) => span.parentSpanId === merge.spanId);
  expect(statements.map(({ attributes }) => attributes['db.operation.name'])).toEqual(['SELECT', 'INSERT']);
  expect(only('sql', 'source').traceId).not.toBe(TRACE_A);
  expect(collector.text()).not.toMatch(/Nguy|Tr\u1ea7n|\?/);
});

test('a failure is told by its kind, not by its words, and passed on', async () => {
  tracing = startTracing({ address: collector.address, role: 'relay' });
  const fails = traced('merge', {}, async () => {
    throw new TypeError('of Nguyễn Văn A');
  });
  await expect(fails).rejects.toThrow('of Nguyễn Văn A');
  expect(() =>
    tracedNow('decode', {}, () => {
      throw new RangeError('too');
    }),
  ).toThrow('too');
  await tracing.stop();
  expect(collector.spans().map(({ name, failed }) => [name, failed])).toEqual([
    ['merge', 'TypeError'],
    ['decode', 'RangeError'],
  ]);
  expect(collector.text()).not.toContain('Nguy');
});

test('another process is told which span it works for', async () => {
  tracing = startTracing({ address: collector.address, role: 'gateway' });
  await traced(
    'http request',
    {},
    async () => expect(traceHeaders()['traceparent']).toMatch(new RegExp(`^00-${TRACE_A}-(?!1{16})[0-9a-f]{16}-01$`)),
    { from: [{ traceparent: parentOf(TRACE_A) }], kind: 'server' },
  );
  await tracing.stop();
});

test('without an address nothing is traced', async () => {
  tracing = startTracing({ address: undefined, role: 'all' });
  expect(isTracing()).toBe(false);
  const database = tracedDatabase(await openSqlite(join(folder, 'hub.db'), MIGRATIONS));
  expect(await database.read((sql) => sql.all('SELECT name FROM meta'))).toEqual([]);
  expect(await traced('merge', {}, async () => 1)).toBe(1);
  expect(traceHeaders()).toEqual({});
  await database.close();
  await tracing.stop();
  expect(collector.text()).toBe('');
});

test('a collector that is away delays neither work nor the end for long', async () => {
  await collector.stop();
  const told: string[] = [];
  const log = { ...SILENT, warn: (message: string) => void told.push(message) };
  tracing = startTracing({ address: collector.address, role: 'all', log });
  expect(await traced('merge', {}, async () => 1)).toBe(1);
  const began = performance.now();
  await tracing.stop();
  expect(performance.now() - began).toBeLessThan(5000);
  expect(told).toContain('spans could not be sent');
  collector = await startCollector();
});

test.each([
  ['SELECT a, b FROM meta WHERE x = 1', 'SELECT', 'meta'],
  ['  INSERT INTO state (a) VALUES (1)', 'INSERT', 'state'],
  ['UPDATE position SET a = 1', 'UPDATE', 'position'],
  ['CREATE TABLE IF NOT EXISTS cell (a INTEGER)', 'CREATE', 'cell'],
  ['DROP TABLE shadow_cell', 'DROP', 'shadow_cell'],
  ['SELECT 1', 'SELECT', ''],
])('%s: %s %s', (text, kind, table) => expect(kindAndTable(text)).toEqual([kind, table]));
