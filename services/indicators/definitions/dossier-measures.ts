import { type Dossier, dossierOf } from '../measure/dossier';
import { flow, type Kind, type ListMeasure, stock } from '../measure/measure';
import { FOREVER } from '../measure/settings';
import { stretch } from '../measure/spans';

/** What is measured about a dossier; measures of one date are stored together. */

const atReceipt = (d: Dossier): number | null => d.receivedAt;
const atCompletion = (d: Dossier): number | null => d.completedAt;
const whenLeft = (d: Dossier): number | null => d.leftAt;
const whenLate = (d: Dossier): number | null => d.late?.at ?? null;
const whenPaid = (d: Dossier): number | null => (d.feeRequired ? d.feePaidAt : null);
const whenRated = (d: Dossier): number | null => (d.rating === null ? null : d.ratedAt);

/** Something had to be digitised, and all of it was. */
function isDigitised(d: Dossier): boolean {
  return d.componentsRequired > 0 && d.componentsDigitised >= d.componentsRequired;
}

export const received = flow<Dossier>('received', atReceipt);
export const receivedOnline = flow<Dossier>('received-online', atReceipt, { amount: (d) => d.channel === 'ONLINE' });
export const withComponents = flow<Dossier>('with-components', atReceipt, { amount: (d) => d.componentsRequired > 0 });
export const digitisedWhole = flow<Dossier>('digitised-whole', atReceipt, {
  amount: isDigitised,
});
export const components = flow<Dossier>('components', atReceipt, { amount: (d) => d.componentsRequired });
export const componentsDigitised = flow<Dossier>('components-digitised', atReceipt, {
  amount: (d) => Math.min(d.componentsDigitised, d.componentsRequired),
});
export const componentsReused = flow<Dossier>('components-reused', atReceipt, { amount: (d) => d.componentsReused });
export const signingKnown = flow<Dossier>('signing-known', atReceipt, { amount: (d) => d.signedOnMobile !== null });
export const signedOnMobile = flow<Dossier>('signed-on-mobile', atReceipt, {
  amount: (d) => d.signedOnMobile === true,
});
export const outsideTerritory = flow<Dossier>('outside-territory', atReceipt, { amount: (d) => d.outsideTerritory });
export const synchronised = flow<Dossier>('synchronised', atReceipt, { since: (d) => d.syncedAt });

export const completedDated = flow<Dossier>('completed-dated', atCompletion, { amount: (d) => d.dated });
export const completedInTime = flow<Dossier>('completed-in-time', atCompletion, {
  amount: (d) => d.dated && d.late === null,
});
export const completedEarly = flow<Dossier>('completed-early', atCompletion, { amount: (d) => d.early });
export const completedLate = flow<Dossier>('completed-late', atCompletion, { amount: (d) => d.late !== null });
export const onlineCompletedDated = flow<Dossier>('online-completed-dated', atCompletion, {
  amount: (d) => d.dated && d.channel === 'ONLINE',
});
export const onlineCompletedLate = flow<Dossier>('online-completed-late', atCompletion, {
  amount: (d) => d.late !== null && d.channel === 'ONLINE',
});
/** Withdrawn or stopped. */
export const left = flow<Dossier>('left', whenLeft);
export const resultDue = flow<Dossier>('result-due', atCompletion, { amount: (d) => d.resultRequired });
export const electronicResult = flow<Dossier>('electronic-result', atCompletion, {
  since: (d) =>
    d.resultRequired && d.eResultIssuedAt !== null && (d.returnedAt === null || d.eResultIssuedAt <= d.returnedAt)
      ? d.eResultIssuedAt
      : null,
});

export const becameLate = flow<Dossier>('became-late', whenLate);
export const lateExplained = flow<Dossier>('late-explained', whenLate, { since: (d) => d.explainedAt });
export const lateApologised = flow<Dossier>('late-apologised', whenLate, { since: (d) => d.apologisedAt });

export const feePaid = flow<Dossier>('fee-paid', whenPaid, { since: atReceipt });
export const feePaidOnline = flow<Dossier>('fee-paid-online', whenPaid, {
  since: atReceipt,
  amount: (d) => d.feePaidOnline,
});
export const rated = flow<Dossier>('rated', whenRated);
export const satisfied = flow<Dossier>('satisfied', whenRated, { amount: (d) => d.rating! >= 4 });

