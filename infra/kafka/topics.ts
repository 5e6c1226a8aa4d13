import { type Admin, ConfigResourceTypes } from 'kafkajs';
import type { KafkaClient } from './client';
import { rootOf } from './faults';
import { awaitTopics, withAdmin } from './offsets';

/**
 * What a topic is for.
 * - facts: the truth that everything can be made from anew; nothing is ever deleted.
 * - current: the newest message of each key stays (compacted).
 * - log: messages in their order, kept long.
 */
export type TopicKind = 'facts' | 'current' | 'log';

export interface TopicWish {
  /** The name on the cluster, prefix included. */
  readonly topic: string;
  /** How many, where the topic has to be created. */
  readonly partitions: number;
  readonly kind: TopicKind;
}

const MOST_COPIES = 3;
const YEAR_MS = 365 * 24 * 3_600_000;

const SETTINGS: Readonly<Record<TopicKind, Readonly<Record<string, string>>>> = {
  facts: { 'cleanup.policy': 'delete', 'retention.ms': '-1', 'retention.bytes': '-1' },
  current: { 'cleanup.policy': 'compact' },
  log: { 'cleanup.policy': 'delete', 'retention.ms': String(YEAR_MS), 'retention.bytes': '-1' },
};

/**
 * Creates the topics that are absent. One that exists is left as it is; what of it would do harm is answered in words.
 *
 * @throws InputError where rights are missing; KafkaAway
 */
export async function ensureTopics(kafka: KafkaClient, wishes: readonly TopicWish[]): Promise<string[]> {
  return await withAdmin(kafka, `create ${wishes.map(({ topic }) => topic).join(', ')}`, async (admin) => {
    const present = new Set(await admin.listTopics());
    const absent = wishes.filter(({ topic }) => !present.has(topic));
    if (absent.length > 0) await create(admin, absent);
    return await warningsFor(
      admin,
      wishes.filter(({ topic }) => present.has(topic)),
    );
  });
}

/** What of these topics would do harm as it is, in words; topics that are absent are passed over. */
export async function topicWarnings(kafka: KafkaClient, wishes: readonly TopicWish[]): Promise<string[]> {
  return await withAdmin(kafka, 'read the settings of the topics', async (admin) => {
    const present = new Set(await admin.listTopics());
    return await warningsFor(
      admin,
      wishes.filter(({ topic }) => present.has(topic)),
    );
  });
}

async function create(admin: Admin, wishes: readonly TopicWish[]): Promise<void> {
  const { brokers } = await admin.describeCluster();
  const copies = Math.min(MOST_COPIES, brokers.length);
  for (const { topic, partitions, kind } of wishes) {
    // With three copies one broker may be away and everything goes on; with fewer there is nothing to choose.
    const settings = { ...SETTINGS[kind], 'min.insync.replicas': copies >= MOST_COPIES ? '2' : '1' };
    const configEntries = Object.entries(settings).map(([name, value]) => ({ name, value }));
    try {
      await admin.createTopics({
        topics: [{ topic, numPartitions: partitions, replicationFactor: copies, configEntries }],
        // kafkajs would take a topic that is not known everywhere yet for a fault.
        waitForLeaders: false,
      });
    } catch (error) {
      // Another process was quicker.
      if (rootOf(error).type !== 'TOPIC_ALREADY_EXISTS') throw error;
    }
  }
  await awaitTopics(
    admin,
    wishes.map(({ topic }) => topic),
  );
}

async function warningsFor(admin: Admin, wishes: readonly TopicWish[]): Promise<string[]> {
  if (wishes.length === 0) return [];
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: wishes.map(({ topic }) => ({
      type: ConfigResourceTypes.TOPIC,
      name: topic,
      configNames: ['cleanup.policy', 'retention.ms', 'retention.bytes'],
    })),
  });
  return wishes.flatMap(({ topic, kind }) => {
    const entries = resources.find(({ resourceName }) => resourceName === topic)?.configEntries ?? [];
    const settings = new Map(entries.map(({ configName, configValue }) => [configName, configValue]));
    return harms(kind, settings).map((harm) => `Kafka: topic ${topic}: ${harm}`);
  });
}

/** In what way settings lose messages that this kind of topic has to keep. */
function harms(kind: TopicKind, settings: ReadonlyMap<string, string>): string[] {
  const policy = settings.get('cleanup.policy') ?? 'delete';
  const deletes = policy.includes('delete');
  const isLimited = (name: string): boolean => Number(settings.get(name) ?? '-1') >= 0;
  if (kind === 'current') {
    if (!policy.includes('compact')) return [`cleanup.policy=${policy}: current values get lost; set it to compact`];
    return deletes ? [`cleanup.policy=${policy}: values that rest get lost; set it to compact`] : [];
  }
  const compacted = policy.includes('compact')
    ? [`cleanup.policy=${policy}: all but the newest message of a key get lost; set it to delete`]
    : [];
  if (kind === 'log') return compacted;
  const limits = deletes ? ['retention.ms', 'retention.bytes'].filter(isLimited) : [];
  return [...compacted, ...limits.map((name) => `${name}=${settings.get(name)}: facts get lost in time; set it to -1`)];
}
