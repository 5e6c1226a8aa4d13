import type { BulkWrite, Sql, SqlValue } from '../../../infra/database';
import { type Contribution, SLOTS } from '../measure/plan';

const KEY = ['series', 'at_ms', 'subject', 'on_ms'];
const SLOT_NAMES = Array.from({ length: SLOTS }, (_, slot) => `v${slot}`);

const bulks = new Map<string, BulkWrite>();

/** One statement for each number of amounts: the rest of the row is zero by default. */
function bulkFor(table: string, slots: number): BulkWrite {
  const name = `${table}:${slots}`;
  let bulk = bulks.get(name);
  if (bulk === undefined) {
    const columns = [...KEY, 'agency', 'procedure_code', 'channel', ...SLOT_NAMES.slice(0, slots)];
    bulk = { table, key: KEY, columns, onConflict: 'replace' };
    bulks.set(name, bulk);
  }
  return bulk;
}

function keyOf(subject: string, c: Contribution): string {
  return `${c.series}\u0000${c.at}\u0000${subject}\u0000${c.on}`;
}

function isEqual(a: Contribution, b: Contribution): boolean {
  return (
    a.series === b.series &&
    a.at === b.at &&
    a.on === b.on &&
    a.agency === b.agency &&
    a.procedure === b.procedure &&
    a.channel === b.channel &&
    a.amounts.length === b.amounts.length &&
    a.amounts.every((amount, slot) => amount === b.amounts[slot])
  );
}

/** What is in `from` and not in `without`: the figures move by the difference alone. */
export function difference(from: readonly Contribution[], without: readonly Contribution[]): Contribution[] {
  return from.filter((contribution) => !without.some((other) => isEqual(contribution, other)));
}

/** Collects the rows of a batch that change. */
export class ContributionChanges {
  readonly #removed = new Map<string, SqlValue[]>();
  readonly #added = new Map<string, { slots: number; row: SqlValue[] }>();

  remove(subject: string, c: Contribution): void {
    this.#removed.set(keyOf(subject, c), [c.series, c.at, subject, c.on]);
  }

  add(subject: string, c: Contribution): void {
    const row = [c.series, c.at, subject, c.on, c.agency, c.procedure, c.channel, ...c.amounts];
    this.#added.set(keyOf(subject, c), { slots: c.amounts.length, row });
  }

  async flush(sql: Sql, table: string): Promise<void> {
    const gone = [...this.#removed].filter(([key]) => !this.#added.has(key)).map(([, row]) => row);
    if (gone.length > 0) await sql.remove(table, KEY, gone);
    const groups = new Map<number, SqlValue[][]>();
    for (const { slots, row } of this.#added.values()) {
      const rows = groups.get(slots);
      if (rows === undefined) groups.set(slots, [row]);
      else rows.push(row);
    }
    for (const [slots, rows] of groups) await sql.write(bulkFor(table, slots), rows);
    this.#removed.clear();
    this.#added.clear();
  }
}
