export type { Among, Better, Indicator, Target, TargetBasis, Unit } from './definitions/indicator';
export { kindOf, LONGEST_CODE, targetOn } from './definitions/indicator';
export { basesOf } from './definitions/legal-basis';
export { findPart, PARTS, type Part } from './definitions/parts';
export { type AnyIndicator, findIndicator, INDICATORS, indicatorOf } from './definitions/registry';
export { type OwnTarget, Targets } from './definitions/targets';
export {
  ExpectedReader,
  type ExpectedReport,
  type ExpectedReports,
  placeOf,
  type ReportRegime,
  type Slot,
} from './expected';
export * from './facts';
export {
  type Form06aColumns,
  type Form06aLine,
  form06aTotals,
  readForm06a,
} from './form06a';
export { INDICATORS_SUBGRAPH, type IndicatorsContext } from './graphql';
export type { Channel } from './measure/channel';
export { type Dossier, dossierOf, officerAt, promisedAt } from './measure/dossier';
export { statuses } from './measure/exit';
export type { Words } from './measure/measure';
export { FOREVER, type LatenessRule, passedFrom, type Settings } from './measure/settings';
export { type EventRef, type State, type Statement, said, standing, valueAt } from './merge/state';
export type { Catalogue, CatalogueView } from './read/catalogue';
export { type EvidenceRow, type HalfName, type Page, readEvidence } from './read/evidence';
export { expectedOf } from './read/expected';
export type { BreakdownDimension, Figure, Missing } from './read/figure';
export { Figures } from './read/figures';
export { judge, type Verdict } from './read/judge';
export {
  type DatedDossier,
  type DatedQuestion,
  type DatePlace,
  readDated,
  readDueSoon,
  readLateCases,
  walkDated,
} from './read/lists';
export { firstYear, type LateMove, readLateMoves } from './read/moves';
export {
  type CalendarName,
  FIRST_YEAR,
  LAST_YEAR,
  type Period,
  parsePeriod,
  periodAround,
  previousPeriod,
  type SeriesGrain,
  windowsBetween,
} from './read/period';
export { earlier, effectiveInstant, type Question } from './read/question';
export { referencedAgencies } from './read/referenced';
export type { Scope } from './read/scope';
export { startOfHalf } from './read/windows';
export { type AgencyScore, pointsOf, rankByIndicator, rankByScore, readScores, scoreOf, TRANSACTIONS } from './score';
export { bucketsOf } from './store/buckets';
export {
  countDeadLetters,
  type DeadLetter,
  readDeadLetters,
  removeDeadLetters,
  type StoredDeadLetter,
} from './store/dead-letters';
export { type MetaName, readMeta, writeMeta } from './store/meta';
export { CHANGE } from './store/outbox';
export { dossiersKnownAs, walkUncopied } from './store/portal-pairs';
export {
  type Claim,
  claimPosition,
  forgetPositions,
  PartitionLost,
  type Place as PartitionPlace,
  readPositions,
  type StoredPosition,
} from './store/positions';
export { type Difference, rebuild, type Verification, verify } from './store/recompute';
export { type ReportSlot, readReportSlots } from './store/report-slots';
export { readSources, type SourceState } from './store/sources';
export { loadStates, walkStates } from './store/states';
export { type BatchOutcome, isSimulated, SIMULATED_SOURCE, Store, type StoreOptions } from './store/store';
export { proofOf, type TopicBatch, takeBatch } from './store/take';
