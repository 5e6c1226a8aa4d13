import { randomBytes } from 'node:crypto';
import { eventually, freshTopic, Ledger, randomName, testClient } from '../../test/support/kafka';
import { describeStack } from '../../test/support/stack';
import { InputError } from '../errors';
import { createSender, nameOf, type RunningConsumer, type Sender, startConsumer, withAdmin } from '.';

let kafka: ReturnType<typeof testClient>;
let sender: Sender;
const running: RunningConsumer[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((consumer) => consumer.stop()));
});
type Options = Partial<Parameters<typeof startConsumer>[0]>;

async function read(topic: string, ledger: Ledger, options: Options = {}): Promise<RunningConsumer> {
  const groupId = options.groupId ?? randomName('g');
  const consumer = await startConsumer({ kafka, topics: [topic], handler: ledger.handler(), ...options, groupId });
  running.push(consumer);
  return consumer;
}

function numbered(count: number, partition?: number, first = 0): { key: string; value: string; partition?: number }[] {
  const at = partition === undefined ? {} : { partition };
  return Array.from({ length: count }, (_, n) => ({ key: `k${first + n}`, value: `v${first + n}`, ...at }));
}

/** Every offset once, in order, and each batch where the one before ended. */
function expectSeamless(ledger: Ledger, counts: Readonly<Record<string, number>>): void {
  for (const [place, count] of Object.entries(counts)) {
    const offsets = ledger.taken.filter((one) => one.startsWith(`${place}@`)).map((one) => Number(one.split('@')[1]));
    expect(offsets).toEqual(Array.from({ length: count }, (_, n) => n));
    const batches = ledger.batches.filter((batch) => nameOf(batch) === place);
    expect(batches.map(({ from }) => from)).toEqual([0, ...batches.slice(0, -1).map(({ next }) => next)]);
  }
}

async function recreate(topic: string, count: number): Promise<void> {
  await withAdmin(kafka, 'delete', (admin) => admin.deleteTopics({ topics: [topic] }));
  await eventually(async () => !(await withAdmin(kafka, 'list', (admin) => admin.listTopics())).includes(topic));
  await freshTopic(kafka, 1, {}, topic);
  if (count > 0) await createSenderOnce(topic, count);
}

async function createSenderOnce(topic: string, count: number): Promise<void> {
  const fresh = createSender(kafka);
  await fresh.send(topic, numbered(count, 0));
  await fresh.stop();
}

jest.setTimeout(60_000);

