export { Kafka, type KafkaOptions, startKafka } from './kafka';
export { withLock } from './lock';
export { Mariadb, type MariadbOptions, startMariadb } from './mariadb';
export { downStack, resetStack, type Stack, stackOf, upStack } from './stack';
