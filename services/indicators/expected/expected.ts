import type { Sql } from '../../../infra/database';
import { dayNumber, type Zone } from '../../../infra/time/zone';
import { type State, said } from '../merge/state';
import { type Filling, readFillings } from '../store/report-slots';
import { walkStates } from '../store/states';
import { type ReportRegime, reportRegimeOf } from './regime';
import { duesOf, firstDueOf, type Slot, slotsDue } from './slots';

/** A stretch of epoch milliseconds, both ends included. */
export interface DueRange {
  readonly from: number;
  readonly until: number;
}

/** A report that a regime expects and that has no due date of its own: nobody sent it, or it fills the place. */
export interface ExpectedReport extends Slot {
  /** The earliest submission of those that fill the place; null: nobody has. */
  readonly submittedAt: number | null;
  readonly shared: boolean;
}

/** What regimes expect, at one revision of the store: some hundreds of regimes at the most, in memory. */
export class ExpectedReports {
  readonly #firstDues = new Map<string, number>();

  constructor(
    /** By code; voided ones are not among them. */
    readonly regimes: ReadonlyMap<string, ReportRegime>,
    private readonly zone: Zone,
    /** Of agencies that did not always exist. */
    private readonly lifetimes: ReadonlyMap<string, Lifetime> = new Map(),
  ) {
    for (const regime of regimes.values()) {
      for (const agency of regime.reporters) {
        const from = this.#begin(agency);
        const due = firstDueOf(regime, zone, from);
        if (due === null || !this.#exists(agency, due)) continue;
        this.#firstDues.set(agency, Math.min(due, this.#firstDues.get(agency) ?? due));
      }
    }
  }

  #begin(agency: string): number {
    const from = this.lifetimes.get(agency)?.from ?? null;
    return from === null ? Number.NEGATIVE_INFINITY : this.zone.startOfDay(from);
  }

  /** Whether an agency exists on the day of an instant: what is not there owes no report. */
  #exists(agency: string, instant: number): boolean {
    const { from = null, to = null } = this.lifetimes.get(agency) ?? {};
    const day = this.zone.localDay(instant);
    return (from === null || from <= day) && (to === null || day <= to);
  }

  /** Every report expected by due dates in the range, whether or not something has come in. */
  slots({ from, until }: DueRange): Slot[] {
    return [...this.regimes.values()].flatMap((regime) =>
      slotsDue(regime, from, until, this.zone).filter(({ agency, dueAt }) => this.#exists(agency, dueAt)),
    );
  }

  /**
   * The reports expected by due dates in the range, those left out that a report with a due date of its own fills: it
   * counts by that. Several reports in one place count once, by the earliest submission.
   * @param sql a connection to the snapshot that the regimes were read from
   */
  async read(sql: Sql, range: DueRange): Promise<ExpectedReport[]> {
    const fillings = new Map<string, Filling>();
    const periods = new Set<string>();
    const asked = [...this.regimes.values()].filter((regime) => {
      const dues = duesOf(regime, range.from, range.until, this.zone);
      for (const { period } of dues) periods.add(period);
      return dues.length > 0;
    });
    const codes = asked.map(({ code }) => code).sort();
    for (const filling of await readFillings(sql, codes, [...periods].sort())) fillings.set(placeOf(filling), filling);
    return this.slots(range).flatMap((slot) => {
      const filling = fillings.get(placeOf(slot));
      if (filling?.hasOwnDue === true) return [];
      return [{ ...slot, submittedAt: filling?.submittedAt ?? null, shared: filling?.shared ?? false }];
    });
  }

  /** The agencies of which a report was due by an instant: of them there is data, even where they are silent. */
  agencies(until: number): string[] {
    return [...this.#firstDues].flatMap(([agency, due]) => (due <= until ? [agency] : [])).sort();
  }
}

/** What tells one place from another. */
export function placeOf({ regime, period, agency }: Pick<Slot, 'regime' | 'period' | 'agency'>): string {
  return `${regime}\u0000${period}\u0000${agency}`;
}

/** Reads the regimes from the store, anew only when the revision is another. */
export class ExpectedReader {
  #last: { readonly revision: string; readonly expected: ExpectedReports } | undefined;

  constructor(private readonly zone: Zone) {}

  /**
   * What the regimes of a snapshot expect.
   * @param revision digits that move whenever a regime does, as the snapshot has them
   */
  async within(sql: Sql, revision: string): Promise<ExpectedReports> {
    if (this.#last?.revision === revision) return this.#last.expected;
    const expected = new ExpectedReports(await loadRegimes(sql), this.zone, await loadLifetimes(sql));
    // An older snapshot may be read beside a newer one; the newer is kept.
    if (Number(revision) > Number(this.#last?.revision ?? -1)) this.#last = { revision, expected };
    return expected;
  }
}

/** First and last local day of an agency; null: not limited. */
interface Lifetime {
  readonly from: number | null;
  readonly to: number | null;
}

async function loadLifetimes(sql: Sql): Promise<Map<string, Lifetime>> {
  const lifetimes = new Map<string, Lifetime>();
  const day = (state: State, field: string): number | null => {
    const date = said(state, field);
    return typeof date === 'string' ? dayNumber(date) : null;
  };
  for await (const page of walkStates(sql, 'agency')) {
    for (const state of page) {
      if (said(state, 'voided') === true) continue;
      const [from, to] = [day(state, 'validFrom'), day(state, 'validTo')];
      if (from !== null || to !== null) lifetimes.set(state.subject, { from, to });
    }
  }
  return lifetimes;
}

async function loadRegimes(sql: Sql): Promise<Map<string, ReportRegime>> {
  const regimes = new Map<string, ReportRegime>();
  for await (const page of walkStates(sql, 'regime')) {
    for (const state of page) {
      const regime = reportRegimeOf(state);
      if (regime !== undefined) regimes.set(regime.code, regime);
    }
  }
  return regimes;
}
