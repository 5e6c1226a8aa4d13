/** The topics of the contract, without the prefix of a shared cluster. */
export const TOPICS = {
  procedures: 'province.procedures.facts.v1',
  reporting: 'province.reporting.facts.v1',
  values: 'hub.indicator-values.v1',
  lateCases: 'hub.late-cases.v1',
  deadLetters: 'hub.dead-letters.v1',
} as const;

/** Roles that take facts from a topic. */
export const ADAPTERS = ['procedures', 'reporting'] as const;
export type Adapter = (typeof ADAPTERS)[number];
