import { createSender, ensureTopics, isKafkaAway, partitionRanges, readRecords } from '../../infra/kafka';
import { type Message, TOPICS, type Topic } from '../../services/relay';
import { testClient } from '../support/kafka';
import { describeStack, ownServers } from '../support/stack';
import { at, expectTopicIsApi, openWorld, received, Topics, until } from './support';

jest.setTimeout(300_000);

describeStack('a relay whose servers come and go', () => {
  const own = ownServers();

  test('Kafka and then the database are killed in the middle; nothing is lost and the topic is the API', async () => {
    const [kafkaServer, mariadb] = [await own.kafka(), await own.mariadb()];
    const kafka = testClient([kafkaServer.broker]);
    await ensureTopics(
      kafka,
      Object.values(TOPICS).map((topic) => ({ topic, partitions: 2, kind: 'current' })),
    );
    const sender = createSender(kafka, { giveUpAfterMs: 1000 });
    const send = (topic: Topic, messages: readonly Message[]) => sender.send(topic, messages);
    const world = await openWorld('DATE', at('2022-12-20'), mariadb.config());
    let number = 0;
    const more = (agency: string) =>
      world.ingest([received(`d${++number}`, agency, at('2022-12-01'), { dueAt: at('2022-12-05') })]);
    try {
      const relay = world.start({ send }, { isAway: isKafkaAway });
      await more('A');
      await world.quiet();

      await kafkaServer.kill();
      for (const agency of ['A', 'B', 'C']) await more(agency);
      await until(() => relay.state() === 'waiting', 60);
      await more('D');
      expect(relay.pending()).toBeGreaterThan(0);
      await kafkaServer.start();
      await until(() => world.isQuiet(), 60);

      await more('E');
      await mariadb.kill();
      await until(() => relay.state() === 'waiting', 60);
      await mariadb.start();
      await until(() => relay.state() === 'running', 60);
      await more('A');
      await until(() => world.isQuiet(), 60);
      await world.stop();

      const topics = new Topics();
      for (const topic of [TOPICS.values, TOPICS.late]) {
        for (const { partition, start, end } of await partitionRanges(kafka, topic)) {
          for await (const record of readRecords(kafka, { topic, partition }, start, end)) {
            await topics.send(topic, [{ key: record.key!.toString(), value: record.value!.toString() }]);
          }
        }
      }
      topics.expectGrowing();
      await expectTopicIsApi(world, topics);
      expect(topics.compacted(TOPICS.late).size).toBe(number);
    } finally {
      await world.close();
      await sender.stop();
    }
  });
});
