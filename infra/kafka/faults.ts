import { InputError, messageOf } from '../errors';

/** Kafka cannot be reached, or has too few replicas to accept anything, just now. */
export class KafkaAway extends InputError {
  override readonly name = 'KafkaAway';
}

/** The parts of kafkajs's many error classes that tell them apart. */
interface KafkaFault {
  readonly name?: string;
  readonly type?: string;
  readonly code?: string | number;
  readonly retriable?: boolean;
  readonly topic?: string;
  readonly cause?: unknown;
  readonly errors?: readonly unknown[];
}

const REFUSED_CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/;

/** The error at the bottom: kafkajs wraps one into another while it retries. */
export function rootOf(error: unknown): KafkaFault & { readonly message: string } {
  let root = error;
  for (;;) {
    const { cause, errors } = (root ?? {}) as KafkaFault;
    const inner = cause ?? errors?.[0];
    if (inner === undefined || inner === null || inner === root) break;
    root = inner;
  }
  const { name, type, code, retriable, topic } = (root ?? {}) as KafkaFault;
  return { name, type, code, retriable, topic, message: messageOf(root) } as KafkaFault & { readonly message: string };
}

/** Whether trying again later can help, without anybody changing a setting. */
export function isKafkaAway(error: unknown): boolean {
  if (error instanceof KafkaAway) return true;
  if (error instanceof InputError) return false;
  const { name, type, retriable } = rootOf(error);
  if (type === 'UNKNOWN_TOPIC_OR_PARTITION') return false;
  return name?.startsWith('KafkaJS') === true && retriable === true;
}

/** What went wrong with Kafka in words for the person at the keyboard; `doing` completes "Kafka: cannot ...". */
export function explainKafka(error: unknown, doing: string): Error {
  if (error instanceof InputError) return error;
  const root = rootOf(error);
  const advice = adviceFor(root);
  if (advice !== undefined) return new InputError(`Kafka: cannot ${doing}: ${root.message}\n  ${advice}`);
  if (isKafkaAway(error))
    return new KafkaAway(
      `Kafka: cannot ${doing}: ${root.message}\n  Start Kafka, or put HUB_KAFKA_BROKERS (and HUB_KAFKA_TLS, where the port wants TLS) right.`,
    );
  return error instanceof Error ? error : new Error(messageOf(error));
}

function adviceFor({ name, type, code, message }: ReturnType<typeof rootOf>): string | undefined {
  if (name === 'KafkaJSSASLAuthenticationError' || type === 'SASL_AUTHENTICATION_FAILED')
    return 'Put the user and the password of HUB_KAFKA_SASL right; Kafka does not accept them.';
  if (type === 'UNSUPPORTED_SASL_MECHANISM' || type === 'ILLEGAL_SASL_STATE' || /SASL .*mechanism/i.test(message))
    return 'Put HUB_KAFKA_SASL right: Kafka wants another mechanism there, or none.';
  if (type === 'TOPIC_AUTHORIZATION_FAILED')
    return 'Give the user of HUB_KAFKA_SASL the rights Describe, Read and Write on the topics of the hub.';
  if (type === 'GROUP_AUTHORIZATION_FAILED')
    return 'Give the user of HUB_KAFKA_SASL the rights Read and Delete on the groups of the hub.';
  if (type === 'CLUSTER_AUTHORIZATION_FAILED')
    return 'Give the user of HUB_KAFKA_SASL the right Create on the cluster, or create the topics by hand.';
  if (type === 'UNKNOWN_TOPIC_OR_PARTITION' || type === 'INVALID_TOPIC_EXCEPTION')
    return 'Create the topic, or give the hub the right to create and to see it; look at HUB_KAFKA_PREFIX too.';
  if (type === 'INVALID_REPLICATION_FACTOR') return 'Start more brokers: the topic wants more copies than there are.';
  if (message === 'Maximum call stack size exceeded')
    return 'Have the producer send smaller batches: one holds more than the 100,000 records or so that kafkajs can read.';
  if (REFUSED_CERTIFICATE.test(String(code)) || /certificate/i.test(message))
    return "Put the authority that signed Kafka's certificate into HUB_KAFKA_TLS=ca=FILE; it is not trusted.";
  return undefined;
}
