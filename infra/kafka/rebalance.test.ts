import { eventually, freshTopic, Ledger, randomName, testClient } from '../../test/support/kafka';
import { describeStack } from '../../test/support/stack';
import { createSender, type RunningConsumer, type Sender, startConsumer } from '.';

jest.setTimeout(60_000);

describeStack('several consumers of a group', (stack) => {
  let kafka: ReturnType<typeof testClient>;
  let sender: Sender;
  const running = new Set<RunningConsumer>();

  beforeAll(() => {
    kafka = testClient([stack.brokers]);
    sender = createSender(kafka);
  });
  afterAll(async () => {
    await Promise.all([...running].map((consumer) => consumer.stop()));
    await sender.stop();
  });

  async function join(topic: string, groupId: string, ledger: Ledger): Promise<RunningConsumer> {
    const consumer = await startConsumer({
      kafka,
      groupId,
      topics: [topic],
      handler: ledger.handler(),
      maxRecords: 50,
      sessionMs: 6_000,
    });
    running.add(consumer);
    return consumer;
  }

  async function leave(consumer: RunningConsumer): Promise<void> {
    await consumer.stop();
    running.delete(consumer);
  }

  test('joining and leaving while records come: each is taken once, in order, without a gap', async () => {
    const topic = await freshTopic(kafka, 6);
    const groupId = randomName('g');
    const ledger = new Ledger();
    // A take that lasts makes it likely that partitions change hands in the middle of one.
    ledger.before = () => new Promise((resolve) => setTimeout(resolve, 5));
    let sent = 0;
    let producing = true;
    const produce = async (): Promise<void> => {
      while (producing) {
        await sender.send(
          topic,
          Array.from({ length: 200 }, (_, n) => ({ key: `k${sent + n}`, value: `v${sent + n}` })),
        );
        sent += 200;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    };
    const produced = produce();
    const taken = (more: number): Promise<void> => {
      const from = ledger.taken.length;
      return eventually(() => ledger.taken.length >= from + more);
    };
    const first = await join(topic, groupId, ledger);
    await taken(500);
    const second = await join(topic, groupId, ledger);
    await taken(500);
    const third = await join(topic, groupId, ledger);
    await taken(500);
    await leave(second);
    await taken(500);
    await leave(first);
    await taken(500);
    const fourth = await join(topic, groupId, ledger);
    await taken(500);
    producing = false;
    await produced;
    await eventually(
      () => ledger.taken.length >= sent,
      () => [ledger.taken.length, sent],
    );
    expect(ledger.taken).toHaveLength(sent);
    expect(new Set(ledger.values).size).toBe(sent);
    for (let partition = 0; partition < 6; partition += 1) {
      const place = `${topic}/${partition}`;
      const offsets = ledger.taken.filter((one) => one.startsWith(`${place}@`)).map((one) => Number(one.split('@')[1]));
      expect(offsets).toEqual(offsets.map((_, n) => n));
    }
    const held = [third, fourth].map((consumer) => consumer.lag().size);
    expect(held).toEqual([3, 3]);
  }, 60_000);

  test('who stops hands its partitions over at once, not after a session', async () => {
    const topic = await freshTopic(kafka, 2);
    const groupId = randomName('g');
    const ledger = new Ledger();
    const [first, second] = [await join(topic, groupId, ledger), await join(topic, groupId, ledger)];
    await eventually(() => second.lag().size === 1 && first.lag().size === 1);
    const began = Date.now();
    await leave(first);
    const stopped = Date.now() - began;
    await eventually(() => second.lag().size === 2);
    const handedOver = Date.now() - began;
    expect(stopped).toBeLessThan(2_000);
    expect(handedOver).toBeLessThan(4_000);
    await leave(second);
  }, 30_000);

  test('stopping lets the take under way finish and begins no other', async () => {
    const topic = await freshTopic(kafka, 1);
    const groupId = randomName('g');
    await sender.send(
      topic,
      Array.from({ length: 300 }, (_, n) => ({ key: null, value: String(n) })),
    );
    const ledger = new Ledger();
    let begun = 0;
    ledger.before = async () => {
      begun += 1;
      await new Promise((resolve) => setTimeout(resolve, 500));
    };
    const consumer = await join(topic, groupId, ledger);
    await eventually(() => begun === 1);
    await leave(consumer);
    expect(begun).toBe(1);
    expect(ledger.taken).toHaveLength(50);
    expect(consumer.state()).toBe('stopped');
    // What was taken is known to Kafka as well.
    const admin = kafka.admin();
    await admin.connect();
    const [offsets] = await admin.fetchOffsets({ groupId, topics: [topic] });
    await admin.disconnect();
    expect(offsets!.partitions[0]!.offset).toBe('50');
  }, 30_000);

  test('who is thrown out in the middle of a take writes nothing afterwards', async () => {
    const topic = await freshTopic(kafka, 1);
    const groupId = randomName('g');
    await sender.send(
      topic,
      Array.from({ length: 40 }, (_, n) => ({ key: null, value: String(n) })),
    );
    const ledger = new Ledger();
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let first = true;
    ledger.before = async () => {
      if (!first) return;
      first = false;
      await held;
    };
    const slow = await join(topic, groupId, ledger);
    await eventually(() => !first);
    // The group does not know its member any more, as after a long stop of the whole process.
    await expel(groupId);
    const other = await join(topic, groupId, ledger);
    await eventually(
      () => ledger.taken.length === 40,
      () => ledger.taken.length,
    );
    release();
    await eventually(() => ledger.fenced === 1);
    await sender.send(topic, [{ key: null, value: 'after' }]);
    await eventually(() => ledger.values.includes('after'));
    expect(ledger.taken).toHaveLength(41);
    expect([slow, other].map((consumer) => consumer.state())).not.toContain('crashed');
    await leave(slow);
    await leave(other);
  }, 60_000);

  async function expel(groupId: string): Promise<void> {
    const admin = kafka.admin();
    await admin.connect();
    const { groups } = await admin.describeGroups([groupId]);
    const member = groups[0]!.members[0]!.memberId;
    await admin.disconnect();
    await leaveAs(kafka, groupId, member);
  }
});

/** Tells the coordinator that a member left, in its name. */
async function leaveAs(kafka: ReturnType<typeof testClient>, groupId: string, memberId: string): Promise<void> {
  const symbol = Object.getOwnPropertySymbols(kafka).find(({ description }) => description?.endsWith('createCluster'))!;
  const cluster = (kafka as unknown as Record<symbol, (options: object) => Cluster>)[symbol]!({
    metadataMaxAge: 1_000,
  });
  await cluster.connect();
  await cluster.refreshMetadata();
  const coordinator = await cluster.findGroupCoordinator({ groupId });
  await coordinator.leaveGroup({ groupId, memberId });
  await cluster.disconnect();
}

interface Cluster {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  refreshMetadata(): Promise<void>;
  findGroupCoordinator(group: {
    groupId: string;
  }): Promise<{ leaveGroup(member: { groupId: string; memberId: string }): Promise<unknown> }>;
}
