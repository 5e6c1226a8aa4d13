import type { Fact } from '../../services/indicators/facts/fact';
import type { Life } from './life';
import { earliest, latest, latestNumber } from './merge';

/** One dossier as the table sees it. */
export interface Dossier {
  readonly subject: string;
  readonly facts: readonly Fact[];
  readonly life: Life;
}

/** What a dossier adds to a flow: how much, on which date, and since which instant it is known to be so. */
export interface Contribution {
  readonly amount: number;
  readonly on: number;
  readonly since: number;
}

/** One half of an indicator. A flow gives a contribution or nothing; a stock gives what it amounts to at an instant. */
export interface Half {
  readonly flow?: (dossier: Dossier) => Contribution | null;
  readonly stock?: (dossier: Dossier, at: number) => number;
}

/** An indicator of the table; a count has no denominator. */
export interface Row {
  readonly number: number;
  readonly code: string;
  readonly numerator: Half;
  readonly denominator: Half | null;
}

const is = (dossier: Dossier, field: string) => latest(dossier.facts, field) === true;
const at = (dossier: Dossier, field: string) => latestNumber(dossier.facts, field);
const online = (dossier: Dossier) => latest(dossier.facts, 'channel') === 'ONLINE';

/** The dates behind a contribution: it is on the first of them, and since the latest; nothing if one has not happened. */
function dated(amount: number, on: number | null, ...others: readonly (number | null)[]): Contribution | null {
  const dates = [on, ...others];
  if (amount === 0 || dates.includes(null)) return null;
  return { amount, on: on as number, since: Math.max(...(dates as number[])) };
}

type Amount = (dossier: Dossier) => number | boolean;
type Instant = (dossier: Dossier) => number | null;

/** A flow on the date of receipt; `also` is a further date that must have come. */
const onReceipt = (amount: Amount, also?: Instant): Half => ({
  flow: (d) => dated(Number(amount(d)), d.life.received, ...(also === undefined ? [] : [also(d)])),
});

/** A flow on the date of completion. */
const onCompletion = (amount: Amount, also?: Instant): Half => ({
  flow: (d) => dated(Number(amount(d)), d.life.completed, ...(also === undefined ? [] : [also(d)])),
});

/** A flow on the day it became late. */
const onBecomingLate = (also?: Instant): Half => ({
  flow: (d) => dated(1, d.life.lateAt, ...(also === undefined ? [] : [also(d)])),
});

const everyOne: Amount = () => true;
const count = (d: Dossier, field: string) => at(d, field) ?? 0;
const required = (d: Dossier) => count(d, 'componentsRequired');
const digitised = (d: Dossier) => count(d, 'componentsDigitised');

/** Became late by T, and `answer` had not come by then. */
const lateWithout = (answer: string): Half => ({
  stock: (d, T) => {
    const answered = at(d, answer);
    return Number(d.life.lateAt !== null && d.life.lateAt <= T && (answered === null || answered > T));
  },
});

const paid = (also: (d: Dossier) => boolean): Half => ({
  flow: (d) => dated(Number(is(d, 'feeRequired') && also(d)), at(d, 'feePaidAt'), d.life.received),
});

const rated = (amount: (rating: number) => boolean): Half => ({
  flow: (d) => {
    const rating = at(d, 'rating');
    return rating === null ? null : dated(Number(amount(rating)), at(d, 'ratedAt'));
  },
});

const needsResult = (d: Dossier) => latest(d.facts, 'resultRequired') !== false;

/** The electronic result, unless it came after the result was handed over. */
function eResultInTime(d: Dossier): number | null {
  const issued = at(d, 'eResultIssuedAt');
  const { returnedAt } = d.life;
  return issued !== null && returnedAt !== null && issued > returnedAt ? null : issued;
}

/** The dossier indicators of the table, row by row. */
export const TABLE: readonly Row[] = [
  {
    number: 2,
    code: 'dossiers-synchronised',
    numerator: onReceipt(everyOne, (d) => earliest(d.facts, 'syncedAt')),
    denominator: onReceipt(everyOne),
  },
  {
    number: 4,
    code: 'on-time-rate',
    numerator: onCompletion((d) => d.life.dated && !d.life.late),
    denominator: onCompletion((d) => d.life.dated),
  },
  {
    number: 5,
    code: 'early-rate',
    numerator: onCompletion((d) => d.life.early),
    denominator: onCompletion((d) => d.life.dated),
  },
  {
    number: 6,
    code: 'late-dossiers',
    numerator: { ...onCompletion((d) => d.life.late), stock: (d, T) => Number(d.life.overdueAt(T)) },
    denominator: null,
  },
  {
    number: 7,
    code: 'overdue-dossiers',
    numerator: { stock: (d, T) => Number(d.life.overdueAt(T)) },
    denominator: { stock: (d, T) => Number(d.life.inProgressAt(T)) },
  },
  {
    number: 8,
    code: 'online-late-rate',
    numerator: onCompletion((d) => online(d) && d.life.late),
    denominator: onCompletion((d) => online(d) && d.life.dated),
  },
  {
    number: 9,
    code: 'late-explained-rate',
    numerator: onBecomingLate((d) => at(d, 'explainedAt')),
    denominator: onBecomingLate(),
  },
  {
    number: 10,
    code: 'late-apology-rate',
    numerator: onBecomingLate((d) => at(d, 'apologisedAt')),
    denominator: onBecomingLate(),
  },
  {
    number: 11,
    code: 'digitised-dossier-rate',
    numerator: onReceipt((d) => required(d) > 0 && digitised(d) >= required(d)),
    denominator: onReceipt((d) => required(d) > 0),
  },
  {
    number: 12,
    code: 'component-digitisation-rate',
    numerator: onReceipt((d) => Math.min(digitised(d), required(d))),
    denominator: onReceipt(required),
  },
  {
    number: 13,
    code: 'e-result-rate',
    numerator: onCompletion(needsResult, eResultInTime),
    denominator: onCompletion(needsResult),
  },
  {
    number: 14,
    code: 'data-reuse-rate',
    numerator: onReceipt((d) => count(d, 'componentsReused')),
    denominator: onReceipt(required),
  },
  {
    number: 18,
    code: 'mobile-signing-rate',
    numerator: onReceipt((d) => is(d, 'signedOnMobile')),
    denominator: onReceipt((d) => typeof latest(d.facts, 'signedOnMobile') === 'boolean'),
  },
  {
    number: 19,
    code: 'boundary-independent-rate',
    numerator: onReceipt((d) => is(d, 'outsideTerritory')),
    denominator: onReceipt(everyOne),
  },
  { number: 20, code: 'e-dossier-rate', numerator: onReceipt(online), denominator: onReceipt(everyOne) },
  {
    number: 24,
    code: 'online-payment-rate',
    numerator: paid((d) => is(d, 'feePaidOnline')),
    denominator: paid(() => true),
  },
  {
    number: 26,
    code: 'satisfaction-rate',
    numerator: rated((rating) => rating >= 4),
    denominator: rated(() => true),
  },
  { number: 39, code: 'late-unexplained', numerator: lateWithout('explainedAt'), denominator: null },
  { number: 40, code: 'late-unapologised', numerator: lateWithout('apologisedAt'), denominator: null },
];