describeStack('a consumer', (stack) => {
  beforeAll(() => {
    kafka = testClient([stack.brokers]);
    sender = createSender(kafka);
  });
  afterAll(() => sender.stop());

  describe('reading', () => {
    test('everything once, in order, in pieces of at most maxRecords, and the lag goes to nothing', async () => {
      const topic = await freshTopic(kafka, 2);
      await sender.send(topic, [...numbered(2500, 0), ...numbered(10, 1)]);
      const ledger = new Ledger();
      const consumer = await read(topic, ledger, { maxRecords: 1000 });
      await eventually(
        () => ledger.taken.length === 2510,
        () => [ledger.taken.length, kafka.lines],
      );
      expectSeamless(ledger, { [`${topic}/0`]: 2500, [`${topic}/1`]: 10 });
      expect(Math.max(...ledger.batches.map(({ records }) => records.length))).toBe(1000);
      await eventually(() => consumer.state() === 'running');
      expect(Object.fromEntries(consumer.lag())).toEqual({ [`${topic}/0`]: 0, [`${topic}/1`]: 0 });
    });

    test('keys, tombstones, times and headers come as they were sent', async () => {
      const topic = await freshTopic(kafka, 1);
      await sender.send(topic, [
        { key: 'hồ sơ', value: null },
        { key: null, value: '' },
        { key: '', value: 'body', headers: { traceparent: '00-1', source: 'Huế' } },
      ]);
      const before = Date.now();
      const ledger = new Ledger();
      await read(topic, ledger);
      await eventually(() => ledger.taken.length === 3);
      const records = ledger.batches.flatMap((batch) => batch.records);
      expect(records.map(({ key, value }) => [key?.toString() ?? null, value?.toString() ?? null])).toEqual([
        ['hồ sơ', null],
        [null, ''],
        ['', 'body'],
      ]);
      expect(records[2]!.headers).toEqual({ traceparent: '00-1', source: 'Huế' });
      expect(Math.abs(records[0]!.timestamp - before)).toBeLessThan(60_000);
    });

    test('offsets that hold nothing for a reader are passed: transactions, committed and aborted', async () => {
      const topic = await freshTopic(kafka, 1);
      const producer = kafka.producer({ transactionalId: randomName('tx'), idempotent: true, maxInFlightRequests: 1 });
      await producer.connect();
      const write = async (value: string, end: 'commit' | 'abort'): Promise<void> => {
        const transaction = await producer.transaction();
        await transaction.send({ topic, messages: [{ key: 'k', value, partition: 0 }] });
        await transaction[end]();
      };
      const ledger = new Ledger();
      const consumer = await read(topic, ledger);
      for (const value of ['a', 'b', 'c']) {
        // Alone in its fetch, an aborted transaction brings nothing at all.
        await write(`${value}-aborted`, 'abort');
        await eventually(() => consumer.lag().get(`${topic}/0`) === 0 && consumer.state() === 'running');
        await write(value, 'commit');
        await eventually(
          () => ledger.values.includes(value),
          () => [ledger, kafka.lines],
        );
      }
      await producer.disconnect();
      expect(ledger.values).toEqual(['a', 'b', 'c']);
      expect(ledger.claims).toBe(1);
      expect(ledger.positions.get(`${topic}/0`)).toBe(12);
    });

    test('records of one and of five megabytes, where the topic takes them, do not hold up their neighbours', async () => {
      const topic = await freshTopic(kafka, 1, { 'max.message.bytes': '8000000' });
      // Noise: it does not get smaller by compression.
      const values = [randomBytes(10), randomBytes(1_000_000), randomBytes(5_000_000), randomBytes(10)];
      await sender.send(
        topic,
        values.map((value) => ({ key: null, value })),
      );
      const ledger = new Ledger();
      await read(topic, ledger);
      await eventually(() => ledger.taken.length === 4);
      const found = ledger.batches.flatMap(({ records }) => records);
      expect(found.map(({ value }, n) => value!.equals(values[n]!))).toEqual([true, true, true, true]);
    });

    test('a topic without a record is claimed, and what comes later is read', async () => {
      const topic = await freshTopic(kafka, 3);
      const ledger = new Ledger();
      const consumer = await read(topic, ledger);
      await eventually(() => ledger.claims === 3 && consumer.state() === 'running');
      await sender.send(topic, numbered(30));
      await eventually(() => ledger.taken.length === 30);
    });
  });

  describe('the stored position is the truth', () => {
    test('a lost group offset loses nothing and doubles nothing', async () => {
      const topic = await freshTopic(kafka, 1);
      const ledger = new Ledger();
      const groupId = randomName('g');
      await sender.send(topic, numbered(100, 0));
      const first = await read(topic, ledger, { groupId });
      await eventually(() => ledger.taken.length === 100);
      await first.stop();
      await withAdmin(kafka, 'delete the group', (admin) => admin.deleteGroups([groupId]));
      await sender.send(topic, numbered(50, 0, 100));
      await read(topic, ledger, { groupId });
      await eventually(() => ledger.taken.length === 150);
      expectSeamless(ledger, { [`${topic}/0`]: 150 });
      expect(ledger.fenced).toBe(0);
    });

    test('a group offset that is behind the position, or ahead of it, is not followed', async () => {
      const topic = await freshTopic(kafka, 2);
      await sender.send(topic, [...numbered(10, 0), ...numbered(90, 1)]);
      const groupId = randomName('g');
      const hinted = new Ledger();
      const first = await read(topic, hinted, { groupId });
      await eventually(() => hinted.taken.length === 100);
      await first.stop();
      await sender.send(topic, numbered(80, 0, 10));
      const ledger = new Ledger();
      for (const partition of [0, 1]) ledger.positions.set(`${topic}/${partition}`, 40);
      await read(topic, ledger, { groupId });
      await eventually(() => ledger.taken.length >= 100);
      expect([...ledger.taken].sort()).toEqual(
        [0, 1].flatMap((partition) => Array.from({ length: 50 }, (_, n) => `${topic}/${partition}@${40 + n}`)),
      );
    });

    test('the hint is there for those who look at the lag of the group', async () => {
      const topic = await freshTopic(kafka, 1);
      await sender.send(topic, numbered(70, 0));
      const groupId = randomName('g');
      const ledger = new Ledger();
      const consumer = await read(topic, ledger, { groupId });
      await eventually(() => ledger.taken.length === 70);
      await consumer.stop();
      const offsets = await withAdmin(kafka, 'read offsets', (admin) =>
        admin.fetchOffsets({ groupId, topics: [topic] }),
      );
      expect(offsets[0]!.partitions[0]!.offset).toBe('70');
    });

    test('somebody else moves the position: the partition is claimed anew and read from there', async () => {
      const topic = await freshTopic(kafka, 1);
      await sender.send(topic, numbered(100, 0));
      const ledger = new Ledger();
      let moved = false;
      ledger.before = async (place) => {
        if (moved) return;
        moved = true;
        ledger.positions.set(nameOf(place), 60);
      };
      const consumer = await read(topic, ledger, { sessionMs: 6_000 });
      await eventually(
        () => ledger.taken.length === 40,
        () => [ledger.taken.length, consumer.state()],
      );
      expect(ledger.taken[0]).toBe(`${topic}/0@60`);
      expect(ledger.fenced).toBe(1);
    });

    test.each([
      ['emptied', 0],
      ['shorter', 20],
    ])('a topic created anew and now %s is refused, with the range and what to do', async (_, count) => {
      const topic = await freshTopic(kafka, 1);
      const ledger = new Ledger();
      ledger.positions.set(`${topic}/0`, 80);
      if (count > 0) await sender.send(topic, numbered(count, 0));
      const consumer = await read(topic, ledger);
      const error = await consumer.crashed;
      expect(error).toBeInstanceOf(InputError);
      expect(error.message).toContain(
        `${topic}, partition 0: the hub has read up to offset 80, but the topic ends at ${count} (it holds 0 to ${count})`,
      );
      expect(error.message).toContain('hub positions');
      expect(consumer.state()).toBe('crashed');
      expect(ledger.taken).toEqual([]);
    });

    test('records deleted before they were read are refused', async () => {
      const topic = await freshTopic(kafka, 1);
      await sender.send(topic, numbered(100, 0));
      await withAdmin(kafka, 'delete records', async (admin) => {
        await admin.fetchTopicOffsets(topic);
        await admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: '50' }] });
      });
      const ledger = new Ledger();
      ledger.positions.set(`${topic}/0`, 20);
      const error = await (await read(topic, ledger)).crashed;
      expect(error.message).toContain('the topic begins at 50 (it holds 50 to 100)');
      expect(ledger.taken).toEqual([]);
    });

    test('a topic that is created anew under a running consumer ends it, or is refused; nothing is taken', async () => {
      const topic = await freshTopic(kafka, 1);
      await sender.send(topic, numbered(100, 0));
      const ledger = new Ledger();
      const consumer = await read(topic, ledger);
      await eventually(() => ledger.taken.length === 100);
      await recreate(topic, 30);
      const error = await consumer.crashed;
      expect(error).toBeInstanceOf(InputError);
      expect(ledger.taken).toHaveLength(100);
      // Started again, it says the range.
      const again = await read(topic, ledger);
      expect((await again.crashed).message).toContain('the topic ends at 30');
    });
  });

  describe('faults of the handler', () => {
    class Away extends Error {}
    const isAway = (error: unknown): boolean => error instanceof Away;

    test('what it needs is away: the batch waits, state says so, nothing is lost and the group is kept', async () => {
      const topic = await freshTopic(kafka, 2);
      await sender.send(topic, [...numbered(100, 0), ...numbered(100, 1)]);
      const ledger = new Ledger();
      let away = true;
      const joins: number[] = [];
      ledger.before = async () => {
        if (away) throw new Away('the database is away');
      };
      const consumer = await read(topic, ledger, {
        isAway,
        sessionMs: 1_500,
        onEvent: ({ type }) => type === 'joined' && joins.push(1),
      });
      const began = Date.now();
      await eventually(() => consumer.state() === 'waiting');
      // Longer than a session: without beats the group would have given the process up.
      await eventually(() => Date.now() - began > 2_500);
      expect(ledger.taken).toEqual([]);
      away = false;
      await eventually(() => ledger.taken.length === 200);
      await eventually(() => consumer.state() === 'running');
      expectSeamless(ledger, { [`${topic}/0`]: 100, [`${topic}/1`]: 100 });
      expect(joins).toHaveLength(1);
    });

    test('away while claiming: the claim waits', async () => {
      const topic = await freshTopic(kafka, 1);
      await sender.send(topic, numbered(10, 0));
      const ledger = new Ledger();
      const handler = ledger.handler();
      let asked = 0;
      await read(topic, ledger, {
        isAway,
        handler: {
          ...handler,
          claim: async (place, range) => {
            asked += 1;
            if (asked < 4) throw new Away('the database is away');
            return await handler.claim(place, range);
          },
        },
      });
      await eventually(() => ledger.taken.length === 10);
      expect(asked).toBe(4);
    });

    test('a take of longer than the session is waited for', async () => {
      const topic = await freshTopic(kafka, 1);
      await sender.send(topic, numbered(10, 0));
      const ledger = new Ledger();
      ledger.before = () => new Promise((resolve) => setTimeout(resolve, 2_500));
      await read(topic, ledger, { sessionMs: 1_000 });
      await eventually(() => ledger.taken.length === 10);
      expect(ledger.batches).toHaveLength(1);
      expect(ledger.claims).toBe(1);
    });

    test('any other error ends the consumer: it says which, takes no more, and has left the group', async () => {
      const topic = await freshTopic(kafka, 1);
      await sender.send(topic, numbered(5_000, 0));
      const groupId = randomName('g');
      const ledger = new Ledger();
      ledger.before = async (_, batch) => {
        if (batch.from >= 2_000) throw new Error('a fault');
      };
      const consumer = await read(topic, ledger, { groupId, maxRecords: 1_000, isAway });
      const error = await consumer.crashed;
      expect(error.message).toBe('a fault');
      expect(consumer.state()).toBe('crashed');
      expect(ledger.taken).toHaveLength(2_000);
      const { groups } = await withAdmin(kafka, 'describe', (admin) => admin.describeGroups([groupId]));
      expect(groups[0]!.members).toEqual([]);
    });

    test('a handler that refuses a claim ends the consumer with its words', async () => {
      const topic = await freshTopic(kafka, 1);
      const refusal = new InputError('made with other definitions: hub rebuild');
      const consumer = await read(topic, new Ledger(), {
        handler: {
          claim: async () => {
            throw refusal;
          },
          take: async () => {},
        },
      });
      expect(await consumer.crashed).toBe(refusal);
    });
  });

  test('a start where Kafka is away, or a topic absent, is refused with what to do', async () => {
    const topic = randomName('absent');
    const absent = read(topic, new Ledger());
    const nowhere = startConsumer({
      kafka: testClient(['127.0.0.1:1']),
      groupId: 'g',
      topics: ['t'],
      handler: new Ledger().handler(),
    });
    const [first, second] = await Promise.allSettled([absent, nowhere]);
    expect(first).toMatchObject({ reason: { name: 'InputError' } });
    expect(String((first as PromiseRejectedResult).reason.message)).toMatch(
      new RegExp(`^Kafka: cannot read ${topic} [\\s\\S]*Create the topic`),
    );
    expect(second).toMatchObject({ reason: { name: 'KafkaAway' } });
    expect(String((second as PromiseRejectedResult).reason.message)).toMatch(
      /^Kafka: cannot read t as the group g: .*ECONNREFUSED[\s\S]*HUB_KAFKA_BROKERS/,
    );
  });
});
