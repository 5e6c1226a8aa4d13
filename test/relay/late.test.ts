import { dossierOf, effectiveInstant, type Fact, loadStates } from '../../services/indicators';
import { lateAt } from '../../services/procedures';
import { TOPICS } from '../../services/relay';
import { asIncoming } from '../support/engine';
import { at, fact, openWorld, received, Topics, type World } from './support';

jest.setTimeout(60_000);

const DUE = at('2022-12-10');
const say = (subject: string, time: number, data: Fact['data']): Fact => fact('dossier', subject, time, data);

describe.each(['DATE', 'INSTANT'] as const)('late cases under %s', (rule) => {
  let world: World;
  let topics: Topics;
  beforeEach(async () => {
    world = await openWorld(rule, at('2022-12-09'));
    topics = new Topics();
  });
  afterEach(() => world.close());

  /** What is told while the work runs: dossier and change. */
  async function told(work: () => unknown): Promise<string[]> {
    const before = topics.of(TOPICS.late).length;
    await work();
    await world.quiet();
    const fresh = topics.of(TOPICS.late).slice(before);
    return fresh.map(({ subject, data }) => `${subject} ${data['change']}`);
  }

  const state = (subject: string) => topics.compacted(TOPICS.late).get(subject)!.data;

  test('a dossier becomes late by the clock alone, and its life from then on is told', async () => {
    await world.ingest([received('d1', 'A', at('2022-12-01'), { dueAt: DUE, officerCode: 'officer-7' })]);
    world.start(topics);
    expect(await told(() => {})).toEqual([]);
    expect(
      await told(() => {
        world.now = at('2022-12-12');
      }),
    ).toEqual(['d1 RAISED']);
    expect(state('d1')).toMatchObject({ dossier: 'd1', agency: 'A', procedure: null, completedAt: null });
    expect(state('d1')).toMatchObject({ dueAt: '2022-12-10T09:00:00.000+07:00', daysLate: 2 });
    // Due on a Saturday, reached on the Monday.
    expect(state('d1')['workingDaysLate']).toBe(1);
    const explained = say('d1', at('2022-12-12', 8), { explainedAt: at('2022-12-12', 8), lateReason: 'secret words' });
    expect(await told(() => world.ingest([explained]))).toEqual(['d1 EXPLAINED']);
    const over = { apologisedAt: at('2022-12-12', 8), status: 'COMPLETED', completedAt: at('2022-12-12', 8) };
    expect(await told(() => world.ingest([say('d1', at('2022-12-12', 8), over)]))).toEqual([
      'd1 APOLOGISED',
      'd1 CLOSED',
    ]);
    expect(state('d1')['completedAt']).toBe('2022-12-12T08:00:00.000+07:00');
    const revoked = say('d1', at('2022-12-12', 9), { explainedAt: null });
    expect(await told(() => world.ingest([revoked]))).toEqual(['d1 RAISED', 'd1 APOLOGISED', 'd1 CLOSED']);
    expect(await told(() => world.ingest([say('d1', at('2022-12-12', 9), { agencyCode: 'B' })]))).toEqual([
      'd1 CLOSED',
    ]);
    expect(state('d1')['agency']).toBe('B');
    expect(await told(() => world.ingest([say('d1', at('2022-12-12', 9), { voided: true })]))).toEqual(['d1 CLEARED']);
    expect(state('d1')).toMatchObject({ daysLate: 0, workingDaysLate: 0 });
    expect(JSON.stringify(topics.sent)).not.toMatch(/officer-7|secret words/);
    topics.expectGrowing();
    expect(new Set(topics.of(TOPICS.late).map(({ id }) => id)).size).toBe(topics.of(TOPICS.late).length);
  });

  test('a correction clears, and the same dossier can be late again', async () => {
    world.now = at('2022-12-12');
    await world.ingest([received('d1', 'A', at('2022-12-01'), { dueAt: DUE })]);
    world.start(topics);
    expect(await told(() => {})).toEqual(['d1 RAISED']);
    const later = { dueAt: at('2022-12-14'), dueReason: 'CORRECTION' };
    expect(await told(() => world.ingest([say('d1', at('2022-12-01', 10), later)]))).toEqual(['d1 CLEARED']);
    expect(
      await told(() => {
        world.now = at('2022-12-16');
      }),
    ).toEqual(['d1 RAISED']);
    topics.expectGrowing();
  });

  test('working days are not guessed where the calendar ends', async () => {
    world.now = at('2027-01-05');
    await world.ingest([received('d1', 'A', at('2026-12-01'), { dueAt: at('2026-12-29') })]);
    world.start(topics);
    expect(await told(() => {})).toEqual(['d1 RAISED']);
    expect(state('d1')).toMatchObject({ daysLate: 7, workingDaysLate: null });
  });

  test('a batch whose clock was behind is not missed', async () => {
    world.now = at('2022-12-12');
    world.start(topics);
    await told(() => {});
    // It became late after the batch began, and before the relay looked last.
    const before = rule === 'DATE' ? at('2022-12-12', 0) - 1 : DUE;
    const due = rule === 'DATE' ? DUE + 86_400_000 : DUE;
    world.now = rule === 'DATE' ? at('2022-12-12', 0) + 1 : DUE + 60_000;
    await world.stop();
    await world.engine.database.write((sql) =>
      sql.run('UPDATE relay_mark SET value = ? WHERE name = ?', [String(world.now), 'looked']),
    );
    world.start(topics);
    const facts = [received('d1', 'A', at('2022-12-01'), { dueAt: due })];
    expect(await told(() => world.store.ingest(asIncoming(facts), before))).toEqual(['d1 RAISED']);
  });

  test('a filled store tells its present late cases once, whatever was told before under other settings', async () => {
    world.now = at('2022-12-20');
    const facts = Array.from({ length: 1200 }, (_, i) =>
      received(`d${i}`, 'A', at('2022-12-01'), { dueAt: i % 2 === 0 ? DUE : at('2022-12-30') }),
    );
    // A store that was filled before there was a relay has no notes.
    await world.engine.ingest(facts);
    world.start(topics);
    expect(await told(() => {})).toHaveLength(600);
    const compacted = topics.compacted(TOPICS.late);
    const { settings } = world.store;
    const T = effectiveInstant({ to: 60_000 }, null, world.now, settings);
    const states = await world.engine.database.read((sql) =>
      loadStates(
        sql,
        'dossier',
        facts.map((f) => f.subject),
      ),
    );
    for (const [subject, found] of states) {
      const view = lateAt(found, dossierOf(found, settings)!, T, settings);
      expect([subject, compacted.get(subject)?.data['daysLate']]).toEqual([subject, view?.daysLate]);
    }
    // Definitions that have changed: everything is looked at again, nothing differs, and what is late no longer is cleared.
    await world.stop();
    await world.engine.database.write(async (sql) => {
      await sql.run("UPDATE relay_mark SET value = 'other' WHERE name = 'standing'");
      await sql.run("DELETE FROM state WHERE subject = 'd0'");
      await sql.run("DELETE FROM contribution WHERE subject = 'd0'");
    });
    world.now++;
    expect(await told(() => world.start(topics))).toEqual(['d0 CLEARED']);
  });
});
