import { DatabaseAway } from '../../../infra/database';
import { InputError } from '../../../infra/errors';
import { ensureTopics, type PartitionHandler, PositionMoved, startConsumer, topicName } from '../../../infra/kafka';
import { tracedBatch, tracedNow } from '../../../infra/telemetry';
import {
  type BatchOutcome,
  type Claim,
  claimPosition,
  decodeRecord,
  type Incoming,
  type Origin,
  PartitionLost,
  proofOf,
  type TopicRecord,
  takeBatch,
} from '../../indicators';
import { APPLICANT_KINDS, decodePortal, isPortalBody } from '../../procedures';
import { type Adapter, TOPICS } from '../topics';
import type { Part, Process } from './part';
import { inputTopics } from './topics';

/**
 * Takes the facts of a topic into the store. The position table is the truth about how far it was read; the offsets
 * that Kafka keeps for the group are a hint for those who watch it.
 */
export async function startAdapter(process: Process, adapter: Adapter): Promise<Part> {
  const { config, kafka, log, metrics, health } = process;
  if (kafka === undefined) throw new InputError(`role '${adapter}' reads Kafka: set HUB_KAFKA_BROKERS=host:port`);
  const topic = topicName(kafka, TOPICS[adapter]);
  const wishes = inputTopics(kafka).filter((wish) => wish.topic === topic);
  for (const warning of await ensureTopics(kafka, wishes)) log.warn(warning);
  const consumer = await startConsumer({
    kafka,
    groupId: topicName(kafka, `hub-${adapter}`),
    topics: [topic],
    // A greater batch rewrites a state and a cell more rarely; two at once keep database and process busy in turns.
    maxRecords: 4000,
    concurrency: 2,
    sessionMs: config.kafka!.sessionMs,
    handler: partitionHandler(process, adapter),
    isAway: (error) => error instanceof DatabaseAway,
    log: (level, message, fields) => log[level](message, fields),
    onEvent: ({ type }) => {
      if (type === 'retried') metrics.databaseWaits.inc();
    },
  });
  health.add(`${adapter} consumer`, async () => {
    const state = consumer.state();
    return state === 'running' ? 'ok' : `${state}: facts of ${topic} are not taken in now`;
  });
  metrics.atScrape([metrics.consumerLag, metrics.consumerState], async () => {
    metrics.consumerState.set({ topic: TOPICS[adapter], state: consumer.state() }, 1);
    for (const [partition, lag] of consumer.lag()) {
      metrics.consumerLag.set({ topic: TOPICS[adapter], partition: partition.slice(topic.length + 1) }, lag);
    }
  });
  return consumer;
}

function partitionHandler({ open, config, metrics, now }: Process, adapter: Adapter): PartitionHandler {
  const { database, store } = open;
  const topic = TOPICS[adapter];
  const claims = new Map<number, Claim>();
  const decode = decoder(adapter, { config, zone: store.settings.zone, now });
  return {
    async claim({ partition }, { start, end }) {
      const held = await database.write((sql) =>
        claimPosition(sql, { topic, partition }, { first: start, end }, now()),
      );
      claims.set(partition, held);
      return { from: held.from };
    },
    async take({ partition }, batch) {
      const { from, records, next } = batch;
      const done = metrics.batchSeconds.startTimer({ topic });
      const claim = claims.get(partition)!;
      const outcome = await tracedBatch({ topic, partition }, records, () =>
        takeBatch(store, claim, { from, records, next }, (record) => decode(partition, record), now),
      ).catch((error: unknown) => {
        // Whoever claimed it since is asked by Kafka whether it may; this one finds out whether it still may.
        throw error instanceof PartitionLost ? new PositionMoved(error.message) : error;
      });
      done();
      metrics.batchRecords.observe({ topic }, records.length);
      count(metrics.facts, topic, outcome);
    },
  };
}

/** Reads records of an adapter's topic; what the national portal was told comes on the procedures' topic only. */
export function decoder(
  adapter: Adapter,
  { config, zone, now }: Pick<Process, 'config' | 'now'> & { zone: Process['open']['store']['settings']['zone'] },
): (partition: number, record: TopicRecord) => Incoming[] {
  const topic = TOPICS[adapter];
  const { futureBoundMs, portal: mode } = config;
  const terms = { mode, futureBoundMs, applicantKinds: APPLICANT_KINDS[config.portalApplicants] };
  return (partition, record) =>
    tracedNow('decode', {}, () => {
      const { offset, timestamp } = record;
      const receivedAt = now();
      const origin = new RecordOrigin(topic, partition, record);
      const decoded = decodeRecord(record, {
        now: receivedAt,
        futureBoundMs,
        ...(adapter === 'procedures' && {
          other: (parsed: unknown) =>
            isPortalBody(parsed)
              ? decodePortal(parsed, { zone, topic, partition, offset, timestamp, receivedAt, ...terms })
              : undefined,
        }),
      });
      return decoded.map((each) => ({ origin, decoded: each }));
    });
}

/** Where a record stood. The proof is asked for of those that become dead letters only: it reads the whole record. */
class RecordOrigin implements Origin {
  readonly place: string;
  readonly position: number;
  /** Private to the language: it may hold personal data, and an origin may be logged. */
  readonly #record: TopicRecord;

  constructor(
    readonly source: string,
    partition: number,
    record: TopicRecord,
  ) {
    this.place = `${source}/${partition}`;
    this.position = record.offset;
    this.#record = record;
  }

  get proof(): string {
    return proofOf(this.#record);
  }
}

function count(facts: Process['metrics']['facts'], topic: string, outcome: BatchOutcome): void {
  facts.inc({ topic, outcome: 'accepted' }, outcome.accepted);
  facts.inc({ topic, outcome: 'repeated' }, outcome.repeated);
  facts.inc({ topic, outcome: 'dead' }, outcome.deadLetters.length);
}
