import fc from 'fast-check';
import { dossierOf, FOREVER, loadStates } from '../../services/indicators';
import { decodePortal } from '../../services/procedures/portal/decode';
import {
  at,
  envelope,
  factsOf,
  options,
  pushedDossier,
  pushedStep,
  TIMESTAMP,
} from '../../services/procedures/portal/fixture';
import type { PortalMode } from '../../services/procedures/portal/saying';
import { openEngine, type TestEngine } from '../support/engine';

let engine: TestEngine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

/** Records about one dossier: a body each, some with one code several times. */
const record = fc.record({
  steps: fc.boolean(),
  minutes: fc.nat(3),
  status: fc.constantFrom('2', '3', '4', '5', '7', '9', '10'),
  open: fc.boolean(),
  due: fc.constantFrom('20221205081500', '20221207081500', ''),
  again: fc.integer({ min: 1, max: 3 }),
});
const history = fc.array(record, { minLength: 1, maxLength: 6 }).chain((records) => {
  const deliveries = fc.array(fc.nat(records.length - 1), { maxLength: 6 });
  const shuffled = deliveries.chain((extra) => {
    const all = [...records.keys(), ...extra];
    return fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length });
  });
  return fc.tuple(fc.constant(records), shuffled, fc.constantFrom<PortalMode>('copy', 'source'));
});

interface Pushed {
  readonly steps: boolean;
  readonly minutes: number;
  readonly status: string;
  readonly due: string;
  readonly open: boolean;
  readonly again: number;
}

let subjects = 0;

/** The stored text of what these records say about a fresh dossier, delivered in this order. */
async function stored(records: readonly Pushed[], order: readonly number[], mode: PortalMode): Promise<string> {
  const MaHoSo = `000.00.05.H06-221121-${String(++subjects).padStart(7, '0')}`;
  for (const offset of order) {
    const { steps, minutes, status, due, open, again } = records[offset]!;
    const ends = open ? { NgayKetThucXuLy: '', NgayTra: '' } : {};
    const element = steps
      ? pushedStep({ MaHoSo, TrangThai: status })
      : pushedDossier({ MaHoSo, TrangThaiHoSo: status, NgayHenTra: due, ...ends });
    const body = envelope(steps ? 'CapNhatTienDoHoSoMC' : 'DongBoHoSoMC', new Array(again).fill(element));
    await engine.ingest(
      factsOf(decodePortal(body, options({ mode, offset, timestamp: TIMESTAMP + minutes * 60_000 }))),
    );
  }
  const kind = mode === 'copy' ? 'portal' : 'dossier';
  const rows = await engine.database.read((sql) =>
    sql.all<{ body: string }>('SELECT body FROM state WHERE kind = ? AND subject = ?', [kind, MaHoSo]),
  );
  return rows[0]!.body;
}

it('the state is the same in whatever order and however often the bodies come', async () => {
  await fc.assert(
    fc.asyncProperty(history, async ([records, order, mode]) => {
      expect(await stored(records, order, mode)).toBe(await stored(records, [...records.keys()], mode));
    }),
    { numRuns: 100 },
  );
}, 30_000);

it('a copy that is pushed for ever stays as small as it is', async () => {
  const record = { steps: false, minutes: 0, status: '9', due: '', open: false, again: 1 };
  const sizes = async (steps: boolean): Promise<number[]> => {
    const pushes = Array.from({ length: 60 }, (_, n) => ({ ...record, minutes: n, steps: steps && n % 2 === 1 }));
    const text = async (count: number): Promise<number> => {
      const some = pushes.slice(0, count);
      return (await stored(some, [...some.keys()], 'copy')).length;
    };
    return [await text(20), await text(60)];
  };
  for (const steps of [false, true]) {
    const [few, many] = await sizes(steps);
    expect([few, many]).toEqual([few, few]);
    expect(few).toBeLessThan(1000);
  }
});

it('as the sole source, an open dossier is in progress again, in whatever order its bodies come', async () => {
  const finished = { steps: false, minutes: 0, status: '10', due: '20221207081500', open: false, again: 1 };
  const reopened = { ...finished, minutes: 1, status: '4', open: true };
  const lives = [];
  for (const order of [
    [0, 1],
    [1, 0],
    [0, 1, 0],
  ]) {
    await stored([finished, reopened], order, 'source');
    const subject = `000.00.05.H06-221121-${String(subjects).padStart(7, '0')}`;
    const states = await engine.database.read((sql) => loadStates(sql, 'dossier', [subject]));
    const { completedAt, returnedAt, exitAt, eResultIssuedAt } = dossierOf(
      states.get(subject)!,
      engine.store.settings,
    )!;
    lives.push({ completedAt, returnedAt, eResultIssuedAt, open: exitAt === FOREVER });
  }
  const open = { completedAt: null, returnedAt: null, eResultIssuedAt: null, open: true };
  expect(lives).toEqual([open, open, open]);
});

it('as the sole source tells the life of the dossier: waiting for the supplement, and a day early', async () => {
  const MaHoSo = '000.00.05.H06-221121-0007';
  await engine.ingest(
    factsOf(decodePortal(envelope('DongBoHoSoMC', [pushedDossier({ MaHoSo })]), options({ mode: 'source' }))),
  );
  const states = await engine.database.read((sql) => loadStates(sql, 'dossier', [MaHoSo]));
  const life = dossierOf(states.get(MaHoSo)!, engine.store.settings)!;
  expect(life).toMatchObject({
    agency: '000.00.05.H06',
    receivedAt: at('2022-11-21 08:15:00'),
    completedAt: at('2022-12-06 15:30:00'),
    syncedAt: TIMESTAMP,
    late: null,
    early: true,
  });
  // Under the rule DATE a new date holds from its day on.
  expect(life.segments.map(({ paused, dueAt }) => [paused, dueAt])).toEqual([
    [false, at('2022-12-05 08:15:00')],
    [true, at('2022-12-05 08:15:00')],
    [false, at('2022-12-07 08:15:00')],
  ]);
});
