import type { DatabaseConfig } from '../../infra/config-stack';
import { type Database, type Lock, LockLost } from '../../infra/database';
import { InputError } from '../../infra/errors';
import { rebuild } from '../../services/indicators';
import { type Message, type Relay, TOPICS, type Topic } from '../../services/relay';
import { describeStack } from '../support/stack';
import { at, expectTopicIsApi, fact, openWorld, received, Topics, until, type World } from './support';

jest.setTimeout(60_000);

class KafkaAway extends InputError {
  override readonly name = 'KafkaAway';
}

/** Something that stands still once, when it is reached for the first time, until it is told to go on. */
class Halt {
  isReached = false;
  readonly #opened: Promise<void>;
  goOn: () => void = () => {};

  constructor() {
    this.#opened = new Promise((resolve) => {
      this.goOn = resolve;
    });
  }

  async pass(): Promise<void> {
    if (this.isReached) return;
    this.isReached = true;
    await this.#opened;
  }
}

/** A lock that its holder loses when the test says so; the next one gets it then. */
class Passing {
  isLost = false;

  first = async (): Promise<Lock | undefined> => {
    if (this.isLost) return undefined;
    return {
      check: async () => {
        if (this.isLost) throw new LockLost('another has it');
      },
      release: async () => {},
    };
  };

  next = async (): Promise<Lock | undefined> => {
    return this.isLost ? { check: async () => {}, release: async () => {} } : undefined;
  };
}

let world: World;
let topics: Topics;
let lock: Passing;
afterEach(() => world.close());

async function begin(server?: DatabaseConfig): Promise<void> {
  world = await openWorld('DATE', at('2022-12-20'), server);
  topics = new Topics();
  lock = new Passing();
  await world.ingest([received('d1', 'A', at('2022-11-02'), { dueAt: at('2022-11-10') })]);
}

/** What the first relay has not seen: the case is late no longer, and an agency has one dossier more. */
async function change(): Promise<void> {
  await world.ingest([
    fact('dossier', 'd1', at('2022-11-03'), { dueAt: at('2023-01-10') }),
    received('d2', 'A', at('2022-11-04')),
  ]);
}

/** Whatever older thing came later: each key ends with what is so, under its greatest revision. */
async function expectEndsRight(): Promise<void> {
  await world.quiet();
  await expectTopicIsApi(world, topics);
  expect(topics.compacted(TOPICS.late).get('d1')!.data['change']).toBe('CLEARED');
  const greatest = new Map<string, bigint>();
  for (const { key, event } of topics.sent) {
    const revision = BigInt(event.data['revision'] as string);
    if (revision >= (greatest.get(key) ?? 0n)) greatest.set(key, revision);
  }
  const last = new Map(topics.sent.map(({ key, event }) => [key, BigInt(event.data['revision'] as string)]));
  expect(last).toEqual(greatest);
}

/** Sends to the topics; stands still once before what it sends to one of them arrives, or after it. */
function haltingAt(halt: Halt, at: Topic, when: 'before' | 'after', isAnswered = true) {
  return async (topic: Topic, messages: readonly Message[]): Promise<void> => {
    const isHeld = topic === at && !halt.isReached;
    if (isHeld && when === 'before') await halt.pass();
    await topics.send(topic, messages);
    if (isHeld && when === 'after') await halt.pass();
    if (isHeld && !isAnswered) throw new KafkaAway('no answer');
  };
}

const endsUp = (relay: Relay): Promise<void> => until(() => relay.state() === 'standby');

async function sendLate(topic: Topic, isAnswered: boolean): Promise<void> {
  const halt = new Halt();
  const first = world.start({ send: haltingAt(halt, topic, 'before', isAnswered) }, { takeLock: lock.first });
  await until(() => halt.isReached);
  lock.isLost = true;
  await change();
  world.start(topics, { takeLock: lock.next });
  await world.quiet();
  const told = topics.sent.length;
  expect(told).toBeGreaterThan(0);
  halt.goOn();
  await endsUp(first);
  await expectEndsRight();
  expect(topics.sent.length).toBeGreaterThan(told);
}

describe('a relay that stood still while it was sending, and goes on after its successor', () => {
  beforeEach(() => begin());

  test.each([
    [TOPICS.values, true],
    [TOPICS.values, false],
    [TOPICS.late, true],
    [TOPICS.late, false],
  ] as const)('%s, answered: %s: what it sends too late is told anew', sendLate);

  test.each([TOPICS.values, TOPICS.late])('%s: also while the successor is sending', async (topic) => {
    const [halt, other] = [new Halt(), new Halt()];
    const first = world.start({ send: haltingAt(halt, topic, 'before') }, { takeLock: lock.first });
    await until(() => halt.isReached);
    lock.isLost = true;
    await change();
    world.start({ send: haltingAt(other, topic, 'after') }, { takeLock: lock.next });
    await until(() => other.isReached);
    halt.goOn();
    await endsUp(first);
    other.goOn();
    await expectEndsRight();
  });

  test('before it has noted what it sends: it sends nothing, and leaves what is noted', async () => {
    const halt = new Halt();
    const { database } = world.engine;
    const slow: Database = {
      dialect: database.dialect,
      statements: 0,
      retries: 0,
      read: (work) => database.read(work),
      session: () => database.session(),
      replaceTables: (bodies, fill) => database.replaceTables(bodies, fill),
      close: async () => {},
      write: async (work) => {
        await halt.pass();
        return database.write(work);
      },
    };
    world.start(topics);
    await world.quiet();
    await world.stop();
    await world.ingest([fact('dossier', 'd1', at('2022-11-15'), { explainedAt: at('2022-11-15') })]);
    const own = new Topics();
    const first = world.start(own, { takeLock: lock.first, database: slow });
    await until(() => halt.isReached);
    lock.isLost = true;
    await change();
    world.start(topics, { takeLock: lock.next });
    await world.quiet();
    const rows = (): Promise<unknown[]> => database.read((sql) => sql.all('SELECT * FROM published_late'));
    const before = await rows();
    halt.goOn();
    await endsUp(first);
    expect(own.sent).toEqual([]);
    expect(await rows()).toEqual(before);
    await expectEndsRight();
  });
});

describeStack('on MariaDB, a relay that stood still while it was sending', (stack) => {
  test.each([TOPICS.values, TOPICS.late])('%s: what it sends too late is told anew', async (topic) => {
    await begin(await stack.databaseConfig());
    await sendLate(topic, true);
  });
});

describe('a rebuild beside an idle relay', () => {
  beforeEach(() => begin());

  test('what it corrects is told without any other change', async () => {
    const { database } = world.engine;
    const relay = world.start(topics);
    await world.quiet();
    await database.write((sql) => sql.run('UPDATE cell SET v0 = v0 + 5, v1 = v1 + 5'));
    await world.ingest([received('d2', 'A', at('2022-11-04'))]);
    await world.quiet();
    await until(() => relay.pending() === 0);
    const denominator = (): unknown =>
      topics.compacted(TOPICS.values).get('dossiers-synchronised|A|2022-11')?.data['denominator'];
    expect(denominator()).not.toBe(2);
    await rebuild(database, world.store.settings);
    await until(() => denominator() === 2);
    await until(() => relay.pending() === 0);
    await expectTopicIsApi(world, topics);
  });

  test('one under other definitions ends the relay, and says so', async () => {
    const relay = world.start(topics);
    await world.quiet();
    await rebuild(world.engine.database, { ...world.store.settings, rule: 'INSTANT' });
    expect((await relay.crashed).message).toMatch(/^The store was rebuilt under other definitions.*Restart it/);
  });
});
