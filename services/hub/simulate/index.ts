export {
  type CloudEvent,
  DEFAULT_FROM,
  DEFAULT_TO,
  SIMULATED_SOURCE_PREFIX,
  type SimulateOptions,
} from './event';
export { simulate } from './simulate';
