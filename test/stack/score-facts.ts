import type { Message } from '../support/hub-facts';

/** `2022-11-03 08:00` in Viet Nam, as RFC 3339. */
const local = (text: string): string => `${text.replace(' ', 'T')}:00+07:00`;

const INSTANT = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/;

let count = 0;

/** A statement; its texts that are local times are written as instants. */
function said(kind: string, subject: string, time: string, data: Message): Message {
  const written = Object.entries(data).map(([field, value]) => [
    field,
    typeof value === 'string' && INSTANT.test(value) ? local(value) : value,
  ]);
  return {
    ...{ specversion: '1.0', id: `score/${++count}`, source: 'urn:example:province', subject, time: local(time) },
    ...{ type: `vn.province.${kind}.v1`, data: Object.fromEntries(written) },
  };
}

const agency = (code: string, level: string, parentCode: string | null): Message =>
  said('agency', code, '2022-01-01 00:00', { name: code, level, parentCode });

const procedure = (code: string, data: Message): Message =>
  said('procedure', code, '2022-10-01 08:00', { name: code, inForce: true, forCitizens: true, ...data });

const dossier = (code: string, time: string, data: Message): Message =>
  said('dossier', code, time, { channel: 'COUNTER', status: 'RECEIVED', receivedAt: time, ...data });

/** What the procedure-processing system tells of November 2022: the province P with a department D and a commune C. */
export const PROCESSED: readonly Message[] = [
  agency('P', 'PROVINCE', null),
  agency('D', 'DEPARTMENT', 'P'),
  agency('C', 'COMMUNE', 'P'),
  procedure('T1', {
    ...{ agencyCode: 'D', publicationDueAt: '2022-11-05 17:00', publishedAt: '2022-11-04 09:00' },
    ...{ updateDueAt: '2022-11-10 17:00', updatedAt: '2022-11-09 09:00', publicContentComplete: true },
    ...{ onNationalPortalAt: '2022-10-15 08:00', onlineLevel: 'FULL', feeBearing: true, onlinePayment: true },
    populationDataConnected: true,
  }),
  // Published and updated late, its content incomplete, offered in part, its fee not to be paid online.
  procedure('T2', {
    ...{ agencyCode: 'D', publicationDueAt: '2022-11-05 17:00', publishedAt: '2022-11-07 09:00' },
    ...{ updateDueAt: '2022-11-10 17:00', updatedAt: '2022-11-12 09:00', publicContentComplete: false },
    ...{ onNationalPortalAt: '2022-10-15 08:00', onlineLevel: 'PARTIAL', feeBearing: true, onlinePayment: false },
  }),
  procedure('T3', {
    ...{ agencyCode: 'C', publicationDueAt: '2022-11-20 17:00', publishedAt: '2022-11-19 09:00' },
    ...{ publicContentComplete: true, onlineLevel: 'NONE', feeBearing: false },
  }),
  // In time, and all is well with it.
  dossier('H1', '2022-11-02 08:00', {
    ...{ agencyCode: 'D', procedureCode: 'T2', channel: 'ONLINE', dueAt: '2022-11-10 17:00' },
    ...{ syncedAt: '2022-11-03 08:00', componentsRequired: 2, componentsDigitised: 2, componentsReused: 1 },
    populationDataUsed: true,
  }),
  said('dossier', 'H1', '2022-11-09 15:00', {
    ...{ status: 'COMPLETED', completedAt: '2022-11-09 15:00', eResultIssuedAt: '2022-11-09 15:00' },
    resultStoredAt: '2022-11-10 09:00',
  }),
  said('dossier', 'H1', '2022-11-12 09:00', { rating: 5, ratedAt: '2022-11-12 09:00' }),
  // Late. The commune's dossier pays online for a procedure of the department.
  dossier('H2', '2022-11-03 08:00', {
    ...{ agencyCode: 'C', procedureCode: 'T1', dueAt: '2022-11-08 17:00', syncedAt: '2022-11-04 08:00' },
    ...{ componentsRequired: 1, feeRequired: true, feePaidAt: '2022-11-03 09:00', feePaidOnline: true },
  }),
  said('dossier', 'H2', '2022-11-15 10:00', { status: 'COMPLETED', completedAt: '2022-11-15 10:00' }),
  // Not late, but a supplement was asked for twice; in progress, never synchronised.
  dossier('H3', '2022-11-04 08:00', { agencyCode: 'C', procedureCode: 'T3', dueAt: '2022-12-15 17:00' }),
  said('dossier', 'H3', '2022-11-07 08:00', { status: 'SUPPLEMENT_REQUESTED' }),
  said('dossier', 'H3', '2022-11-09 08:00', { status: 'PROCESSING' }),
  said('dossier', 'H3', '2022-11-14 08:00', { status: 'SUPPLEMENT_REQUESTED' }),
  said('dossier', 'H3', '2022-11-16 08:00', { status: 'PROCESSING' }),
  // In time, but its applicant was not content.
  dossier('H4', '2022-11-05 08:00', {
    ...{ agencyCode: 'D', procedureCode: 'T2', dueAt: '2022-11-20 17:00', syncedAt: '2022-11-06 08:00' },
    ...{ feeRequired: true, feePaidAt: '2022-11-05 09:00', feePaidOnline: false },
  }),
  said('dossier', 'H4', '2022-11-18 10:00', { status: 'COMPLETED', completedAt: '2022-11-18 10:00' }),
  said('dossier', 'H4', '2022-11-19 09:00', { rating: 2, ratedAt: '2022-11-19 09:00' }),
];

