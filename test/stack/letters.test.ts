import { partitionRanges, readRecords } from '../../infra/kafka';
import { TOPICS } from '../../services/hub/topics';
import { CLEAN, dossier, type Message } from '../support/hub-facts';
import { freshTopic } from '../support/kafka';
import { describeStack } from '../support/stack';
import { type Record, type RoleProcess, StackBox } from '../support/stack-box';
import { expectExact } from './figures';
import { readEvents, untilTold } from './published';

jest.setTimeout(120_000);

/** What must be found nowhere but in the topic that it came on. Its halves are apart, so that no listing holds it. */
const SECRET = ['Nguyen Van', 'Bi Mat 079099'].join(' ');
const HOUR = 3_600_000;

const later = new Date(Date.now() + 30 * HOUR).toISOString();
/** Sound but for its time; of what it says besides, a dead letter keeps no value. */
const AHEAD = dossier('ahead', {}, { time: later, applicant: SECRET });

const text = (message: Message): string => JSON.stringify(message);
const portal = { MaHoSo: 'H44-221110-0001', ChuHoSo: SECRET, SoDienThoaiChuHoSo: SECRET, TrangThaiHoSo: '1' };

/** Messages that are no facts: key and value, and what is said of them. */
const BROKEN: [key: string | null, value: string | Buffer | null, field: string, expected: RegExp][] = [
  ['b', `{"name": "${SECRET}"`, '', /^one JSON object: a CloudEvents 1\.0 event/],
  ['b', null, '', /^a message with a value/],
  ['b', Buffer.from(`{"name": "${SECRET}\xff"}`, 'latin1'), '', /^text in UTF-8/],
  ['b', `"${SECRET}"`, '', /^one JSON object/],
  [SECRET, text(dossier('b')), 'key', /^the subject of the event, 'b'/],
  ['b', text(dossier('b', { lateReason: SECRET.repeat(100_000) })), '', /^a message of at most 1048576 bytes/],
  ['b', text(dossier('b', {}, { type: 'vn.province.dosier.v1' })), 'type', /did you mean vn\.province\.dossier\.v1/],
  ['b', text(dossier('b', { applicantName: SECRET })), 'data.applicantName', /only fields that dossier facts have/],
  ['b', text(dossier('b', { channel: 'FAX', lateReason: SECRET })), 'data.channel', /ONLINE/],
  [' b', text(dossier(' b', {}, { id: 'b/1' })), 'subject', /without blanks at its ends/],
  [null, text({ service: 'DongBoHoSo', data: [portal] }), 'service', /DongBoHoSoMC/],
  [null, text({ service: SECRET, data: [portal] }), 'service', /DongBoHoSoMC/],
  ['ahead', text(AHEAD), 'time', /./],
];

/** Facts whose codes differ by case, accents and width only; each is one of its own, and so is its agency. */
const ALIKE = ['Ho-So', 'HO-SO', 'ho-so', 'Hồ-Sơ', 'hồ-sơ', 'Hô-So', 'Ho-So.', 'Hồ-Sơ'.normalize('NFD')].map((code) =>
  dossier(code, { agencyCode: `A.${code}`, procedureCode: `P.${code}` }),
);

