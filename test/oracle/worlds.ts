import fc from 'fast-check';
import type { Fact, FactKind, FactValue } from '../../services/indicators/facts/fact';
import { dossier, entry, PARENTS, told } from './arbitraries';
import { type Data, instants, LONG_BEFORE, named, one, orNull, saying, some } from './sayings';
import { agency, flag, history, type Instant, inForceFrom, said } from './things';
import { reporting } from './worlds-reports';

const PROCEDURES = ['P', 'Q', 'R', 'S'];

const onlineLevel = fc.constantFrom<FactValue>('FULL', 'FULL', 'PARTIAL', 'PARTIAL', 'NONE');

function procedure(subject: string, at: Instant): fc.Arbitrary<Fact[]> {
  const flags = ['onlinePayment', 'publicContentComplete', 'populationDataConnected'];
  const kinds = ['feeBearing', 'essential', 'forCitizens', 'ministryRun'];
  const dates = ['onNationalPortalAt', 'eProcessAt', 'internalProcessAt', 'integratedAt', 'publishedAt', 'updatedAt'];
  const dues = ['publicationDueAt', 'updateDueAt'];
  const usual = (fields: readonly string[], value: fc.Arbitrary<FactValue>) =>
    Object.fromEntries(fields.map((field) => [field, value]));
  const opening = inForceFrom(at, {
    ...usual([...kinds, ...flags], flag),
    ...usual(['publicationDueAt', 'publishedAt', 'updateDueAt', 'updatedAt', 'onNationalPortalAt'], at),
    ...{ onlineLevel, fieldCode: fc.constantFrom('F', 'G') },
  });
  return history(
    'procedure',
    subject,
    opening,
    [
      ...said(['inForce'], flag, 3),
      ...said(['onlineLevel'], orNull(onlineLevel), 3),
      ...said(['fieldCode'], orNull(fc.constantFrom('F', 'G'))),
      ...said([...flags, ...kinds], flag),
      ...said([...dates, ...dues], orNull(at)),
    ],
    at,
  );
}

/** Counts of fields at and about the cut of a fifth, below and above it, and none at all. */
const baseline = fc.constantFrom<FactValue>(0, 5, 10, 10);
const declared = fc.constantFrom<FactValue>(0, 4, 5, 8, 9, 12);
const reused = fc.constantFrom<FactValue>(0, 1, 4, 7);

const form = (subject: string, at: Instant): fc.Arbitrary<Fact[]> =>
  history(
    'form',
    subject,
    inForceFrom(at, {
      ...{ baselineFields: baseline, declaredFields: declared, reusedFields: reused, electronic: flag },
      procedureCode: fc.constantFrom(...PROCEDURES),
    }),
    [
      ...said(['inForce'], flag, 3),
      ...said(['electronic'], flag, 2),
      ...said(['baselineFields'], orNull(baseline), 2),
      ...said(['declaredFields'], orNull(declared), 2),
      ...said(['reusedFields'], orNull(reused), 2),
      ...said(['procedureCode'], orNull(fc.constantFrom(...PROCEDURES))),
    ],
    at,
  );

/** A thing that has only dates and flags, any of which it may say at once. */
function simple(kind: FactKind, dates: readonly string[], flags: readonly string[]) {
  return (subject: string, at: Instant): fc.Arbitrary<Fact[]> => {
    const fields = [...dates.map((field) => [field, at]), ...flags.map((field) => [field, flag])];
    const opening = saying(at, some({ ...Object.fromEntries(fields), agencyCode: agency }));
    return history(kind, subject, opening, [...said(dates, orNull(at)), ...said(flags, flag)], at);
  };
}

const petition = simple('petition', ['receivedAt', 'dueAt', 'answeredAt'], ['escalated', 'satisfied']);
const sent = simple('document', ['sentAt'], ['electronic', 'digitallySigned']);
const workItem = simple('workitem', ['openedAt'], ['electronic']);
const assignment = simple('assignment', ['dueAt', 'completedAt'], []);

/** A dossier that mostly says its procedure, and more of what parts of the 766 index ask for. */
function dossierOfProcedure(subject: string, pool: readonly number[]): fc.Arbitrary<Fact[]> {
  const at = fc.constantFrom(...pool);
  const procedureCode = fc.constantFrom(...PROCEDURES);
  const usual = { procedureCode, resultStoredAt: at, populationDataUsed: flag };
  const fee = one('feePaidAt', at).map((paid): Data => ({ feeRequired: true, feePaidOnline: true, ...paid }));
  const components = { componentsRequired: fc.constantFrom(0, 2, 2), componentsDigitised: fc.constantFrom(1, 2, 3) };
  const rest = some({ ...usual, ...components, eResultIssuedAt: at });
  const data = fc.tuple(rest, fc.oneof(fee, fc.constant({}))).map(([some, paid]): Data => ({ ...some, ...paid }));
  const more = saying(at, data);
  return fc
    .tuple(dossier(subject, pool), more)
    .map(([facts, { data, ...told }]) =>
      Object.keys(data).length === 0
        ? facts
        : [...facts, { kind: 'dossier', subject, id: `${subject}-more`, data, ...told }],
    );
}

/** The agencies: as those of the dossiers' histories, with levels that change. */
function agencies(at: Instant): fc.Arbitrary<Fact[]> {
  const anyTime = fc.oneof(fc.constant(LONG_BEFORE), at);
  const level = (code: string) =>
    entry('level', code === 'A' ? ['PROVINCE', 'COMMUNE'] : ['COMMUNE', 'COMMUNE', 'DISTRICT'], anyTime, at);
  const described = ['A', 'B', 'C', 'D'].map((code) =>
    fc
      .tuple(
        level(code),
        PARENTS[code] === undefined ? fc.constant([]) : entry('parentCode', PARENTS[code], anyTime, at),
      )
      .map((sayings) => named('agency', code, sayings.flat())),
  );
  return fc.tuple(...described).map((each) => each.flat());
}

/**
 * Random facts of every kind: a few things each, made of a handful of instants, with corrections, voids, ties, and
 * expected reports that come under any name or not at all. They are told out of order, some of them twice.
 */
export function worlds(): fc.Arbitrary<Fact[]> {
  const all = instants
    .chain((pool) => {
      const at = fc.constantFrom(...pool);
      const few = (most: number, name: string, make: (subject: string, at: Instant) => fc.Arbitrary<Fact[]>) =>
        fc
          .integer({ min: 1, max: most })
          .chain((count) => fc.tuple(...Array.from({ length: count }, (_, n) => make(`${name}${n + 1}`, at))))
          .map((each) => each.flat());
      return fc.tuple(
        agencies(at),
        few(4, 'd', (subject) => dossierOfProcedure(subject, pool)),
        ...PROCEDURES.slice(0, 3).map((code) => procedure(code, at)),
        few(3, 'f', form),
        few(3, 'p', petition),
        few(3, 'v', sent),
        few(4, 'w', workItem),
        few(2, 't', assignment),
        reporting(at),
      );
    })
    .chain((each) => told(each.flat()));
  return fc.noBias(all);
}
