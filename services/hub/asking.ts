import type { Reads } from '../../infra/database';
import { InputError } from '../../infra/errors';
import { dayNumber } from '../../infra/time/day';
import type { Zone } from '../../infra/time/zone';
import { type AnyIndicator, Figures, parsePeriod, type Question, referencedAgencies } from '../indicators';
import type { OpenStore } from './open';

/** How a figure is asked for on the command line. */
export interface Asked {
  /** Absent: everything. */
  readonly agency?: string;
  readonly period: string;
  /** An instant with its offset, or a local date; absent: now. */
  readonly asOf?: string;
}

/** Figures of the store as this process has them configured. */
export function figuresOn({ store, catalogue, targets }: OpenStore, reads: Reads, now: number): Figures {
  const { settings } = store;
  return new Figures({ reads, settings, catalogue: (sql) => catalogue.within(sql), now, targets });
}

/**
 * The question that the options put, of each indicator.
 * @throws InputError for a period, instant or agency that is none
 */
export async function questionOf(open: OpenStore, asked: Asked): Promise<(indicator: AnyIndicator) => Question> {
  const period = parsePeriod(asked.period);
  const asOf = asked.asOf === undefined ? null : readInstant(asked.asOf, open.store.settings.zone);
  if (asked.agency !== undefined) await checkAgency(open, asked.agency);
  return (indicator) => ({
    ...{ indicator, agency: asked.agency ?? null, only: false, from: period.from, to: period.to, period, asOf },
    ...{ channel: null, procedure: null, field: null, on: null },
  });
}

/** A local date stands for its last instant. */
function readInstant(text: string, zone: Zone): number {
  const isInstant = /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(text);
  const day = dayOf(isInstant ? text.slice(0, 10) : text);
  const instant = day === undefined ? Number.NaN : isInstant ? Date.parse(text) : zone.startOfDay(day + 1) - 1;
  if (!Number.isNaN(instant)) return instant;
  throw new InputError(
    `--as-of ${text}: expected an instant such as 2022-11-25T08:00:00+07:00, or a date such as 2022-11-25`,
  );
}

/** The day of a date that exists: `Date.parse` alone reads February 30 as March 2. */
function dayOf(text: string): number | undefined {
  try {
    return dayNumber(text);
  } catch {
    return undefined;
  }
}

/** @throws InputError for a code that no fact names: its figures would look like those of an agency without work */
async function checkAgency({ database, catalogue }: OpenStore, code: string): Promise<void> {
  if ((await catalogue.current()).agencies.has(code)) return;
  if ((await database.read(referencedAgencies)).includes(code)) return;
  throw new InputError(`--agency ${code}: no fact names this agency; expected a code as the sending systems write it`);
}
