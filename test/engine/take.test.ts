import { setTimeout as delay } from 'node:timers/promises';
import {
  type Claim,
  claimPosition,
  decodeRecord,
  forgetPositions,
  type Incoming,
  PartitionLost,
  readMeta,
  readPositions,
  readSources,
  Store,
  type TopicRecord,
  takeBatch,
  verify,
} from '../../services/indicators';
import { describeEngines } from '../support/databases';
import type { TestEngine } from '../support/engine';
import { dossier } from '../support/hub-facts';

const TOPIC = 'province.procedures.facts.v1';
const PLACE = { topic: TOPIC, partition: 2 };
const NOW = Date.UTC(2026, 10, 23);

describeEngines('a batch of a partition', (openEngine) => {
  let engine: TestEngine;
  let store: Store;
  beforeEach(async () => {
    engine = await openEngine();
    store = await Store.open(engine.database);
  });
  afterEach(() => engine.close());

  /** Records from an offset on, one dossier each; a text is a record that is no JSON. */
  function records(from: number, ...subjects: string[]): TopicRecord[] {
    return subjects.map((subject, i) => ({
      offset: from + i,
      key: Buffer.from(subject),
      value: Buffer.from(subject.startsWith('{') ? subject : JSON.stringify(dossier(subject))),
      timestamp: NOW,
    }));
  }

  function decode(record: TopicRecord): Incoming[] {
    const origin = { place: `${TOPIC}/2`, position: record.offset, source: TOPIC };
    return decodeRecord(record, { now: NOW, futureBoundMs: 0 }).map((decoded) => ({ origin, decoded }));
  }

  const claim = (end: number, first = 0): Promise<Claim> =>
    engine.database.write((sql) => claimPosition(sql, PLACE, { first, end }, NOW));
  const take = (held: Claim, batch: TopicRecord[], next = batch.at(-1)!.offset + 1): ReturnType<typeof takeBatch> =>
    takeBatch(store, held, { from: batch[0]?.offset ?? 0, records: batch, next }, decode, () => NOW);
  const position = async (): Promise<number> => (await engine.database.read(readPositions))[0]!.next;
  const subjects = async (): Promise<string[]> =>
    engine.database.read(async (sql) =>
      (await sql.all<{ subject: string }>('SELECT subject FROM state ORDER BY subject')).map(({ subject }) => subject),
    );

  test('a batch moves the position with its facts and its dead letters, and counts them under the topic', async () => {
    const held = await claim(3);
    expect(held.from).toBe(0);
    const outcome = await take(held, records(0, 'A', '{poison', 'C'));
    expect(outcome).toMatchObject({ accepted: 2, repeated: 0, deadLetters: [{ origin: { position: 1 } }] });
    expect(await position()).toBe(3);
    expect(await subjects()).toEqual(['A', 'C']);
    const [source] = await engine.database.read((sql) => readSources(sql));
    expect(source).toMatchObject({ source: TOPIC, accepted: 2, deadLettered: 1 });
  });

  test('what was taken is dropped when it comes again, whole or in part', async () => {
    const held = await claim(9);
    await take(held, records(0, 'A', 'B'));
    expect(await take(held, records(0, 'A', 'B'))).toMatchObject({ accepted: 0, repeated: 0 });
    expect(await take(held, records(0, 'A', 'B', 'C'))).toMatchObject({ accepted: 1, repeated: 0 });
    expect(await position()).toBe(3);
    // Offsets without a record still move the position.
    await take(held, [], 7);
    expect(await position()).toBe(7);
    expect((await verify(engine.database, store.settings)).count).toBe(0);
  });

  test('who claims a partition takes it from all that claimed it before', async () => {
    const zombie = await claim(2);
    await take(zombie, records(0, 'A'));
    const rightful = await claim(2);
    await expect(take(zombie, records(1, 'B'))).rejects.toBeInstanceOf(PartitionLost);
    expect(await subjects()).toEqual(['A']);
    await take(rightful, records(1, 'B'));
    expect(await subjects()).toEqual(['A', 'B']);
  });

  test('a topic that was made anew is refused, shorter or longer, and read again once it is forgotten', async () => {
    await take(await claim(3), records(0, 'A', 'B', 'C'));
    await expect(claim(2)).rejects.toThrow(/read up to offset 3, and it ends at 2 now.*positions --forget .*:2/);
    const anew = await claim(9);
    expect(anew.from).toBe(2);
    await expect(take(anew, records(2, 'X', 'Y'))).rejects.toThrow(/another record stands at 2 now/);
    expect(await subjects()).toEqual(['A', 'B', 'C']);
    expect(await engine.database.write((sql) => forgetPositions(sql, TOPIC, 2))).toBe(1);
    await expect(take(anew, records(2, 'X', 'Y'))).rejects.toBeInstanceOf(PartitionLost);
    const again = await claim(4);
    expect(again.from).toBe(0);
    await take(again, records(0, 'A', 'B', 'X', 'Y'));
    expect(await subjects()).toEqual(['A', 'B', 'C', 'X', 'Y']);
  });

  test('who held a partition before it was forgotten does not write into the topic made anew', async () => {
    const before = await claim(3);
    await take(before, records(0, 'A', 'B', 'C'));
    await engine.database.write((sql) => forgetPositions(sql, TOPIC, null));
    expect(await engine.database.read(readPositions)).toEqual([]);
    const anew = await claim(8);
    expect(anew.from).toBe(0);
    await expect(take(before, records(3, 'X'))).rejects.toBeInstanceOf(PartitionLost);
    // Nor does anybody pass over what lies between.
    await expect(take(anew, records(3, 'X'))).rejects.toBeInstanceOf(PartitionLost);
    await take(anew, records(0, 'A', 'Y'));
    expect(await subjects()).toEqual(['A', 'B', 'C', 'Y']);
  });

  test('records that were removed unread are not passed over in silence', async () => {
    await take(await claim(3), records(0, 'A', 'B', 'C'));
    await expect(claim(9, 5)).rejects.toThrow(/begins at 5 now: the records between were removed unread/);
    // What was read may go.
    expect((await claim(9, 3)).from).toBe(3);
  });

  test('a batch that fails leaves nothing behind, and is taken when it comes again', async () => {
    const held = await claim(2);
    const batch = { from: 0, records: records(0, 'A', 'B'), next: 2 };
    let asked = 0;
    // Facts are written by the time that the clock is asked again, for the position.
    const failing = (): number => {
      if (++asked === 2) throw new Error('the end of the world');
      return NOW;
    };
    await expect(takeBatch(store, held, batch, decode, failing)).rejects.toThrow('the end of the world');
    expect(await subjects()).toEqual([]);
    expect(await position()).toBe(0);
    await take(held, records(0, 'A', 'B'));
    expect(await subjects()).toEqual(['A', 'B']);
  });

  test('what a batch has changed is noted in its own transaction, with a revision that grows', async () => {
    const held = await claim(9);
    await take(held, records(0, 'A'));
    const noted = (): Promise<{ kind: number; bucket: number; revision: number }[]> =>
      engine.database.read((sql) => sql.all('SELECT kind, bucket, revision FROM changed_bucket ORDER BY kind, bucket'));
    const november = 2022 * 24 + 20;
    expect(await noted()).toEqual([
      { kind: 0, bucket: november, revision: 1 },
      { kind: 1, bucket: november, revision: 1 },
    ]);
    await take(held, records(1, 'A', '{poison'));
    // The same fact again moves nothing; a dead letter waits to be sent.
    expect((await noted())[0]).toMatchObject({ revision: 1 });
    const unsent = await engine.database.read((sql) => sql.all('SELECT id FROM unsent_letter'));
    expect(unsent).toHaveLength(1);
    await take(held, records(3, 'B'));
    expect((await noted())[0]).toMatchObject({ revision: 2 });
    expect((await engine.database.read(readMeta)).get('revision')).toBe('2');
  });

  test('two consumers that take the same subjects at once count each fact once', async () => {
    const [one, two] = [
      await claim(100),
      await engine.database.write((sql) =>
        claimPosition(sql, { topic: TOPIC, partition: 3 }, { first: 0, end: 100 }, NOW),
      ),
    ];
    const names = Array.from({ length: 50 }, (_, i) => `D-${i}`);
    const both = await Promise.all([
      take(one, records(0, ...names)),
      delay(1).then(() => take(two, records(0, ...[...names].reverse()))),
    ]);
    expect(both.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(50);
    expect(both.reduce((sum, { repeated }) => sum + repeated, 0)).toBe(50);
    expect((await verify(engine.database, store.settings)).count).toBe(0);
  });
});