/** What the reporting system tells: the department answers in time, the commune late and badly. */
export const REPORTED: readonly Message[] = [
  said('petition', 'K1', '2022-11-09 08:00', {
    ...{ agencyCode: 'D', receivedAt: '2022-11-01 08:00', dueAt: '2022-11-10 17:00' },
    ...{ answeredAt: '2022-11-09 08:00', satisfied: true },
  }),
  said('petition', 'K2', '2022-11-14 08:00', {
    ...{ agencyCode: 'C', receivedAt: '2022-11-02 08:00', dueAt: '2022-11-11 17:00' },
    ...{ answeredAt: '2022-11-14 08:00', satisfied: false },
  }),
];

/** Numerator, denominator and points; null: not measured. */
export type Worked = readonly [numerator: number | null, denominator: number | null, points: number | null];

/** Each part by hand: of the whole province (P and everything alike), of the department, of the commune. */
export const PARTS: Readonly<Record<string, { readonly [agency in 'P' | 'D' | 'C']: Worked }>> = {
  'published-on-time': { P: [2, 3, 4], D: [1, 2, 3], C: [1, 1, 6] },
  'updates-on-time': { P: [1, 2, 2], D: [1, 2, 2], C: [0, 0, null] },
  'content-complete': { P: [2, 3, 1.33], D: [1, 2, 1], C: [1, 1, 2] },
  // Not H3.
  'dossiers-synchronised': { P: [3, 4, 4.5], D: [2, 2, 6], C: [1, 2, 3] },
  // Not H2, which is late, nor H3, which was asked twice.
  'handled-without-lateness': { P: [2, 4, 10], D: [2, 2, 20], C: [0, 2, 0] },
  // Full marks at 80 %: 66.67 % is 1.67 of 2.
  'procedures-online': { P: [2, 3, 1.67], D: [2, 2, 2], C: [0, 1, 0] },
  'full-process': { P: [1, 2, 2], D: [1, 2, 2], C: [0, 0, null] },
  // Full marks at 50 %.
  'online-dossiers': { P: [1, 4, 3], D: [1, 2, 6], C: [0, 2, 0] },
  'procedures-with-payment': { P: [1, 2, 1.25], D: [1, 2, 1.25], C: [0, 0, null] },
  // T1, by H2 of another agency.
  'procedures-with-transaction': { P: [1, 2, 1], D: [1, 2, 1], C: [0, 0, null] },
  'dossiers-paid-online': { P: [1, 2, 3], D: [0, 1, 0], C: [1, 1, 6] },
  'petitions-on-time': { P: [1, 2, 3], D: [1, 1, 6], C: [0, 1, 0] },
  'petitions-without-complaint': { P: [1, 2, 3], D: [1, 1, 6], C: [0, 1, 0] },
  // Full marks at 90 %; H1 alone.
  'handling-without-complaint': { P: [1, 3, 2.22], D: [1, 2, 3.33], C: [0, 1, 0] },
  'e-results': { P: [1, 3, 2], D: [1, 2, 3], C: [0, 1, 0] },
  'digitised-with-result': { P: [1, 3, 1.67], D: [1, 2, 2.5], C: [0, 1, 0] },
  // No formula is known.
  'certified-e-copies': { P: [null, null, null], D: [null, null, null], C: [null, null, null] },
  // 25 % of 80 % is 0.625 of 2.
  'data-reused': { P: [1, 4, 0.63], D: [1, 2, 1.25], C: [0, 2, 0] },
  'result-stored': { P: [1, 3, 1.33], D: [1, 2, 2], C: [0, 1, 0] },
  'population-data-dossiers': { P: [1, 4, 0.5], D: [1, 2, 1], C: [0, 2, 0] },
  'population-data-procedures': { P: [1, 3, 0.67], D: [1, 2, 1], C: [0, 1, 0] },
};

/** Points, and points of what is not measured, of 100. */
export const TOTALS = { P: [48.77, 2], D: [70.33, 2], C: [17, 14] } as const;
