import { join } from 'node:path';
import { certificatesOf } from './certificates';
import { freePort } from './ports';
import type { ServerState } from './state';

/** The users of a secured Kafka: the first may do all, the second nothing. They have the same password. */
export const [OWNER, GUEST] = ['hub', 'guest'];

/**
 * The file of properties: one node that is broker and controller. What Kafka notes for itself has one partition, so
 * that it is ready at once.
 */
export async function kafkaSettings(folder: string, state: ServerState, secure: boolean): Promise<string> {
  const controller = await freePort();
  const lines = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controller}`,
    listeners: `CLIENTS://127.0.0.1:${state.port},CONTROLLER://127.0.0.1:${controller}`,
    'advertised.listeners': `CLIENTS://127.0.0.1:${state.port}`,
    'listener.security.protocol.map': `CLIENTS:${secure ? 'SASL_SSL' : 'PLAINTEXT'},CONTROLLER:PLAINTEXT`,
    'inter.broker.listener.name': 'CLIENTS',
    'controller.listener.names': 'CONTROLLER',
    'log.dirs': dataOf(folder),
    'auto.create.topics.enable': false,
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 1,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'transaction.state.log.num.partitions': 1,
    'group.initial.rebalance.delay.ms': 0,
    'group.min.session.timeout.ms': 1000,
    // A broker that was killed is let in again only when its old session is over.
    'broker.session.timeout.ms': 3000,
    'broker.heartbeat.interval.ms': 500,
    // The default is a third of the memory given.
    'log.cleaner.dedupe.buffer.size': 16 * 2 ** 20,
    ...(secure ? security(folder, state) : {}),
  };
  return Object.entries(lines)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

/** Passwords over TLS, and nobody but the owner has rights. The controller's door is the node's own. */
function security(folder: string, { password }: ServerState): Record<string, string> {
  const { ca } = certificatesOf(folder);
  const users = [OWNER, GUEST].map((user) => `user_${user}="${password}"`).join(' ');
  const plain = 'org.apache.kafka.common.security.plain.PlainLoginModule';
  const scram = 'org.apache.kafka.common.security.scram.ScramLoginModule required;';
  return {
    'sasl.enabled.mechanisms': 'PLAIN,SCRAM-SHA-256,SCRAM-SHA-512',
    'sasl.mechanism.inter.broker.protocol': 'PLAIN',
    'listener.name.clients.plain.sasl.jaas.config': `${plain} required username="${OWNER}" password="${password}" ${users};`,
    'listener.name.clients.scram-sha-256.sasl.jaas.config': scram,
    'listener.name.clients.scram-sha-512.sasl.jaas.config': scram,
    'ssl.keystore.type': 'PEM',
    'ssl.keystore.location': keyFile(folder),
    'ssl.truststore.type': 'PEM',
    'ssl.truststore.location': ca,
    'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'super.users': `User:${OWNER};User:ANONYMOUS`,
  };
}

/** Arguments that make the users when the data folder is made. */
export function scramUsers({ password }: ServerState): string[] {
  return ['SCRAM-SHA-256', 'SCRAM-SHA-512'].flatMap((mechanism) =>
    [OWNER, GUEST].flatMap((user) => ['--add-scram', `${mechanism}=[name=${user},password=${password}]`]),
  );
}

/** Key and certificate in one file, as Kafka wants them. */
export function keyFile(folder: string): string {
  return join(folder, 'tls', 'kafka.pem');
}

/** The data folder. */
export function dataOf(folder: string): string {
  return join(folder, 'data');
}
