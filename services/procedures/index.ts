export { dossierLoader, PROCEDURES_SUBGRAPH, type ProceduresContext } from './graphql';
export * from './intake';
export { type LateView, lateAt, workingDaysLate } from './late-case';
export * from './portal';
