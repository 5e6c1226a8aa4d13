import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kafka as Client, logLevel } from 'kafkajs';
import type { KafkaConfig } from '../config-stack';
import { InputError } from '../errors';
import { javaPath, kafkaJars, needJava, needKafka } from './java';
import { freePort } from './ports';
import type { Say } from './say';
import { PrivateServer, type ServerKind } from './server';
import type { ServerState } from './state';

const KIND: ServerKind = {
  name: 'Kafka',
  mark: (folder) => join(folder, 'server.properties'),

  async prepare(folder, state, say) {
    needJava(say);
    needKafka(say);
    writeFileSync(KIND.mark(folder), await settings(folder, state), { mode: 0o600 });
    format(folder, say);
  },

  command(folder) {
    return { program: javaPath(), args: ['-Xmx384m', ...classpath(), 'kafka.Kafka', KIND.mark(folder)] };
  },

  async ask(_folder, state) {
    const client = new Client({
      brokers: [`127.0.0.1:${state.port}`],
      logLevel: logLevel.NOTHING,
      connectionTimeout: 5_000,
      retry: { retries: 0 },
    });
    const admin = client.admin();
    try {
      await admin.connect();
      await admin.fetchTopicMetadata();
      // Groups are looked after by a part that wakes up later: the first to ask for one has its topic made.
      await admin.fetchOffsets({ groupId: 'hub-stack-ready', topics: [] });
    } finally {
      await admin.disconnect();
    }
  },
};

/** One node that is broker and controller. One partition for what Kafka notes itself, so that it is ready at once. */
async function settings(folder: string, state: ServerState): Promise<string> {
  const controller = await freePort();
  return `process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:${controller}
listeners=CLIENTS://127.0.0.1:${state.port},CONTROLLER://127.0.0.1:${controller}
advertised.listeners=CLIENTS://127.0.0.1:${state.port}
listener.security.protocol.map=CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT
inter.broker.listener.name=CLIENTS
controller.listener.names=CONTROLLER
log.dirs=${join(folder, 'data')}
auto.create.topics.enable=false
offsets.topic.replication.factor=1
offsets.topic.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=1
group.initial.rebalance.delay.ms=0
group.min.session.timeout.ms=1000
log.cleaner.dedupe.buffer.size=16777216
`;
}

/** Gives the data folder its identity, once. */
function format(folder: string, say: Say): void {
  if (existsSync(join(folder, 'data', 'meta.properties'))) return;
  say('making the data folder of Kafka');
  // A leading hyphen would be taken for an option.
  const cluster = `H${randomBytes(16).toString('base64url').slice(1)}`;
  const tool = ['kafka.tools.StorageTool', 'format', '-t', cluster, '-c', KIND.mark(folder)];
  const made = spawnSync(javaPath(), [...classpath(), ...tool], { encoding: 'utf8' });
  if (made.status !== 0)
    throw new InputError(
      `Kafka's data folder could not be made:\n${`${made.stdout ?? ''}${made.stderr ?? ''}`.trim()}`,
    );
}

function classpath(): string[] {
  return ['-cp', join(kafkaJars(), '*')];
}

/** A private Kafka of one node. */
export class Kafka extends PrivateServer {
  constructor(folder: string, say?: Say) {
    super(KIND, folder, say);
  }

  /** host:port, as in HUB_KAFKA_BROKERS. */
  get broker(): string {
    return `${this.host}:${this.port}`;
  }

  /** How to connect. */
  config(prefix = ''): KafkaConfig {
    return { brokers: [this.broker], sasl: undefined, tls: undefined, prefix };
  }
}

/** Starts the Kafka of a folder, or finds it running. @throws InputError that says what to do */
export function startKafka(folder: string, say?: Say): Promise<Kafka> {
  return new Kafka(folder, say).start();
}
