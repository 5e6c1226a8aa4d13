import fc from 'fast-check';
import { type Fact, INDICATORS } from '../../services/indicators';
import { TOPICS } from '../../services/relay';
import { histories } from '../oracle/arbitraries';
import { at, expectTopicIsApi, fact, openWorld, received, Topics, type World } from './support';

jest.setTimeout(60_000);

const RUNS = Number(process.env['HUB_PROPERTY_RUNS'] ?? 3);

describe.each(['DATE', 'INSTANT'] as const)('published values under %s', (rule) => {
  let world: World;
  let topics: Topics;
  beforeEach(async () => {
    world = await openWorld(rule, at('2022-12-20'));
    topics = new Topics();
  });
  afterEach(() => world.close());

  /** What is told while the work runs. */
  async function told(work: () => Promise<unknown>): Promise<Topics> {
    const before = topics.sent.length;
    await work();
    await world.quiet();
    await expectTopicIsApi(world, topics);
    const fresh = new Topics();
    fresh.sent.push(...topics.sent.slice(before));
    return fresh;
  }

  const among = (name: string, { sent }: Topics): Set<unknown> => new Set(sent.map(({ event }) => event.data[name]));

  test('a filled store is published once, whole; a change tells what it moved; nothing is told twice', async () => {
    await world.ingest([received('d1', 'A', at('2022-11-10')), received('d2', 'B', at('2022-12-01'))]);
    world.start(topics);
    const first = await told(async () => {});
    expect(first.sent.length).toBeGreaterThan(INDICATORS.length * 10);
    const event = first.of(TOPICS.values)[0]!;
    expect(event).toMatchObject({
      specversion: '1.0',
      source: 'urn:hub:relay',
      type: 'vn.province.indicator-value.v1',
    });
    expect(event.id).toBe(`${event.subject}@${event.data['revision']}`);

    const moved = await told(() => world.ingest([received('d3', 'B', at('2022-12-02'))]));
    expect(among('agency', moved)).toEqual(new Set([null, 'B']));
    expect(among('period', moved)).toEqual(
      new Set(['2022-12', '2022-Q4', '2022', 'R2022-12', 'R2022-Q4', 'R2022', 'R2023-01', 'R2023-Q1', 'R2023']),
    );
    await world.stop();
    world.now++;
    world.start(topics);
    expect((await told(async () => {})).sent).toEqual([]);
    topics.expectGrowing();
  });

  test('an agency that has only a refused dossier has data from then on, in later periods too', async () => {
    await world.ingest([received('d1', 'A', at('2022-10-01'))]);
    world.start(topics);
    await told(async () => {});
    const refused = { status: 'REFUSED', agencyCode: 'B' };
    const moved = await told(() => world.ingest([fact('dossier', 'd2', at('2022-10-20'), refused)]));
    expect(among('agency', moved)).toEqual(new Set(['B']));
    expect(among('period', moved)).toContain('2022-12');
  });

  test('a day that begins moves what it brings, and a new period appears on its first day', async () => {
    await world.ingest([received('d1', 'A', at('2022-12-01'), { dueAt: at('2022-12-28') })]);
    world.start(topics);
    await told(async () => {});
    const quiet = await told(async () => {
      world.now = at('2022-12-21');
    });
    expect(quiet.sent).toEqual([]);
    const late = await told(async () => {
      world.now = at('2022-12-29');
    });
    expect(among('indicator', late)).toContain('late-dossiers');
    expect(among('period', late)).not.toContain('2023-01');
    const fresh = await told(async () => {
      world.now = at('2023-01-01', 0);
    });
    expect(among('period', fresh)).toEqual(new Set(['2023-01', '2023-Q1', '2023']));
  });

  test('an agency that moves to another parent takes its values along', async () => {
    const agency = (code: string, parentCode: string | null, time: number): Fact =>
      fact('agency', code, time, { name: code, parentCode });
    const begun = at('2022-01-01');
    await world.ingest([agency('A', null, begun), agency('B', null, begun), agency('C', 'A', begun)]);
    await world.ingest([received('d1', 'C', at('2022-11-10')), received('d2', 'B', at('2022-11-10'))]);
    world.start(topics);
    await told(async () => {});
    const moved = await told(() => world.ingest([agency('C', 'B', at('2022-12-01'))]));
    expect(among('agency', moved)).toEqual(new Set(['A', 'B']));
    expect(topics.compacted(TOPICS.values).get('dossiers-synchronised|B|2022-12')?.data['missing']).toBe(
      'ZERO_DENOMINATOR',
    );
  });

  test('a clock that is set back takes no revision back', async () => {
    await world.ingest([received('d1', 'A', at('2022-12-18'))]);
    world.start(topics);
    await told(async () => {});
    await world.stop();
    world.now = at('2022-12-15');
    // Everything is looked at again, as after a change of definitions.
    await world.engine.database.write((sql) => sql.run('DELETE FROM relay_mark'));
    world.start(topics);
    expect((await told(async () => {})).sent.length).toBeGreaterThan(0);
    topics.expectGrowing();
  });

  test('the topic is the API after any history, told in any batches', async () => {
    const batches = fc.tuple(histories(), fc.integer({ min: 2, max: 4 }), fc.boolean());
    await fc.assert(
      fc.asyncProperty(batches, async ([facts, pieces, isCatalogueFirst]) => {
        const own = await openWorld(rule, at('2022-12-20'));
        const sent = new Topics();
        own.start(sent);
        try {
          const isOfDossier = ({ kind }: Fact): boolean => kind === 'dossier';
          const rest = isCatalogueFirst ? facts.filter(isOfDossier) : facts;
          if (isCatalogueFirst) await own.ingest(facts.filter((each) => !isOfDossier(each)));
          await own.quiet();
          for (let i = 0; i < pieces; i++) {
            const size = Math.ceil(rest.length / pieces);
            await own.ingest(rest.slice(i * size, (i + 1) * size));
            await own.quiet();
            await expectTopicIsApi(own, sent);
            own.now += 86_400_000 * 9;
          }
          sent.expectGrowing();
        } finally {
          await own.close();
        }
      }),
      { numRuns: RUNS },
    );
  }, 240_000);
});
