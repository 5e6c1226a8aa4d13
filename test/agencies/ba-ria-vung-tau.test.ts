import { dayNumber } from '../../infra/time/zone';
import {
  type AgencyRecord,
  agencyOddities,
  CatalogueReader,
  type CatalogueSnapshot,
  existsOn,
} from '../../services/catalog';
import {
  type BreakdownDimension,
  type Figure,
  indicatorOf,
  parsePeriod,
  type Question,
} from '../../services/indicators';
import { openEngine, type TestEngine } from '../support/engine';
import { DOSSIERS } from './dossiers';
import { agencyFacts } from './facts';
import { formedFrom, PRESENT, readNewUnits, readUnits } from './tables';

if (!PRESENT) process.stderr.write('The lists of units are absent (shared/data/vn-admin): their tests are left out.\n');

/** Numerator, denominator. */
type Halves = readonly [number | null, number | null];

const ONLINE = 'e-dossier-rate';
const OVERDUE = 'overdue-dossiers';
const THEN = '2024-11-30';
const MERGED = '2025-01-01';
const MARCH = '2025-03-01';
const NOW = '2025-07-01';

(PRESENT ? describe : describe.skip)('Ba Ria - Vung Tau through its mergers', () => {
  let engine: TestEngine;
  let catalogue: CatalogueSnapshot;

  beforeAll(async () => {
    engine = await openEngine();
    // Facts come in any order: what was handled before who handled it.
    await engine.ingest(DOSSIERS);
    await engine.ingest(agencyFacts());
    catalogue = await new CatalogueReader(engine.database, engine.store.settings.zone).current();
  });
  afterAll(() => engine.close());

  const question = (code: string, agency: string | null, month: string, on: string | null): Question => {
    const period = parsePeriod(month);
    const filters = { only: false, asOf: null, channel: null, procedure: null, field: null };
    const day = on === null ? null : dayNumber(on);
    return { ...filters, indicator: indicatorOf(code), agency, from: period.from, to: period.to, period, on: day };
  };
  const halves = ({ numerator, denominator }: Figure): Halves => [numerator, denominator];
  const ask = async (code: string, agency: string | null, month: string, on: string | null): Promise<Halves> =>
    halves(await engine.figure(question(code, agency, month, on)));

  const existing = (on: string, level: string): AgencyRecord[] => {
    const day = dayNumber(on);
    return [...catalogue.agencies.values()].filter((own) => existsOn(own, day) && own.level(day) === level);
  };
  const parent = (code: string, on: string): string | null => catalogue.tree(dayNumber(on)).parent(code);

  test('the units are those of the snapshots, and everything that went has somebody who took over', () => {
    const count = (on: string): number[] => ['DISTRICT', 'COMMUNE'].map((level) => existing(on, level).length);
    // Of the communes, five went in January 2025; in July 77 and the district Con Dao became 30.
    expect([THEN, MERGED, MARCH, '2025-06-30', NOW].map(count)).toEqual([
      [8, 82],
      [7, 77],
      [7, 77],
      [7, 77],
      [0, 30],
    ]);
    expect(existing(NOW, 'PROVINCE').map(({ code }) => code)).toEqual(['79']);
    expect(existing(NOW, 'COMMUNE').every(({ code }) => parent(code, NOW) === '79')).toBe(true);
    for (const { validTo, successors } of catalogue.agencies.values()) {
      expect(successors.length > 0).toBe(validTo !== null);
    }
    expect(agencyOddities(catalogue, dayNumber(NOW))).toEqual([]);
  });

  test('each old unit is found in the words of one new unit', () => {
    const last = readUnits().filter(({ last_snapshot }) => last_snapshot === MARCH);
    const origins = readNewUnits().map((unit) => formedFrom(unit, last));
    const communes = last.filter(({ level }) => level === 'commune').map(({ code }) => code);
    expect(origins.flat().sort()).toEqual([...communes, '755'].sort());
    expect(catalogue.agencies.get('753')!.successors).toEqual(['26659', '26662', '26680', '26686']);
    expect(catalogue.agencies.get('26508')!.successors).toEqual(['26506']);
  });

  test('names, parents and places are those of the day', () => {
    const name = (code: string, on: string): string | null => catalogue.agencies.get(code)!.name(dayNumber(on));
    expect([THEN, MERGED].map((on) => name('753', on))).toEqual(['Huyện Đất Đỏ', 'Huyện Long Đất']);
    expect([MERGED, MARCH].map((on) => name('754', on))).toEqual(['Thị xã Phú Mỹ', 'Thành phố Phú Mỹ']);
    expect([MARCH, NOW].map((on) => name('26506', on))).toEqual(['Phường 1', 'Phường Vũng Tàu']);
    const moved = ['26659', '26662', '26668', '26674', '26677'];
    expect(moved.map((code) => [parent(code, THEN), parent(code, MERGED)])).toEqual(moved.map(() => ['752', '753']));
    // Ended: under the successor, and with several under what is above them all.
    expect([THEN, MERGED, NOW].map((on) => parent('752', on))).toEqual(['77', '753', '753']);
    expect([THEN, MERGED, NOW].map((on) => parent('26665', on))).toEqual(['752', '26668', '26668']);
    expect([MARCH, NOW].map((on) => parent('753', on))).toEqual(['77', '79']);
    expect([MARCH, NOW].map((on) => parent('77', on))).toEqual([null, '79']);
    // Not there yet: under what it comes from.
    expect([MARCH, NOW].map((on) => parent('26732', on))).toEqual(['755', '79']);
    expect([MARCH, NOW].map((on) => parent('755', on))).toEqual(['77', '26732']);
  });

  const BEFORE: Record<string, Record<string, Halves>> = {
    [THEN]: {
      '77': [7, 12],
      '79': [0, 0],
      '747': [2, 3],
      '748': [1, 2],
      '752': [2, 3],
      '753': [1, 2],
      '755': [0, 1],
      '26506': [1, 1],
      '26560': [1, 1],
      '26732': [0, 0],
    },
    // 753 has 752, its town and An Ngai (now in Tam An); Phuoc Hiep is in Phuoc Trung.
    [MERGED]: { '77': [7, 12], '79': [0, 0], '748': [1, 2], '752': [1, 1], '753': [3, 5], '26560': [1, 2] },
    [MARCH]: { '77': [7, 12], '752': [1, 1], '753': [3, 5], '26668': [0, 1] },
    // The provinces and districts that went keep what they handled themselves; 753 what 752 left it, too.
    [NOW]: {
      '77': [1, 1],
      '79': [7, 12],
      '747': [0, 1],
      '748': [0, 0],
      '752': [1, 1],
      '753': [2, 2],
      '755': [0, 1],
      '26506': [2, 2],
      '26508': [1, 1],
      '26560': [1, 2],
      '26659': [1, 2],
      '26686': [0, 1],
      '26732': [0, 1],
    },
  };
  test.each(Object.entries(BEFORE))('November 2024 in the tree of %s', async (on, expected) => {
    for (const [agency, wanted] of Object.entries(expected)) {
      expect([agency, await ask(ONLINE, agency, '2024-11', on)]).toEqual([agency, wanted]);
    }
    expect(await ask(ONLINE, null, '2024-11', on)).toEqual([7, 12]);
  });

  test('absent, the tree is that of the period itself', async () => {
    for (const [agency, wanted] of Object.entries(BEFORE[THEN]!)) {
      expect(await ask(ONLINE, agency, '2024-11', null)).toEqual(wanted);
    }
    expect(await ask(ONLINE, '77', '2025-08', null)).toEqual([0, 0]);
    expect(await ask(ONLINE, '79', '2025-08', null)).toEqual([3, 6]);
  });

  test('August 2025 in the trees of both times', async () => {
    const now = { '77': [0, 0], '79': [3, 6], '747': [0, 0], '26506': [1, 2], '26659': [0, 1], '26732': [1, 1] };
    // What only 79 has since is none of the old province; Con Dao hangs under the district that it was.
    const then = { '77': [2, 5], '79': [1, 1], '747': [1, 3], '752': [0, 1], '755': [1, 1], '26506': [1, 1] };
    for (const [agency, wanted] of Object.entries(now))
      expect(await ask(ONLINE, agency, '2025-08', NOW)).toEqual(wanted);
    for (const [agency, wanted] of Object.entries(then)) {
      expect(await ask(ONLINE, agency, '2025-08', THEN)).toEqual(wanted);
    }
  });

  test('a dossier stays with its code, and is found where that code hangs', async () => {
    // Three are open at the end of June and in due time; at the end of July all three are overdue.
    expect(await ask(OVERDUE, '77', '2025-06', null)).toEqual([0, 3]);
    expect(await ask(OVERDUE, '747', '2025-06', null)).toEqual([0, 1]);
    expect(await ask(OVERDUE, '79', '2025-07', null)).toEqual([3, 3]);
    expect(await ask(OVERDUE, '26506', '2025-07', null)).toEqual([1, 1]);
    expect(await ask(OVERDUE, '26508', '2025-07', null)).toEqual([1, 1]);
    expect(await ask(OVERDUE, '747', '2025-07', null)).toEqual([0, 0]);
    // The abolished district keeps what nobody took over by name; what a commune took over is the commune's.
    expect(await ask(OVERDUE, '753', '2025-07', null)).toEqual([1, 1]);
    expect(await ask(OVERDUE, '26680', '2025-07', null)).toEqual([1, 1]);
    expect(await ask(OVERDUE, '753', '2025-07', THEN)).toEqual([2, 2]);
  });

  test('rows by agency and by branch add up to the whole, in every tree', async () => {
    const rows = (asked: Question, by: BreakdownDimension): Promise<Figure[]> => engine.breakdown(asked, by);
    const sum = (figures: readonly Figure[]): Halves => [
      figures.reduce((total, row) => total + row.numerator!, 0),
      figures.reduce((total, row) => total + row.denominator!, 0),
    ];
    for (const on of [THEN, MERGED, MARCH, NOW]) {
      for (const agency of [null, '77', '79', '753', '26506']) {
        for (const [code, month] of [
          [ONLINE, '2024-11'],
          [ONLINE, '2025-08'],
          [OVERDUE, '2025-07'],
        ] as const) {
          const asked = question(code, agency, month, on);
          const whole = await ask(code, agency, month, on);
          for (const by of ['AGENCY', 'AGENCY_CHILDREN'] as const) {
            const found = await rows(asked, by);
            expect({ on, agency, code, by, sum: sum(found) }).toEqual({ on, agency, code, by, sum: whole });
            const agencies = found.map((row) => row.question.agency);
            expect(new Set(agencies).size).toBe(agencies.length);
          }
        }
      }
    }
    const branches = await rows(question(ONLINE, '79', '2024-11', NOW), 'AGENCY_CHILDREN');
    const filled = branches.filter(({ denominator }) => denominator !== 0);
    expect(filled.map((row) => [row.question.agency, ...halves(row)])).toEqual([
      ...[
        ['26506', 2, 2],
        ['26560', 1, 2],
        ['26659', 1, 2],
        ['26686', 0, 1],
        ['26732', 0, 1],
      ],
      ...[
        ['747', 0, 1],
        ['753', 2, 2],
        ['77', 1, 1],
      ],
    ]);
  });
});
