import { InputError } from '../../../infra/errors';
import { type Incoming, redactWhole } from '../../indicators';
import { type CsvRecord, readRecords } from './csv';
import type { Mapping } from './mapping';
import type { ReadFactsOptions } from './read-facts';
import { RowReader } from './row-reader';

/**
 * The rows of a table as facts. A row at fault is a problem with the line on which it begins, and its neighbours go on.
 * @throws InputError before any row is taken, when the table has not the columns of the mapping; otherwise when the
 * file cannot be read to its end
 */
export async function* readTable(
  path: string,
  mapping: Mapping,
  options: Omit<ReadFactsOptions, 'mapping'>,
): AsyncGenerator<Incoming[]> {
  const { receivedAt, futureBoundMs, ...reading } = options;
  let rows: RowReader | undefined;
  for await (const batch of readRecords(path, { ...reading, delimiter: mapping.delimiter })) {
    const records = rows === undefined ? batch.slice(1) : batch;
    rows ??= new RowReader(mapping, headerOf(path, batch[0]!), path);
    const arrival = { receivedAt: receivedAt(), futureBoundMs };
    const incoming: Incoming[] = [];
    for (const record of records) {
      const origin = { place: path, position: record.line };
      if ('cells' in record) {
        incoming.push({ origin, decoded: rows.read(record.cells, arrival) });
      } else {
        const problem = { field: '', expected: record.expected };
        incoming.push({ origin, decoded: { ok: false, problem, ...redactWhole(record.what) } });
      }
    }
    if (incoming.length > 0) yield incoming;
  }
  if (rows === undefined) throw new InputError(`${path} is empty: a table begins with a line of column names`);
}

function headerOf(path: string, record: CsvRecord): readonly string[] {
  if ('cells' in record) return record.cells;
  throw new InputError(`${path}: line ${record.line}, the header, must be ${record.expected}`);
}
