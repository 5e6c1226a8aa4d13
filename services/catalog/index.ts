export { type AgencyLevel, type AgencyRecord, existsOn } from './agency';
export { CatalogueReader, CatalogueSnapshot } from './catalogue';
export { CATALOG_SUBGRAPH, type CatalogContext } from './graphql';
export { type AgencyOddity, agencyOddities } from './oddities';
export type { ProcedureRecord } from './procedure';
