export type { Progress } from './bytes';
export { type Mapping, type ParseMappingOptions, parseMapping, readMapping } from './mapping';
export { type ReadFactsOptions, readFacts } from './read-facts';
