export { type DirectiveData, LETTER, type LoadOptions, loadDirective, publishedDirective } from './load';
export type {
  Act,
  Certainty,
  Directive,
  Group,
  Heading,
  Part,
  Party,
  PartyLevel,
  PartyRole,
  Ratio,
  Task,
  WeightSet,
  Words,
} from './model';
export { type AgenciesOfTheDay, partiesOf } from './parties';
export type { KnownRatios } from './weights';