describeStack('messages that are no facts, in the middle of a partition', (stack) => {
  let box: StackBox;
  let worker: RoleProcess;
  /** A sound fact stands before and after each broken one. */
  const neighbours = Array.from({ length: BROKEN.length + 1 }, (_, i) => dossier(`neighbour-${i}`));
  const sound = [...neighbours, ...ALIKE];

  beforeAll(async () => {
    box = new StackBox(await stack.place());
    await freshTopic(box.kafka, 6, { 'max.message.bytes': '8000000' }, box.topic('procedures'));
    await box.createTopics();
    worker = await box.role(['procedures', 'relay']);
    const record = (message: Message): Record => ({
      key: message['subject'] as string,
      value: text(message),
      partition: 0,
    });
    const mixed = neighbours.flatMap((neighbour, i): Record[] => {
      const [key, value] = BROKEN[i] ?? [];
      return value === undefined ? [record(neighbour)] : [record(neighbour), { key: key!, value, partition: 0 }];
    });
    await box.produce([...mixed, ...ALIKE.map(record)]);
    await box.taken();
    await untilTold(box);
  });
  afterAll(() => box.close());

  test('their neighbours count, and codes that only look alike stay apart', async () => {
    await expectExact(box, sound);
    const [row] = await box.query<{ count: number }>("SELECT COUNT(*) AS count FROM state WHERE kind = 'dossier'");
    expect(Number(row!.count)).toBe(sound.length);
  });

  test('each is found among the dead letters with its place and cause, and published', async () => {
    const rows = await box.query<{ [column: string]: Buffer | number }>(
      'SELECT place, position, field, expected FROM dead_letter ORDER BY position',
    );
    const kept = rows.map(({ place, position, field, expected }) => [
      ...[String(place), position, String(field), String(expected)],
    ]);
    const wanted = BROKEN.map(([, , field, expected], i) => [
      ...[`${TOPICS.procedures}/0`, 2 * i + 1, field, expect.stringMatching(expected)],
    ]);
    expect(kept).toEqual(wanted);
    const events = await readEvents(box, 'deadLetters');
    const told = events.map(({ key, data: { topic, partition, offset, cause } }) => [
      key,
      topic,
      partition,
      offset,
      cause,
    ]);
    expect(told.sort(([, , , one], [, , , other]) => Number(one) - Number(other))).toEqual(
      wanted.map(([place, offset, field, expected]) => [
        ...[`${place}/${offset}`, TOPICS.procedures, 0, offset, { field, expected }],
      ]),
    );
    const metrics = await (await fetch(`${worker.url}/metrics`)).text();
    expect(metrics).toMatch(new RegExp(`^hub_dead_letters\\{[^}]*procedures[^}]*\\} ${BROKEN.length}$`, 'm'));
  });

  test('after a fix one is replayed from its original in the topic; the others stay', async () => {
    const before = await box.run(['replay', '--from-dead-letters'], box.settings);
    expect([before.code, before.stdout]).toEqual([
      1,
      `retried ${BROKEN.length}: accepted 0, repeated 0, still failing ${BROKEN.length}; must be sent again 0\n`,
    ]);
    const fixed = await box.run(['replay', '--from-dead-letters'], { ...box.settings, HUB_FUTURE_HOURS: '48' });
    expect([fixed.code, fixed.stdout]).toEqual([
      1,
      `retried ${BROKEN.length}: accepted 1, repeated 0, still failing ${BROKEN.length - 1}; must be sent again 0\n`,
    ]);
    const [letter] = await box.query<{ count: number }>(
      "SELECT COUNT(*) AS count FROM dead_letter WHERE field = 'time'",
    );
    const [state] = await box.query<{ count: number }>("SELECT COUNT(*) AS count FROM state WHERE subject = 'ahead'");
    expect([Number(letter!.count), Number(state!.count)]).toEqual([0, 1]);
    const verified = await box.run(['verify'], box.settings);
    expect([verified.code, verified.stdout]).toEqual([0, expect.stringMatching(CLEAN)]);
    await expectNothingOf(SECRET, before.stderr + fixed.stderr);
  });

  test('nothing personal is in the database, in what is published, or in what the process says', async () => {
    expect((await worker.stop()).code).toBe(0);
    await expectNothingOf(SECRET, worker.running.stdout() + worker.running.stderr());
    // The search looks in the right places: what may be kept is found there.
    expect(await everywhere()).toMatch(/DongBoHoSo.*vn\.province\.dead-letter\.v1/s);
  });

  async function expectNothingOf(secret: string, said: string): Promise<void> {
    expect(`${said}${await everywhere()}`.includes(secret)).toBe(false);
  }

  /** All tables of the database and all topics of the relay, as text. */
  async function everywhere(): Promise<string> {
    const found: string[] = [];
    for (const table of await box.query('SHOW TABLES')) {
      for (const row of await box.query(`SELECT * FROM ${Object.values(table)[0]}`)) {
        found.push(Object.values(row).map(String).join('\t'));
      }
    }
    for (const name of ['values', 'lateCases', 'deadLetters'] as const) {
      const topic = box.topic(name);
      for (const { partition, start, end } of await partitionRanges(box.kafka, topic)) {
        for await (const { key, value } of readRecords(box.kafka, { topic, partition }, start, end)) {
          found.push(`${key}\t${value}`);
        }
      }
    }
    return found.join('\n');
  }
});
