export { dossierLoader, PROCEDURES_SUBGRAPH, type ProceduresContext } from './graphql';
export * from './intake';
