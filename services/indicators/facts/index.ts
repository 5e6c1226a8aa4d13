export { checkValue, Fault } from './check';
export {
  ENVELOPE,
  type FieldRule,
  type FieldRules,
  type FieldType,
  fieldsOf,
  kindOfType,
  type MergeRule,
} from './contract';
export { type DecodeOptions, decodeEnvelope, decodeFact } from './decode';
export { encodeFact } from './encode';
export {
  type Decoded,
  FACT_KINDS,
  type Fact,
  type FactKind,
  type FactValue,
  type Incoming,
  type Origin,
  type Problem,
} from './fact';
export { parseDate, parseInstant } from './instant';
export { cut, type Redacted, redact, redactWhole } from './redact';
export { didYouMean } from './suggest';
