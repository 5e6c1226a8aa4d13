import type { KafkaConfig } from '../../../infra/config-stack';
import { CODECS, createKafka, type KafkaClient, topicWarnings, withAdmin } from '../../../infra/kafka';
import { inputTopics, outputTopics } from '../roles/topics';
import { check, type Finding } from './check';

/** Kafka: whether it answers, whether its topics are there and keep what they must, and what it can be sent in. */
export async function checkKafka(config: KafkaConfig): Promise<Finding[]> {
  let kafka: KafkaClient | undefined;
  const reached = await check('kafka', async () => {
    kafka = createKafka(config, () => undefined);
    const { brokers } = await withAdmin(kafka, 'reach it', (admin) => admin.describeCluster());
    const secured = [...(config.tls === undefined ? [] : ['TLS']), ...(config.sasl === undefined ? [] : ['SASL'])];
    const many = brokers.length === 1 ? '1 broker' : `${brokers.length} brokers`;
    return [`${many} by way of ${config.brokers.join(', ')}`, ...secured].join(', ');
  });
  if (kafka === undefined || !reached.ok) return [reached];
  const client = kafka;
  const wishes = [...inputTopics(config), ...outputTopics(config)];
  return [
    reached,
    await check('kafka topics', async () => {
      const known = await withAdmin(client, 'list the topics', (admin) => admin.listTopics());
      const absent = wishes.filter(({ topic }) => !known.includes(topic)).map(({ topic }) => topic);
      const warnings = await topicWarnings(client, wishes);
      if (warnings.length > 0) throw new Error(warnings.join('\n     '));
      if (absent.length === 0) return `all ${wishes.length} are there`;
      return `${absent.join(', ')}: absent; the hub creates them when it is served, where it may`;
    }),
    await check('kafka codecs', () => `reads ${CODECS.join(', ')} and none; writes gzip`),
  ];
}
