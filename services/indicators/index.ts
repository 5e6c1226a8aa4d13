export { DOSSIER_MEASURES } from './definitions/dossier-measures';
export type { Better, Indicator, Target, TargetBasis, Unit } from './definitions/indicator';
export { kindOf, targetOn } from './definitions/indicator';
export { type AnyIndicator, findIndicator, INDICATORS, indicatorOf } from './definitions/registry';
export * from './facts';
export { INDICATORS_SUBGRAPH, type IndicatorsContext } from './graphql';
export { type Channel, type Dossier, dossierOf, officerAt, promisedAt } from './measure/dossier';
export { statuses } from './measure/exit';
export type { Words } from './measure/measure';
export { FOREVER, type LatenessRule, type Settings } from './measure/settings';
export { type EventRef, type State, type Statement, said, standing, valueAt } from './merge/state';
export type { Catalogue, CatalogueView } from './read/catalogue';
export { type EvidenceRow, type HalfName, type Page, readEvidence } from './read/evidence';
export type { BreakdownDimension, Figure, Missing } from './read/figure';
export { Figures } from './read/figures';
export { judge, type Verdict } from './read/judge';
export { readDueSoon, readLateCases } from './read/lists';
export { firstYear, type LateMove, readLateMoves } from './read/moves';
export {
  type CalendarName,
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
export { readSources, type SourceState } from './store/sources';
export { loadStates, walkStates } from './store/states';
export { type BatchOutcome, isSimulated, SIMULATED_SOURCE, Store, type StoreOptions } from './store/store';
export { proofOf, type TopicBatch, takeBatch } from './store/take';
