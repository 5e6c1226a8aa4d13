import { earliest, latest } from '../merge';
import { at, dated, type Half, is, type Moment, type Row, type Thing } from './row';

type Amount = (dossier: Thing, moment: Moment) => number | boolean;
type Instant = (dossier: Thing) => number | null;

/** A flow on a date of its life; `also` is a further date that must have come. */
const onDate =
  (date: Instant) =>
  (amount: Amount, also: Instant = date): Half =>
  (dossier, moment) =>
    dated(moment, Number(amount(dossier, moment)), date(dossier), also(dossier));

/** A flow on the date of receipt. */
export const onReceipt = onDate(({ life }) => life.received);

/** A flow on the date of completion. */
export const onCompletion = onDate(({ life }) => life.completed);

/** A flow on the day it became late. */
const onBecomingLate = (also?: Instant): Half => onDate(({ life }) => life.lateAt)(everyOne, also);

export const everyOne: Amount = () => true;
export const online = (d: Thing): boolean => latest(d.facts, 'channel') === 'ONLINE';
export const count = (d: Thing, field: string): number => at(d, field) ?? 0;
export const required = (d: Thing): number => count(d, 'componentsRequired');
export const digitised = (d: Thing): number => count(d, 'componentsDigitised');

const overdue: Half = (d, { T }) => Number(d.life.overdueAt(T));

/** Became late by T, and `answer` had not come by then. */
const lateWithout =
  (answer: string): Half =>
  (d, { T }) => {
    const answered = at(d, answer);
    return Number(d.life.lateAt !== null && d.life.lateAt <= T && (answered === null || answered > T));
  };

const paid =
  (also: (d: Thing) => boolean): Half =>
  (d, moment) =>
    dated(moment, Number(is(d, 'feeRequired') && also(d)), at(d, 'feePaidAt'), d.life.received);

/** Received, and its fee was paid online. */
export const paidOnline = paid((d) => is(d, 'feePaidOnline'));

const rated =
  (amount: (rating: number) => boolean): Half =>
  (d, moment) => {
    const rating = at(d, 'rating');
    return rating === null ? 0 : dated(moment, Number(amount(rating)), at(d, 'ratedAt'));
  };

const needsResult = (d: Thing) => latest(d.facts, 'resultRequired') !== false;

/** The electronic result, unless it came after the result was handed over. */
function eResultInTime(d: Thing): number | null {
  const issued = at(d, 'eResultIssuedAt');
  const { returnedAt } = d.life;
  return issued !== null && returnedAt !== null && issued > returnedAt ? null : issued;
}

/** The indicators that need nothing but dossiers: #2, #4 to #14, #18 to #20, #24, #26, #39 and #40 of the table. */
export const DOSSIERS: readonly Row[] = [
  {
    kind: 'dossier',
    code: 'dossiers-synchronised',
    numerator: onReceipt(everyOne, (d) => earliest(d.facts, 'syncedAt')),
    denominator: onReceipt(everyOne),
  },
  {
    kind: 'dossier',
    code: 'on-time-rate',
    numerator: onCompletion((d) => d.life.dated && !d.life.late),
    denominator: onCompletion((d) => d.life.dated),
  },
  {
    kind: 'dossier',
    code: 'early-rate',
    numerator: onCompletion((d) => d.life.early),
    denominator: onCompletion((d) => d.life.dated),
  },
  {
    kind: 'dossier',
    code: 'late-dossiers',
    numerator: (d, moment) => onCompletion(() => d.life.late)(d, moment) + overdue(d, moment),
    denominator: null,
  },
  {
    kind: 'dossier',
    code: 'overdue-dossiers',
    numerator: overdue,
    denominator: (d, { T }) => Number(d.life.inProgressAt(T)),
  },
  {
    kind: 'dossier',
    code: 'online-late-rate',
    numerator: onCompletion((d) => online(d) && d.life.late),
    denominator: onCompletion((d) => online(d) && d.life.dated),
  },
  {
    kind: 'dossier',
    code: 'late-explained-rate',
    numerator: onBecomingLate((d) => at(d, 'explainedAt')),
    denominator: onBecomingLate(),
  },
  {
    kind: 'dossier',
    code: 'late-apology-rate',
    numerator: onBecomingLate((d) => at(d, 'apologisedAt')),
    denominator: onBecomingLate(),
  },
  {
    kind: 'dossier',
    code: 'digitised-dossier-rate',
    numerator: onReceipt((d) => required(d) > 0 && digitised(d) >= required(d)),
    denominator: onReceipt((d) => required(d) > 0),
  },
  {
    kind: 'dossier',
    code: 'component-digitisation-rate',
    numerator: onReceipt((d) => Math.min(digitised(d), required(d))),
    denominator: onReceipt(required),
  },
  {
    kind: 'dossier',
    code: 'e-result-rate',
    numerator: onCompletion(needsResult, eResultInTime),
    denominator: onCompletion(needsResult),
  },
  {
    kind: 'dossier',
    code: 'data-reuse-rate',
    numerator: onReceipt((d) => count(d, 'componentsReused')),
    denominator: onReceipt(required),
  },
  {
    kind: 'dossier',
    code: 'mobile-signing-rate',
    numerator: onReceipt((d) => is(d, 'signedOnMobile')),
    denominator: onReceipt((d) => typeof latest(d.facts, 'signedOnMobile') === 'boolean'),
  },
  {
    kind: 'dossier',
    code: 'boundary-independent-rate',
    numerator: onReceipt((d) => is(d, 'outsideTerritory')),
    denominator: onReceipt(everyOne),
  },
  { kind: 'dossier', code: 'e-dossier-rate', numerator: onReceipt(online), denominator: onReceipt(everyOne) },
  {
    kind: 'dossier',
    code: 'online-payment-rate',
    numerator: paidOnline,
    denominator: paid(() => true),
  },
  {
    kind: 'dossier',
    code: 'satisfaction-rate',
    numerator: rated((rating) => rating >= 4),
    denominator: rated(() => true),
  },
  { kind: 'dossier', code: 'late-unexplained', numerator: lateWithout('explainedAt'), denominator: null },
  { kind: 'dossier', code: 'late-unapologised', numerator: lateWithout('apologisedAt'), denominator: null },
];
