export type { StoreView } from './changes';
export { type Message, type Sender, TOPICS, type Topic } from './event';
export { type Pace, type Relay, type RelayOptions, type RelayState, startRelay } from './relay';
