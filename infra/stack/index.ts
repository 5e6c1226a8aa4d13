export { Kafka, startKafka } from './kafka';
export { withLock } from './lock';
export { Mariadb, startMariadb } from './mariadb';
export { downStack, resetStack, type Stack, stackOf, upStack } from './stack';
