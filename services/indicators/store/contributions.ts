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

function hasSameKey(a: Contribution, b: Contribution): boolean {
  return a.series === b.series && a.at === b.at && a.on === b.on;
}

function isEqual(a: Contribution, b: Contribution): boolean {
  return (
    hasSameKey(a, b) &&
    a.agency === b.agency &&
    a.procedure === b.procedure &&
    a.channel === b.channel &&
    a.amounts.length === b.amounts.length &&
    a.amounts.every((amount, slot) => amount === b.amounts[slot])
  );
}

/** What is in `from` and not in `without`: the figures move by the difference alone. */
export function difference(from: readonly Contribution[], without: readonly Contribution[]): Contribution[] {
  if (without.length === 0) return from as Contribution[];
  return from.filter((contribution) => !without.some((other) => isEqual(contribution, other)));
}

interface Changed {
  readonly subject: string;
  readonly contribution: Contribution;
}

/** In the order of the table's key: neighbours are written together, and writers meet in one order. */
function byKey(a: Changed, b: Changed): number {
  const [x, y] = [a.contribution, b.contribution];
  return x.series - y.series || x.at - y.at || (a.subject < b.subject ? -1 : a.subject > b.subject ? 1 : x.on - y.on);
}

/** Collects the rows of a batch that change; each subject is told once. */
export class ContributionChanges {
  readonly #removed: Changed[] = [];
  readonly #added: Changed[] = [];

  /** What a subject contributes no longer, and what it contributes anew. */
  change(subject: string, gone: readonly Contribution[], added: readonly Contribution[]): void {
    for (const contribution of gone) {
      // A row whose amounts alone change is written over.
      if (!added.some((other) => hasSameKey(contribution, other))) this.#removed.push({ subject, contribution });
    }
    for (const contribution of added) this.#added.push({ subject, contribution });
  }

  async flush(sql: Sql, table: string): Promise<void> {
    const gone = this.#removed
      .sort(byKey)
      .map(({ subject, contribution: { series, at, on } }) => [series, at, subject, on]);
    if (gone.length > 0) await sql.remove(table, KEY, gone);
    const groups = new Map<number, SqlValue[][]>();
    for (const { subject, contribution } of this.#added.sort(byKey)) {
      const { series, at, on, agency, procedure, channel, amounts } = contribution;
      const row = [series, at, subject, on, agency, procedure, channel, ...amounts];
      const rows = groups.get(amounts.length);
      if (rows === undefined) groups.set(amounts.length, [row]);
      else rows.push(row);
    }
    for (const [slots, rows] of groups) await sql.write(bulkFor(table, slots), rows);
    this.#removed.length = 0;
    this.#added.length = 0;
  }
}
