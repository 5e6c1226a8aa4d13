import fc from 'fast-check';
import { type Lock, LockLost } from '../../infra/database';
import { InputError } from '../../infra/errors';
import type { Incoming } from '../../services/indicators';
import { type Message, type Relay, TOPICS, type Topic } from '../../services/relay';
import { histories } from '../oracle/arbitraries';
import { at, expectTopicIsApi, fact, openWorld, received, Topics, until, type World } from './support';

jest.setTimeout(60_000);

class KafkaAway extends InputError {
  override readonly name = 'KafkaAway';
}

/** What becomes of one request: it arrives, is lost, arrives although nobody learns of it, or the relay dies after it. */
type Fate = 'arrives' | 'lost' | 'unanswered' | 'dies';

/** A broker that treats each request as it is told, and takes all when the list is at its end. */
class Broker extends Topics {
  constructor(private readonly fates: Fate[]) {
    super();
    const take = this.send;
    this.send = async (topic: Topic, messages: readonly Message[]) => {
      const fate = this.fates.shift() ?? 'arrives';
      if (fate !== 'lost') await take(topic, messages);
      if (fate === 'dies') throw new Error('killed');
      if (fate !== 'arrives') throw new KafkaAway('no answer');
    };
  }
}

let world: World;
beforeEach(async () => {
  world = await openWorld('DATE', at('2022-12-20'));
});
afterEach(() => world.close());

const late = (subject: string, agency: string) =>
  received(subject, agency, at('2022-11-02'), { dueAt: at('2022-11-10') });

test('whatever requests meet, the compacted topics end as the API, and revisions never go down', async () => {
  const fates = fc.array(fc.constantFrom<Fate>('arrives', 'lost', 'unanswered', 'dies'), { maxLength: 25 });
  await fc.assert(
    fc.asyncProperty(histories(), fates, async (facts, own) => {
      const here = await openWorld('DATE', at('2022-12-20'));
      const broker = new Broker([...own]);
      const half = Math.ceil(facts.length / 2);
      try {
        for (const batch of [facts.slice(0, half), facts.slice(half)]) {
          await here.ingest(batch);
          await untilQuiet(here, broker);
          await expectTopicIsApi(here, broker);
          here.now += 86_400_000;
        }
        broker.expectGrowing();
      } finally {
        await here.close();
      }
    }),
    { numRuns: Number(process.env['HUB_PROPERTY_RUNS'] ?? 5) },
  );
}, 120_000);

/** Starts a relay again each time it dies. */
async function untilQuiet(here: World, broker: Topics): Promise<void> {
  for (;;) {
    const relay = here.start(broker);
    await until(async () => relay.state() === 'crashed' || (await here.isQuiet()));
    const died = relay.state() === 'crashed';
    await here.stop();
    if (!died) return;
  }
}

test('a Kafka that is away is waited for; afterwards only current values are told', async () => {
  await world.ingest([late('d1', 'A')]);
  const topics = new Topics();
  let isAway = false;
  const send = async (topic: Topic, messages: readonly Message[]): Promise<void> => {
    if (isAway) throw new KafkaAway('Kafka does not answer');
    await topics.send(topic, messages);
  };
  const relay = world.start({ send });
  await world.quiet();
  expect(relay.state()).toBe('running');
  expect([relay.pending(), relay.oldestPendingMs()]).toEqual([0, 0]);
  isAway = true;
  const before = topics.sent.length;
  for (let i = 2; i < 12; i++) {
    await world.ingest([received(`d${i}`, 'A', at('2022-12-05'))]);
    await until(() => relay.state() === 'waiting');
  }
  expect(relay.pending()).toBeGreaterThan(0);
  expect(relay.oldestPendingMs()).toBeGreaterThan(0);
  isAway = false;
  await world.quiet();
  await expectTopicIsApi(world, topics);
  const keys = topics.sent.slice(before).map(({ key }) => key);
  expect(keys.length).toBeGreaterThan(0);
  expect(new Set(keys).size).toBe(keys.length);
});

test('what changes while it is being told is told afterwards', async () => {
  const topics = new Topics();
  let more = 12;
  const send = async (topic: Topic, messages: readonly Message[]): Promise<void> => {
    await topics.send(topic, messages);
    // The notes of the cycle under way are written over, those of periods and that of the dossier.
    const isRaised = messages.some(({ key }) => topic === TOPICS.late && key === 'd1');
    if (isRaised && more === 12)
      await world.ingest([fact('dossier', 'd1', world.now, { explainedAt: at('2022-11-15') })]);
    if (more-- > 0) await world.ingest([late(`more${more}`, 'B')]);
  };
  world.start({ send });
  await world.quiet();
  await world.ingest([late('d1', 'A')]);
  await until(() => more < 0);
  await world.quiet();
  await expectTopicIsApi(world, topics);
  expect(topics.compacted(TOPICS.late).size).toBe(13);
  expect(topics.compacted(TOPICS.late).get('d1')?.data['change']).toBe('EXPLAINED');
  topics.expectGrowing();
});

