import { Kafka, logLevel } from 'kafkajs';
import { partitionRanges } from '../../infra/kafka';
import { eventually } from '../support/hub';
import { dossier, type Message } from '../support/hub-facts';
import { describeStack } from '../support/stack';
import { type Record, StackBox } from '../support/stack-box';

jest.setTimeout(120_000);

const HOUR = 3_600_000;
const time = new Date(Date.now() + 30 * HOUR).toISOString();

/** Sound but for their time; of the second, a dead letter does not keep all. */
const WHOLE = dossier('ahead-whole', {}, { time });
const CUT = dossier('ahead-cut', { lateReason: 'waits for another agency' }, { time });

describeStack('dead letters of a topic that was made anew', (stack) => {
  let box: StackBox;

  beforeAll(async () => {
    box = new StackBox(await stack.place());
    await box.createTopics();
    const worker = await box.role(['procedures']);
    await produce([WHOLE, CUT]);
    await box.taken();
    await worker.stop();
  });
  afterAll(() => box.close());

  async function produce(messages: readonly Message[]): Promise<void> {
    const records = messages.map((message): Record => {
      return { key: String(message['subject']), value: JSON.stringify(message), partition: 0 };
    });
    await box.produce(records);
  }

  async function makeAnew(): Promise<void> {
    const topic = box.topic('procedures');
    const admin = new Kafka({ brokers: [stack.brokers], logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    await admin.deleteTopics({ topics: [topic] });
    await eventually(async () => !(await admin.listTopics()).includes(topic) || undefined, 'the topic to be gone');
    await admin.disconnect();
    await box.createTopics();
    // For a moment Kafka may not know who leads it.
    await eventually(
      () =>
        partitionRanges(box.kafka, topic).then(
          () => true as const,
          () => undefined,
        ),
      'the new topic to be there',
    );
  }

  const retry = async (hours: number): Promise<[code: number | null, stdout: string]> => {
    const over = { ...box.settings, HUB_FUTURE_HOURS: String(hours) };
    const { code, stdout } = await box.run(['replay', '--from-dead-letters'], over);
    return [code, stdout];
  };
  const subjects = async (): Promise<string[]> =>
    (await box.query<{ subject: Buffer }>('SELECT subject FROM state')).map(({ subject }) => String(subject));

  test('are retried from what was kept, not from the records that stand in their places now', async () => {
    await makeAnew();
    await produce([dossier('other-1'), dossier('other-2')]);
    expect(await retry(24)).toEqual([1, 'retried 1: accepted 0, repeated 0, still failing 1; must be sent again 1\n']);
    expect(await subjects()).toEqual([]);
    expect(await retry(48)).toEqual([1, 'retried 1: accepted 1, repeated 0, still failing 0; must be sent again 1\n']);
    expect(await subjects()).toEqual(['ahead-whole']);
  });
});
