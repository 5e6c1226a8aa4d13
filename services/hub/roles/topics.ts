import { type TopicWish, topicName } from '../../../infra/kafka';
import { TOPICS } from '../topics';

type Prefixed = { readonly prefix: string };

const INBOUND = { partitions: 6, kind: 'facts' } as const;
const CURRENT = { partitions: 6, kind: 'current' } as const;

/** The topics that facts come on. */
export function inputTopics(kafka: Prefixed): TopicWish[] {
  return [TOPICS.procedures, TOPICS.reporting].map((topic) => ({ topic: topicName(kafka, topic), ...INBOUND }));
}

/** The topics that the relay writes. */
export function outputTopics(kafka: Prefixed): TopicWish[] {
  return [
    ...[TOPICS.values, TOPICS.lateCases].map((topic) => ({ topic: topicName(kafka, topic), ...CURRENT })),
    { topic: topicName(kafka, TOPICS.deadLetters), partitions: 1, kind: 'log' },
  ];
}
