import DataLoader from 'dataloader';
import type { Sql } from '../../../infra/database';
import type { Settings } from '../measure/settings';
import type { Catalogue } from '../read/catalogue';
import type { Period } from '../read/period';
import { effectiveInstant } from '../read/question';
import { agencyFilter } from '../read/scope';
import { readPresence, type SumRow } from '../read/sums';
import { planFor } from '../store/plans';
import { byNumber, columnsOf } from './columns';
import { type Form06aSource, readLives, totalOf } from './read';

/** The totals of form II.06a, by the number of the column, `3` to `13`; of what has no data none. */
export type Form06aColumns = Readonly<Record<string, number>>;

interface Asked {
  readonly agency: string | null;
  readonly period: Period;
}

/** What was read of one period. */
interface Read {
  readonly T: number;
  readonly rows: readonly SumRow[];
  /** Agencies of which there is any dossier up to T. */
  readonly present: readonly string[];
}

/**
 * Reads the totals of an agency and all below it (null: of everything) for a period. What is asked for in one tick is
 * read together, each period once however many agencies are asked for.
 * @throws Error where they do not balance
 */
export function form06aTotals(
  source: Form06aSource,
): (agency: string | null, period: Period) => Promise<Form06aColumns> {
  const loader = new DataLoader<Asked, Form06aColumns, string>((asked) => loadTotals(source, asked), {
    cacheKeyFn: ({ agency, period }) => JSON.stringify([agency, period.from, period.to]),
  });
  return (agency, period) => loader.load({ agency, period });
}

function loadTotals(source: Form06aSource, asked: readonly Asked[]): Promise<Form06aColumns[]> {
  const { reads, settings } = source;
  return reads.read(async (sql) => {
    const catalogue = await source.catalogue(sql);
    const periods = new Map<string, Read>();
    const totals: Form06aColumns[] = [];
    for (const { agency, period } of asked) {
      const name = `${period.from} ${period.to}`;
      const read = periods.get(name) ?? (await readPeriod(sql, period, source));
      periods.set(name, read);
      totals.push(totalIn(read, agency, catalogue, settings));
    }
    return totals;
  });
}

async function readPeriod(sql: Sql, period: Period, { settings, now }: Form06aSource): Promise<Read> {
  const T = effectiveInstant(period, null, now, settings);
  if (T < settings.zone.startOfDay(period.from)) return { T, rows: [], present: [] };
  const rows = await readLives(sql, { period, T, byProcedure: false }, settings);
  const presence = await readPresence(sql, T, planFor('dossier').presence, settings.zone);
  return { T, rows, present: [...presence.values()].flatMap((codes) => [...codes]) };
}

function totalIn(
  { T, rows, present }: Read,
  agency: string | null,
  catalogue: Catalogue,
  settings: Settings,
): Form06aColumns {
  const counts = agencyFilter({ agency, only: false }, catalogue.on(settings.zone.localDay(T), T));
  if (!present.some(counts)) return {};
  return byNumber(columnsOf(totalOf(rows.filter((row) => counts(row.agency)))));
}
