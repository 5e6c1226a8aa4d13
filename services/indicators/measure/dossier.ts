import { type State, type Statement, said, standing, valueAt } from '../merge/state';
import type { Channel } from './channel';
import { exitOf, returnedAt, statuses } from './exit';
import type { Place } from './measure';
import { FOREVER, type Settings } from './settings';
import { judgedDates, type Lateness, latenessOf, overdueSpans, type Segment, segmentsOf } from './timeline';

/**
 * A dossier's life, worked out from its merged state alone (design: indicators.md "A dossier's life";
 * docs/decisions/0001). Instants are epoch milliseconds; null means "has not happened".
 */
export interface Dossier extends Place {
  readonly channel: Channel;
  /** From when on there is a fact at all: the receipt, else the earliest statement. */
  readonly knownFrom: number;
  readonly receivedAt: number | null;
  /** End of the work in progress; FOREVER while it lasts, null where the dossier was never received. */
  readonly exitAt: number | null;
  readonly completedAt: number | null;
  readonly leftAt: number | null;
  /** Ever had a date by which lateness can be judged. */
  readonly dated: boolean;
  readonly late: Lateness | null;
  /** Completed before its due day (`DATE`) or before `dueAt` (`INSTANT`), and not late. */
  readonly early: boolean;
  /** When it first became late or a second supplement was asked for, its life in progress over or not; null: neither. */
  readonly troubledAt: number | null;
  readonly segments: readonly Segment[];
  readonly overdue: readonly (readonly [number, number])[];
  readonly syncedAt: number | null;
  readonly explainedAt: number | null;
  readonly apologisedAt: number | null;
  readonly eResultIssuedAt: number | null;
  readonly feePaidAt: number | null;
  readonly ratedAt: number | null;
  readonly returnedAt: number | null;
  readonly rating: number | null;
  readonly componentsRequired: number;
  readonly componentsDigitised: number;
  readonly componentsReused: number;
  readonly resultRequired: boolean;
  readonly feeRequired: boolean;
  readonly feePaidOnline: boolean;
  /** null: not known. */
  readonly signedOnMobile: boolean | null;
  readonly outsideTerritory: boolean;
  /** When the result was put into the applicant's own data store. */
  readonly resultStoredAt: number | null;
  readonly populationDataUsed: boolean;
}

const NEVER: readonly Segment[] = [];

/** Works out a dossier's life; undefined where it was voided, which counts nowhere. */
export function dossierOf(state: State, settings: Settings): Dossier | undefined {
  if (said(state, 'voided') === true) return undefined;
  const stations = statuses(state);
  const final = stations.at(-1)?.value;
  const stated = numberSaid(state, 'receivedAt');
  const received = final === 'REGISTERED' || final === 'REFUSED' ? null : stated;
  const life = received === null ? UNRECEIVED : lifeOf(state, received, stations, settings);
  return {
    agency: (said(state, 'agencyCode') as string | null | undefined) ?? '',
    procedure: (said(state, 'procedureCode') as string | null | undefined) ?? '',
    channel: (said(state, 'channel') as Channel | null | undefined) ?? 'COUNTER',
    knownFrom: stated ?? Math.min(...state.events.map((event) => event.time)),
    receivedAt: received,
    ...life,
    syncedAt: firstOf(numberSaid(state, 'syncedAt'), state.portalSeenAt),
    explainedAt: numberSaid(state, 'explainedAt'),
    apologisedAt: numberSaid(state, 'apologisedAt'),
    eResultIssuedAt: numberSaid(state, 'eResultIssuedAt'),
    feePaidAt: numberSaid(state, 'feePaidAt'),
    ratedAt: numberSaid(state, 'ratedAt'),
    returnedAt: returnedAt(state),
    rating: numberSaid(state, 'rating'),
    componentsRequired: numberSaid(state, 'componentsRequired') ?? 0,
    componentsDigitised: numberSaid(state, 'componentsDigitised') ?? 0,
    componentsReused: numberSaid(state, 'componentsReused') ?? 0,
    resultRequired: said(state, 'resultRequired') !== false,
    feeRequired: said(state, 'feeRequired') === true,
    feePaidOnline: said(state, 'feePaidOnline') === true,
    signedOnMobile: (said(state, 'signedOnMobile') as boolean | null | undefined) ?? null,
    outsideTerritory: said(state, 'outsideTerritory') === true,
    resultStoredAt: numberSaid(state, 'resultStoredAt'),
    populationDataUsed: said(state, 'populationDataUsed') === true,
  };
}

function numberSaid(state: State, field: string): number | null {
  return (said(state, field) as number | null | undefined) ?? null;
}

/** A copy on the portal shows that it was synchronised, whether or not the provincial system says so. */
function firstOf(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}

type Life = Pick<
  Dossier,
  'exitAt' | 'completedAt' | 'leftAt' | 'dated' | 'late' | 'early' | 'troubledAt' | 'segments' | 'overdue'
>;

const UNRECEIVED: Life = {
  exitAt: null,
  completedAt: null,
  leftAt: null,
  dated: false,
  late: null,
  early: false,
  troubledAt: null,
  segments: NEVER,
  overdue: [],
};

function lifeOf(state: State, received: number, stations: readonly Statement[], settings: Settings): Life {
  const exit = exitOf(state, stations);
  // An exit never precedes the entry.
  const exitAt = exit === undefined ? FOREVER : Math.max(exit.at, received);
  const dates = judgedDates(state);
  const segments = segmentsOf(received, { at: exitAt, outcome: exit?.outcome }, dates, stations, settings);
  const late = latenessOf(segments, settings) ?? null;
  const completed = exit?.outcome === 'COMPLETED';
  return {
    exitAt,
    completedAt: completed ? exitAt : null,
    leftAt: exit?.outcome === 'LEFT' ? exitAt : null,
    dated: dates.length > 0,
    late,
    early: completed && late === null && isEarly(exitAt, segments.at(-1)!.dueAt, settings),
    troubledAt: firstOf(late?.at ?? null, secondSupplement(received, exitAt, stations)),
    segments,
    overdue: late === null ? [] : overdueSpans(segments, late),
  };
}

/** When a second supplement was asked for, in the time of its handling; more than one counts as late in Decision 766. */
function secondSupplement(received: number, exit: number, stations: readonly Statement[]): number | null {
  const asked = stations.filter(({ event, value }) => value === 'SUPPLEMENT_REQUESTED' && event.time <= exit);
  return asked.length < 2 ? null : Math.max(received, asked[1]!.event.time);
}

function isEarly(completed: number, due: number | null, { zone, rule }: Settings): boolean {
  if (due === null) return false;
  return rule === 'INSTANT' ? completed < due : zone.localDay(completed) < zone.localDay(due);
}

/** The officer who held the dossier at an instant; null where none was stated by then. */
export function officerAt(state: State, at: number): string | null {
  return (valueAt(state, 'officerCode', at) as string | null | undefined) ?? null;
}

/** The promised date in force at an instant, an apology's new date included; the first one said holds from receipt on. */
export function promisedAt(state: State, at: number): number | null {
  const said = standing(state, 'dueAt');
  const first = said.find((statement) => statement.value !== null);
  const inForce = valueAt(state, 'dueAt', at);
  return (inForce === undefined ? (first?.value as number | undefined) : (inForce as number | null)) ?? null;
}
