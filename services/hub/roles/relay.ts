import { join } from 'node:path';
import { takeFileLock, takeServerLock } from '../../../infra/database';
import { InputError } from '../../../infra/errors';
import { createSender, ensureTopics, isKafkaAway, topicName } from '../../../infra/kafka';
import { startRelay } from '../../relay';
import type { Part, Process } from './part';
import { outputTopics } from './topics';

/** Publishes what changes in the store; of several relays one is at work, the others stand by. */
export async function startRelayRole(process: Process): Promise<Part> {
  const { config, kafka, open, log, metrics, health, now } = process;
  if (kafka === undefined) throw new InputError("role 'relay' writes to Kafka: set HUB_KAFKA_BROKERS=host:port");
  for (const warning of await ensureTopics(kafka, outputTopics(kafka))) log.warn(warning);
  // A message that waits for Kafka grows old: the relay works out the current values again instead.
  const sender = createSender(kafka, { giveUpAfterMs: 10_000 });
  const { database: server } = config;
  const relay = startRelay({
    database: open.database,
    store: open.store,
    catalogue: open.catalogue,
    workingDays: open.workingDays,
    targets: open.targets,
    sender: { send: (topic, messages) => sender.send(topicName(kafka, topic), messages) },
    takeLock: (wait) =>
      server === undefined
        ? takeFileLock(join(config.dataDir, 'relay.lock'), wait)
        : takeServerLock(server, 'relay', wait),
    isAway: isKafkaAway,
    now,
    onPublished: (topic, count) => metrics.relayPublished.inc({ topic }, count),
    log: (level, message, error) => log[level](message, error === undefined ? {} : { error }),
  });
  health.add('relay', async () => {
    const state = relay.state();
    // Standing by is what a second relay is there for.
    return state === 'running' || state === 'standby' ? 'ok' : `${state}: changes are not published now`;
  });
  metrics.atScrape([metrics.relayPending, metrics.relayLagSeconds], async () => {
    metrics.relayPending.set(relay.pending());
    metrics.relayLagSeconds.set(relay.oldestPendingMs() / 1000);
  });
  return {
    crashed: relay.crashed,
    async stop() {
      await relay.stop();
      await sender.stop();
    },
  };
}