/** From the receipt until the exit. */
export const inProgress = stock<Dossier>('in-progress', atReceipt, (d) =>
  d.receivedAt === null || d.exitAt! <= d.receivedAt ? [] : [[d.receivedAt, d.exitAt!]],
);
/** Late, in progress and not paused. */
export const overdue = stock<Dossier>('overdue', whenLate, (d) => d.overdue);
/** Became late, not explained yet. */
export const unexplained = stock<Dossier>('unexplained', whenLate, (d) => lateUntil(d, d.explainedAt));
/** Became late, not apologised for yet. */
export const unapologised = stock<Dossier>('unapologised', whenLate, (d) => lateUntil(d, d.apologisedAt));
/** Became late and is in progress, paused or not: the late list. */
export const lateOpen = stock<Dossier>('late-open', whenLate, (d) => lateUntil(d, d.exitAt));

function lateUntil(d: Dossier, until: number | null): [number, number][] {
  const end = until ?? FOREVER;
  return d.late === null || end <= d.late.at ? [] : [[d.late.at, end]];
}

/** Completed, with a due date or without. */
export const completed = flow<Dossier>('completed', atCompletion);

/** For Decision 766, in which a second request for a supplement counts as lateness. */
export const completedUntroubled = flow<Dossier>('completed-untroubled', atCompletion, {
  amount: (d) => d.troubledAt === null,
});
export const leftUntroubled = flow<Dossier>('left-untroubled', whenLeft, { amount: (d) => d.troubledAt === null });
export const inProgressUntroubled = stock<Dossier>('in-progress-untroubled', atReceipt, (d) =>
  d.receivedAt === null ? [] : stretch(d.receivedAt, Math.min(d.exitAt!, d.troubledAt ?? FOREVER)),
);
export const completedNotLate = flow<Dossier>('completed-not-late', atCompletion, { amount: (d) => d.late === null });
/** Takes away from those not late what its applicant was not content with, from the rating on. */
export const completedDisliked = flow<Dossier>('completed-disliked', atCompletion, {
  since: (d) => (d.rating === null ? null : d.ratedAt),
  amount: (d) => (d.late === null && d.rating! <= 2 ? -1 : 0),
});
export const digitisedWithResult = flow<Dossier>('digitised-with-result', atCompletion, {
  since: (d) => d.eResultIssuedAt,
  amount: isDigitised,
});
export const resultStored = flow<Dossier>('result-stored', atCompletion, { since: (d) => d.resultStoredAt });
export const anyReused = flow<Dossier>('any-reused', atReceipt, { amount: (d) => d.componentsReused > 0 });
export const populationDataUsed = flow<Dossier>('population-data-used', atReceipt, {
  amount: (d) => d.populationDataUsed,
});

/** Known to the source, but registered or refused only: never received. */
const unreceived = flow<Dossier>('unreceived', (d) => (d.receivedAt === null ? d.knownFrom : null));

/** The dates that lie ahead of a dossier in progress that is not late, each while it is in force. */
export const dueDates: ListMeasure<Dossier> = {
  type: 'list',
  key: 'due',
  entries: (d) => {
    const end = d.late?.at ?? FOREVER;
    const entries: { at: number; from: number; until: number }[] = [];
    for (const { from, until, dueAt } of d.segments) {
      const last = entries.at(-1);
      const stop = Math.min(until, end);
      if (dueAt === null || from >= stop) continue;
      if (last !== undefined && last.at === dueAt && last.until === from) last.until = stop;
      else entries.push({ at: dueAt, from, until: stop });
    }
    return entries;
  },
};

/** In the order of their columns; a change of this list changes the store's digest. */
export const DOSSIER_KIND: Kind<Dossier> = {
  read: dossierOf,
  measures: {
    kind: 'dossier',
    measures: [
      received,
      receivedOnline,
      withComponents,
      digitisedWhole,
      components,
      componentsDigitised,
      componentsReused,
      signingKnown,
      signedOnMobile,
      outsideTerritory,
      synchronised,
      completedDated,
      completedInTime,
      completedEarly,
      completedLate,
      onlineCompletedDated,
      onlineCompletedLate,
      resultDue,
      electronicResult,
      becameLate,
      lateExplained,
      lateApologised,
      feePaid,
      feePaidOnline,
      rated,
      satisfied,
      inProgress,
      overdue,
      unexplained,
      unapologised,
      lateOpen,
      unreceived,
      left,
      completed,
    ],
    lists: [dueDates],
    presence: [received, unreceived, rated],
    sent: [received, unreceived, completed, left, feePaid, rated],
  },
};
