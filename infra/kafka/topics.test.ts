import { ConfigResourceTypes } from 'kafkajs';
import { freshTopic, testClient } from '../../test/support/kafka';
import { describeStack } from '../../test/support/stack';
import { createSender, ensureTopics, KafkaAway, partitionRanges, readRecord, readRecords, withAdmin } from '.';

jest.setTimeout(60_000);

describeStack('topics', (stack) => {
  test('absent ones are created so that nothing is lost; created ones are found in order', async () => {
    const prefix = stack.topicPrefix();
    const kafka = testClient([stack.brokers], prefix);
    const wishes = [
      { topic: `${prefix}facts`, partitions: 6, kind: 'facts' },
      { topic: `${prefix}current`, partitions: 3, kind: 'current' },
      { topic: `${prefix}log`, partitions: 1, kind: 'log' },
    ] as const;
    // Several processes start at once.
    expect(await Promise.all([ensureTopics(kafka, wishes), ensureTopics(kafka, wishes)])).toEqual([[], []]);
    expect(await ensureTopics(kafka, wishes)).toEqual([]);
    const settings = await withAdmin(kafka, 'look', (admin) =>
      admin.describeConfigs({
        includeSynonyms: false,
        resources: wishes.map(({ topic }) => ({ type: ConfigResourceTypes.TOPIC, name: topic })),
      }),
    );
    const of = (topic: string, name: string): string | undefined =>
      settings.resources
        .find(({ resourceName }) => resourceName === prefix + topic)!
        .configEntries.find(({ configName }) => configName === name)?.configValue;
    expect([of('facts', 'retention.ms'), of('facts', 'cleanup.policy'), of('facts', 'compression.type')]).toEqual([
      '-1',
      'delete',
      'producer',
    ]);
    expect(of('current', 'cleanup.policy')).toBe('compact');
    expect(of('log', 'retention.ms')).toBe('31536000000');
    expect((await partitionRanges(kafka, `${prefix}facts`)).map(({ partition }) => partition)).toEqual([
      0, 1, 2, 3, 4, 5,
    ]);
  });

  test('existing ones are left alone, and what would do harm is said', async () => {
    const prefix = stack.topicPrefix();
    const kafka = testClient([stack.brokers]);
    const facts = await freshTopic(kafka, 1, { 'retention.ms': '604800000' }, `${prefix}facts`);
    const compacted = await freshTopic(kafka, 1, { 'cleanup.policy': 'compact' }, `${prefix}compacted`);
    const current = await freshTopic(kafka, 1, {}, `${prefix}current`);
    const warnings = await ensureTopics(kafka, [
      { topic: facts, partitions: 6, kind: 'facts' },
      { topic: compacted, partitions: 6, kind: 'facts' },
      { topic: current, partitions: 6, kind: 'current' },
    ]);
    expect(warnings).toEqual([
      `Kafka: topic ${facts}: retention.ms=604800000: facts get lost in time; set it to -1`,
      `Kafka: topic ${compacted}: cleanup.policy=compact: all but the newest message of a key get lost; set it to delete`,
      `Kafka: topic ${current}: cleanup.policy=delete: current values get lost; set it to compact`,
    ]);
    expect(await partitionRanges(kafka, facts)).toHaveLength(1);
  });

  test('Kafka is away: said with what to do', async () => {
    const nowhere = testClient(['127.0.0.1:1']);
    const asking = ensureTopics(nowhere, [{ topic: 't', partitions: 1, kind: 'log' }]);
    await expect(asking).rejects.toBeInstanceOf(KafkaAway);
  });
});

describeStack('reading beside the group', (stack) => {
  test('a stretch of a partition, one record, and what is gone', async () => {
    const kafka = testClient([stack.brokers]);
    const topic = await freshTopic(kafka, 2);
    const sender = createSender(kafka);
    for (let n = 0; n < 3; n += 1)
      await sender.send(
        topic,
        Array.from({ length: 100 }, (_, i) => ({ key: null, value: String(n * 100 + i), partition: 1 })),
      );
    await sender.stop();
    const place = { topic, partition: 1 };
    const found: number[] = [];
    for await (const record of readRecords(kafka, place, 50, 250)) found.push(Number(record.value));
    expect(found).toEqual(Array.from({ length: 200 }, (_, n) => 50 + n));
    // Beyond the end it ends; so it does in an empty partition.
    const rest: number[] = [];
    for await (const record of readRecords(kafka, place, 290, 1_000)) rest.push(record.offset);
    for await (const record of readRecords(kafka, { topic, partition: 0 }, 0, 10)) rest.push(record.offset);
    expect(rest).toEqual([290, 291, 292, 293, 294, 295, 296, 297, 298, 299]);

    await withAdmin(kafka, 'delete records', async (admin) => {
      await admin.fetchTopicOffsets(topic);
      await admin.deleteTopicRecords({ topic, partitions: [{ partition: 1, offset: '120' }] });
    });
    expect((await readRecord(kafka, place, 120))!.value!.toString()).toBe('120');
    expect(await readRecord(kafka, place, 119)).toBeUndefined();
    expect(await readRecord(kafka, place, 300)).toBeUndefined();
    expect(await readRecord(kafka, place, 301)).toBeUndefined();
    await expect(readRecords(kafka, place, 10, 20).next()).rejects.toThrow(/offset 10 is not there/);
    expect(await partitionRanges(kafka, topic)).toEqual([
      { partition: 0, start: 0, end: 0 },
      { partition: 1, start: 120, end: 300 },
    ]);
    const groups = await withAdmin(kafka, 'list', (admin) => admin.listGroups());
    expect(groups.groups.filter(({ groupId }) => groupId.includes('read'))).toEqual([]);
  });

  test('what compaction and transactions leave behind is passed', async () => {
    const kafka = testClient([stack.brokers]);
    const topic = await freshTopic(kafka, 1);
    const producer = kafka.producer({ transactionalId: topic, idempotent: true, maxInFlightRequests: 1 });
    await producer.connect();
    for (const [value, end] of [
      ['a', 'abort'],
      ['b', 'commit'],
      ['c', 'abort'],
    ] as const) {
      const transaction = await producer.transaction();
      await transaction.send({ topic, messages: [{ key: 'k', value }] });
      await transaction[end]();
    }
    await producer.disconnect();
    const found: string[] = [];
    for await (const record of readRecords(kafka, { topic, partition: 0 }, 0, 6)) found.push(String(record.value));
    expect(found).toEqual(['b']);
    expect(await readRecord(kafka, { topic, partition: 0 }, 0)).toBeUndefined();
  });
});
