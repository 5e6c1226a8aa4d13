export { type AgencyLevel, type AgencyRecord, existsOn } from './agency';
export { CatalogueReader, CatalogueSnapshot } from './catalogue';
export type { ProcedureRecord } from './procedure';