test('what was told and not noted is taken back where it has gone back meanwhile', async () => {
  const topics = new Topics();
  world.start(topics);
  await world.ingest([received('d1', 'A', at('2022-11-02'))]);
  await world.quiet();
  await world.stop();
  for (const topic of [TOPICS.late, TOPICS.values]) {
    await world.ingest([fact('dossier', 'd1', at('2022-11-03'), { dueAt: at('2022-11-10') })]);
    const send = async (to: Topic, messages: readonly Message[]): Promise<void> => {
      await topics.send(to, messages);
      if (to === topic) throw new Error('killed');
    };
    await world.start({ send }).crashed;
    await world.stop();
    await world.ingest([fact('dossier', 'd1', at('2022-11-03'), { dueAt: at('2023-01-10') })]);
    world.start(topics);
    await world.quiet();
    await world.stop();
    await expectTopicIsApi(world, topics);
    expect(topics.compacted(TOPICS.late).get('d1')?.data['change']).toBe('CLEARED');
  }
  topics.expectGrowing();
});

test('an error that waiting does not mend ends the relay, and says so', async () => {
  await world.ingest([late('d1', 'A')]);
  const relay = world.start({ send: async () => Promise.reject(new InputError('not allowed to write to the topic')) });
  expect((await relay.crashed).message).toBe('not allowed to write to the topic');
  expect(relay.state()).toBe('crashed');
  // Its lock is free for the next.
  const lock = await world.lock();
  expect(lock).toBeDefined();
  await lock?.release();
});

test('of two relays one is at work; the other takes over when it ends', async () => {
  const [first, second] = [new Topics(), new Topics()];
  const one = world.start(first);
  await until(() => one.state() === 'running');
  const other = world.start(second);
  await world.ingest([late('d1', 'A')]);
  await world.quiet();
  expect(other.state()).toBe('standby');
  expect([first.sent.length > 0, second.sent.length]).toEqual([true, 0]);
  await one.stop();
  expect(one.state()).toBe('stopped');
  await until(() => other.state() === 'running');
  await world.ingest([received('d2', 'B', at('2022-12-05'))]);
  await world.quiet();
  expect(second.of(TOPICS.values).length).toBeGreaterThan(0);
  const both = new Topics();
  both.sent.push(...first.sent, ...second.sent);
  both.expectGrowing();
  await expectTopicIsApi(world, both);
});

test('a relay that has lost its lock sends nothing before it has it again', async () => {
  const topics = new Topics();
  let isLost = false;
  let taken = 0;
  const takeLock = async (): Promise<Lock | undefined> => {
    if (isLost) return undefined;
    taken++;
    return {
      check: async () => {
        if (isLost) throw new LockLost('another has it');
      },
      release: async () => {},
    };
  };
  const relay: Relay = world.start(topics, { takeLock });
  await until(() => relay.state() === 'running');
  isLost = true;
  await world.ingest([late('d1', 'A')]);
  await until(() => relay.state() === 'standby');
  expect(topics.sent).toEqual([]);
  isLost = false;
  await world.quiet();
  expect(taken).toBe(2);
  await expectTopicIsApi(world, topics);
});

test('a long first run that is cut off goes on where it was', async () => {
  const facts = Array.from({ length: 30 }, (_, i) => late(`d${i}`, 'ABCDE'[i % 5]!));
  await world.engine.ingest(facts);
  const topics = new Topics();
  let left = 4;
  const send = async (topic: Topic, messages: readonly Message[]): Promise<void> => {
    if (left-- === 0) throw new Error('killed');
    await topics.send(topic, messages);
  };
  await world.start({ send }).crashed;
  await world.stop();
  const before = new Set(topics.sent.map(({ event }) => event.id));
  expect(before.size).toBeGreaterThan(0);
  const again = topics.sent.length;
  left = Number.POSITIVE_INFINITY;
  world.start({ send });
  await world.quiet();
  await expectTopicIsApi(world, topics);
  expect(topics.sent.slice(again).filter(({ event }) => before.has(event.id))).toEqual([]);
});

test('a dead letter is sent once with its place and its cause, without the value; one that was replayed is not', async () => {
  const letter = (place: string, position: number, source?: string): Incoming => ({
    origin: { place, position, ...(source === undefined ? {} : { source }) },
    decoded: {
      ok: false,
      problem: { field: 'data.channel', expected: 'one of ONLINE, COUNTER, POSTAL', value: 'FAX' },
      redacted: `{"from":"${place}"}`,
      incomplete: true,
    },
  });
  const topic = 'province.procedures.facts.v1';
  await world.store.ingest([letter(`${topic}/3`, 42, topic), letter('data/7', 12), letter('gone', 1)], world.now);
  await world.engine.database.write((sql) => sql.run("DELETE FROM dead_letter WHERE place = 'gone'"));
  // Nothing was noted of this one: it was there before any relay.
  await world.engine.store.ingest([letter('old.jsonl', 5)], world.now);
  const topics = new Topics();
  world.start(topics);
  await world.quiet();
  const sent = topics.of(TOPICS.letters).sort((a, b) => (a.subject < b.subject ? -1 : 1));
  expect(
    sent.map(({ subject, data }) => [
      subject,
      data['topic'],
      data['partition'],
      data['offset'],
      data['file'],
      data['line'],
    ]),
  ).toEqual([
    ['data/7/12', null, null, null, 'data/7', 12],
    ['old.jsonl/5', null, null, null, 'old.jsonl', 5],
    [`${topic}/3/42`, topic, 3, 42, null, null],
  ]);
  expect(sent[2]!.data).toMatchObject({
    cause: { field: 'data.channel', expected: 'one of ONLINE, COUNTER, POSTAL' },
    redacted: `{"from":"${topic}/3"}`,
  });
  expect(JSON.stringify(sent)).not.toContain('FAX');
});
