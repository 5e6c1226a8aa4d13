import { type Admin, Kafka, logLevel } from 'kafkajs';
import { partitionRanges } from '../../infra/kafka';
import { TOPICS } from '../../services/hub/topics';
import { eventually, type Ran, type Running } from '../support/hub';
import { expectRefusal } from '../support/hub-facts';
import { describeStack } from '../support/stack';
import { type Record, StackBox } from '../support/stack-box';
import { startWorker, untilReady } from './faults';
import { expectExact, shuffled } from './figures';

jest.setTimeout(180_000);

const NAME = TOPICS.procedures;

describeStack('a topic that is not what was read', (stack) => {
  const { events, records: all } = shuffled(40, 61);
  // On two partitions, as each is refused by itself.
  const records = all.map((record) => ({ ...record, partition: record.partition! % 2 }));
  const half = Math.ceil(records.length / 2);
  let admin: Admin;
  let box: StackBox;
  let topic: string;

  beforeAll(async () => {
    admin = new Kafka({ brokers: [stack.brokers], logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
  });
  afterAll(() => admin.disconnect());
  beforeEach(async () => {
    box = new StackBox(await stack.place());
    topic = box.topic('procedures');
    await box.createTopics();
    await take(records.slice(0, half));
  });
  afterEach(() => box.close());

  /** Produces records and has a worker take them, which then stops. */
  async function take(given: readonly Record[]): Promise<void> {
    const worker = await startWorker(box);
    await box.produce(given);
    await box.taken();
    expect((await worker.stop()).code).toBe(0);
  }

  async function recreate(): Promise<void> {
    await admin.deleteTopics({ topics: [topic] });
    await eventually(async () => !(await admin.listTopics()).includes(topic) || undefined, 'the topic to be gone');
    await box.createTopics();
    // For a moment Kafka may not know who leads them.
    await eventually(
      () =>
        partitionRanges(box.kafka, topic).then(
          () => true as const,
          () => undefined,
        ),
      'the new topic to be there',
    );
  }

  /** Of a topic that was just made, Kafka may not know yet who may remove its records. */
  async function removeRecords(of: string, partitions: { partition: number; offset: string }[]): Promise<void> {
    await eventually(
      () =>
        admin.deleteTopicRecords({ topic: of, partitions }).then(
          () => true as const,
          () => undefined,
        ),
      `the records of ${of} to be removed`,
    );
  }

  function startRefused(): Running {
    return box.start(['serve', 'procedures'], { ...box.settings, HUB_ROLE_PORT: '0' });
  }

  /** Forgets what the message says to forget. @returns how many commands it took */
  async function obey(message: string): Promise<void> {
    const said = /hub -- positions --forget (\S+?)`/.exec(message);
    expect(said).not.toBeNull();
    const ran = await box.run(['positions', '--forget', said![1]!], box.settings);
    expect([ran.code, ran.stdout, ran.stderr]).toEqual([0, `forgot 1 partition of ${NAME}\n`, '']);
  }

  /** Starts a worker, does as it says, and starts it again until it stays up. */
  async function obeyUntilItRuns(...said: RegExp[]): Promise<number> {
    for (let refused = 0; ; refused++) {
      expect(refused).toBeLessThanOrEqual(2);
      const worker = startRefused();
      let ended: Ran | undefined;
      void worker.ended.then((ran) => {
        ended = ran;
      });
      const ranges = await partitionRanges(box.kafka, topic);
      await eventually(
        async () => (await box.hasTaken(ranges)) || ended !== undefined || undefined,
        'the worker to have everything, or to refuse',
      );
      if (ended === undefined) {
        await box.produce(records);
        await box.taken();
        worker.kill('SIGTERM');
        expect((await worker.ended).code).toBe(0);
        return refused;
      }
      expectRefusal(ended, NAME, ...said);
      await obey(ended.stderr);
    }
  }

  test('made anew and shorter: refused, and after what the message says read from its beginning', async () => {
    const shown = await box.run(['positions'], box.settings);
    expect(shown.stdout).toMatch(new RegExp(`^${NAME}:0  read up to \\d+  20\\d\\d-`, 'm'));
    await recreate();
    expect(await obeyUntilItRuns(/was read up to offset \d+, and it ends at 0 now/)).toBe(2);
    await expectExact(box, events);
  });

  test('made anew and longer, with other records: refused before any of them is taken', async () => {
    await recreate();
    await box.produce([...records].reverse());
    const before = await box.dump();
    const refused = await startRefused().ended;
    expectRefusal(refused, /another record stands at \d+ now: the topic is not the one that was read/);
    // Each partition is its own; none took a record before it looked.
    expect(await box.dump()).toEqual(before);
    expect(await obeyUntilItRuns(/another record stands/)).toBeGreaterThanOrEqual(1);
    await expectExact(box, events);
  });

  test('made anew while it is read: the process ends and says so', async () => {
    const worker = await startWorker(box);
    await untilReady(worker, true);
    await recreate();
    const ended = await worker.running.ended;
    expectRefusal(ended, topic);
    expect(ended.stderr).toMatch(/Create the topic|was read up to offset/);
  });

  test('records removed before they were read: refused, and how to go on', async () => {
    await box.produce(records.slice(half, half + 200));
    const ends = await admin.fetchTopicOffsets(topic);
    await removeRecords(
      topic,
      ends.map(({ partition, high }) => ({ partition, offset: high })),
    );
    expect(await obeyUntilItRuns(/begins at \d+ now: the records between were removed unread.*retention\.ms=-1/s)).toBe(
      2,
    );
    await expectExact(box, events);
    // What was forgotten once need not be forgotten again.
    const again = await startWorker(box);
    await untilReady(again, true);
    expect((await again.stop()).code).toBe(0);
  });

  test('a partition that begins late and is empty is read from there, also by the next process', async () => {
    await box.produce([{ key: 'x', value: 'x', partition: 0 }], 'reporting');
    const reporting = box.topic('reporting');
    await removeRecords(reporting, [{ partition: 0, offset: '1' }]);
    for (let i = 0; i < 2; i++) {
      const worker = await box.role(['reporting']);
      await untilReady(worker, true);
      expect((await worker.stop()).code).toBe(0);
    }
  });

  test('offsets that Kafka has lost, or has wrong: the stored position is the truth', async () => {
    const groupId = box.topic('procedures').replace(NAME, 'hub-procedures');
    await admin.deleteGroups([groupId]);
    await take(records.slice(half, half + 100));
    await box.produce(records.slice(half + 100));
    const [behind, ...ahead] = await admin.fetchTopicOffsets(topic);
    const partitions = ahead.map(({ partition, high }) => ({ partition, offset: high }));
    await admin.setOffsets({ groupId, topic, partitions: [{ ...behind!, offset: '0' }, ...partitions] });
    const worker = await startWorker(box);
    await box.taken();
    const text = await (await fetch(`${worker.url}/metrics`)).text();
    const counted = [...text.matchAll(/^hub_facts_total\{[^}]*\} (\d+)/gm)].map(([, count]) => Number(count));
    expect(counted.reduce((sum, count) => sum + count)).toBe(records.length - half - 100);
    expect((await worker.stop()).code).toBe(0);
    await expectExact(box, events);
  });
});
