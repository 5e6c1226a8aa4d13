export { createKafka, KafkaClient, type KafkaLog, type LogLevel, topicName } from './client';
export { CODECS } from './codecs';
export {
  type ConsumerEvent,
  type ConsumerOptions,
  type ConsumerState,
  type RunningConsumer,
  startConsumer,
} from './consumer';
export { explainKafka, isKafkaAway, KafkaAway } from './faults';
export { type ClaimRange, type PartitionHandler, PositionMoved, type RecordBatch } from './handler';
export { type PartitionRange, partitionRanges, withAdmin } from './offsets';
export { readRecord, readRecords } from './reader';
export { type KafkaRecord, nameOf, type Place } from './records';
export { createSender, type OutboundMessage, RefusedMessages, type Sender } from './sender';
export { ensureTopics, type TopicKind, type TopicWish, topicWarnings } from './topics';
