export { checkValue, Fault, typeInWords } from './check';
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
  CONTRACT_KINDS,
  type Decoded,
  FACT_KINDS,
  type Fact,
  type FactKind,
  type FactValue,
  type Incoming,
  type Origin,
  type Problem,
} from './fact';
export { isInRange, parseDate, parseInstant } from './instant';
export { decodeRecord, type RecordOptions, type TopicRecord } from './record';
export { cut, type Redacted, redact, redactWhole } from './redact';
export { didYouMean } from './suggest';
