import type { Fact, FactValue, Page } from '../../services/indicators';
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
import { type MismatchKey, type MismatchRow, reconcile } from '../../services/procedures/portal/reconcile';
import { describeEngines } from '../support/databases';
import type { TestEngine } from '../support/engine';

const code = (number: number): string => `000.00.05.H06-221121-${String(number).padStart(4, '0')}`;

let ids = 0;
function fact(subject: string, data: Record<string, FactValue>, time = at('2022-11-21 08:15:00')): Fact {
  return { kind: 'dossier', subject, id: String(++ids), source: 'urn:test', time, sequence: String(ids), data };
}

/** What the provincial system says of the dossier that `pushedDossier` is the copy of. */
function known(subject: string, over: Record<string, FactValue> = {}, status = 'RETURNED'): Fact[] {
  const dates = { receivedAt: at('2022-11-21 08:15:00'), completedAt: at('2022-12-06 15:30:00') };
  const own = { agencyCode: 'A1', procedureCode: '1.999001', channel: 'ONLINE', dueAt: at('2022-12-07 08:15:00') };
  return [
    fact(subject, { status: 'RECEIVED', ...own, ...dates, returnedAt: at('2022-12-06 16:00:00'), ...over }),
    fact(subject, { status }, at('2022-12-06 16:00:00')),
  ];
}

const copies = (...elements: Record<string, unknown>[]): Fact[] =>
  factsOf(decodePortal(envelope('DongBoHoSoMC', elements), options()));

describeEngines('reconciliation', (open) => {
  let engine: TestEngine;
  beforeEach(async () => {
    engine = await open();
  });
  afterEach(() => engine.close());

  function ask(
    over: { agencies?: ReadonlySet<string>; first?: number; after?: MismatchKey } = {},
  ): Promise<Page<MismatchRow>> {
    const { settings } = engine.store;
    return engine.database.read((sql) => reconcile(sql, { agencies: null, settings, first: 50, after: null, ...over }));
  }

  const rowsOf = async (): Promise<unknown[]> =>
    (await ask()).rows.map(({ dossier, field, system, portal }) => [dossier, field, system, portal]);

  it('finds nothing where both sides say the same, to the second', async () => {
    await engine.ingest([
      ...known(code(1), { receivedAt: at('2022-11-21 08:15:00') + 250 }),
      ...copies(pushedDossier({ MaHoSo: code(1) })),
    ]);
    expect(await ask()).toEqual({ rows: [], total: 0, hasNext: false });
  });

  it('names each field on which they disagree', async () => {
    const different = pushedDossier({
      MaHoSo: code(1),
      MaTTHC: '1.999002',
      KenhThucHien: '',
      NgayTiepNhan: '20221122081500',
      NgayHenTra: '20221212081500',
      NgayKetThucXuLy: '20221206153001',
      NgayTra: '20221206170000',
      NgayTuChoi: '20221201080000',
      TrangThaiHoSo: '4',
    });
    await engine.ingest([...known(code(1)), ...copies(different)]);
    expect(await rowsOf()).toEqual([
      [code(1), 'channel', 'ONLINE', 'COUNTER'],
      [code(1), 'completedAt', at('2022-12-06 15:30:00'), at('2022-12-06 15:30:01')],
      [code(1), 'dueAt', at('2022-12-07 08:15:00'), at('2022-12-12 08:15:00')],
      [code(1), 'procedureCode', '1.999001', '1.999002'],
      [code(1), 'receivedAt', at('2022-11-21 08:15:00'), at('2022-11-22 08:15:00')],
      [code(1), 'refusedAt', null, at('2022-12-01 08:00:00')],
      [code(1), 'returnedAt', at('2022-12-06 16:00:00'), at('2022-12-06 17:00:00')],
      [code(1), 'status', 'RETURNED', 'PROCESSING'],
    ]);
  });

  it('says null where the copy lacks what it must have, and is silent about ends that it may leave out', async () => {
    const thin = { MaHoSo: code(1), MaTTHC: '1.999001', KenhThucHien: 2, TrangThaiHoSo: 10 };
    await engine.ingest([...known(code(1)), ...copies(thin)]);
    expect(await rowsOf()).toEqual([
      [code(1), 'dueAt', at('2022-12-07 08:15:00'), null],
      [code(1), 'receivedAt', at('2022-11-21 08:15:00'), null],
    ]);
  });

  it.each(['SUPPLEMENT_REQUESTED', 'FEE_REQUESTED', 'STOPPED'])('does not report %s rewritten to 9', async (status) => {
    const open = { completedAt: null, returnedAt: null };
    const finished = { NgayKetThucXuLy: '20221206160000', NgayTra: '' };
    await engine.ingest([
      ...known(code(1), open, status),
      ...copies(pushedDossier({ MaHoSo: code(1), TrangThaiHoSo: '9', ...finished })),
    ]);
    expect(await rowsOf()).toEqual([]);
    await engine.ingest([fact(code(1), { status: 'PROCESSING' }, at('2022-12-07 08:00:00'))]);
    expect(await rowsOf()).toContainEqual([code(1), 'status', 'PROCESSING', 'COMPLETED']);
  });

  it('does not report the false end of a dossier without a due date', async () => {
    const open = { completedAt: null, returnedAt: null, dueAt: null };
    const step = pushedStep({ MaHoSo: code(1), TrangThai: '9' });
    const steps = factsOf(decodePortal(envelope('CapNhatTienDoHoSoMC', [step]), options()));
    await engine.ingest([...known(code(1), open, 'PROCESSING'), ...steps]);
    expect(await rowsOf()).toEqual([]);
  });

  it('compares the end of a dossier without a due date that both call completed', async () => {
    const open = { returnedAt: null, dueAt: null };
    const finished = { NgayKetThucXuLy: '20221206170000', NgayTra: '', NgayHenTra: '', DanhSachHoSoBoSung: [] };
    await engine.ingest([
      ...known(code(1), open, 'COMPLETED'),
      ...copies(pushedDossier({ MaHoSo: code(1), TrangThaiHoSo: '9', ...finished })),
    ]);
    expect(await rowsOf()).toEqual([[code(1), 'completedAt', at('2022-12-06 15:30:00'), at('2022-12-06 17:00:00')]]);
  });

  it('takes back the end of a dossier that was opened again', async () => {
    const push = (offset: number, over: Record<string, unknown>): Fact[] => {
      const body = envelope('DongBoHoSoMC', [pushedDossier({ MaHoSo: code(1), ...over })]);
      return factsOf(decodePortal(body, options({ offset, timestamp: TIMESTAMP + offset })));
    };
    const finished = push(1, { TrangThaiHoSo: '10', NgayTuChoi: '20221201080000' });
    const open = push(2, { TrangThaiHoSo: '4', NgayKetThucXuLy: '', NgayTra: '', NgayTuChoi: '' });
    await engine.ingest([...known(code(1), { completedAt: null, returnedAt: null }, 'PROCESSING'), ...finished]);
    expect(await rowsOf()).toEqual([
      [code(1), 'completedAt', null, at('2022-12-06 15:30:00')],
      [code(1), 'refusedAt', null, at('2022-12-01 08:00:00')],
      [code(1), 'returnedAt', null, at('2022-12-06 16:00:00')],
      [code(1), 'status', 'PROCESSING', 'RETURNED'],
    ]);
    await engine.ingest(open);
    expect(await rowsOf()).toEqual([]);
    // A second delivery of what was said first says nothing.
    expect(await engine.ingest(finished)).toMatchObject({ accepted: 0, repeated: 1 });
    expect(await rowsOf()).toEqual([]);
  });

  it('compares the status alone where only steps were seen', async () => {
    const step = pushedStep({ MaHoSo: code(1), TrangThai: '4' });
    const steps = factsOf(decodePortal(envelope('CapNhatTienDoHoSoMC', [step]), options()));
    await engine.ingest([...known(code(1)), ...steps]);
    expect(await rowsOf()).toEqual([[code(1), 'status', 'RETURNED', 'PROCESSING']]);
  });

  it('finds the copy of a dossier that the portal knows by another code', async () => {
    await engine.ingest([...known('SXD-12', { portalCode: code(7) }), ...copies(pushedDossier({ MaHoSo: code(7) }))]);
    expect(await rowsOf()).toEqual([]);
    await engine.ingest([fact('SXD-12', { procedureCode: '2.000001' })]);
    expect(await rowsOf()).toEqual([['SXD-12', 'procedureCode', '2.000001', '1.999001']]);
    // With a copy under its own code, that is the one.
    await engine.ingest(copies(pushedDossier({ MaHoSo: 'SXD-12', MaTTHC: '2.000001' })));
    expect(await rowsOf()).toEqual([]);
  });

  it('names what only the portal has, and what was voided', async () => {
    await engine.ingest([
      ...known(code(2), { voided: true }),
      ...copies(pushedDossier({ MaHoSo: code(1) }), pushedDossier({ MaHoSo: code(2) })),
    ]);
    expect(await rowsOf()).toEqual([
      [code(1), 'dossier', null, code(1)],
      [code(2), 'dossier', null, code(2)],
    ]);
  });

  it('names what was synchronised while copies came in and of which none came', async () => {
    const synced = (number: number, time: number): Fact => fact(code(number), { agencyCode: 'A1', syncedAt: time });
    await engine.ingest([synced(1, TIMESTAMP + 1000), synced(2, TIMESTAMP - 1000)]);
    expect(await rowsOf()).toEqual([]);
    await engine.ingest([
      ...known(code(3), { syncedAt: TIMESTAMP + 1000 }),
      ...known('SXD-12', { syncedAt: TIMESTAMP + 1000, portalCode: code(7) }),
      ...copies(pushedDossier({ MaHoSo: code(3) }), pushedDossier({ MaHoSo: code(7) })),
    ]);
    expect(await rowsOf()).toEqual([[code(1), 'dossier', code(1), null]]);
    await engine.ingest([fact(code(1), { voided: true })]);
    expect(await rowsOf()).toEqual([]);
  });

  it('counts all, and pages in the order of dossier and field', async () => {
    const facts: Fact[] = [];
    for (let number = 1; number <= 40; number++) {
      const over = { MaHoSo: code(number), MaTTHC: '1.999002', KenhThucHien: '1' };
      // Some only the portal has; some have a name that sorts before or behind their copy's.
      if (number % 4 === 1) facts.push(...known(code(number)));
      if (number % 4 === 2) facts.push(...known(`A-${number}`, { portalCode: code(number) }));
      if (number % 4 === 3) facts.push(...known(`000-${number}`, { portalCode: code(number) }));
      facts.push(...copies(pushedDossier(over)));
    }
    await engine.ingest(facts);
    const all = (await ask({ first: 500 })).rows;
    expect(all).toHaveLength(70);
    expect(all).toEqual([...all].sort((a, b) => (`${a.dossier} ${a.field}` < `${b.dossier} ${b.field}` ? -1 : 1)));
    const walked: MismatchRow[] = [];
    for (let after: MismatchKey | undefined; ; ) {
      const page = await ask({ first: 7, ...(after !== undefined && { after }) });
      expect(page.total).toBe(70);
      walked.push(...page.rows);
      if (!page.hasNext) break;
      after = [page.rows.at(-1)!.dossier, page.rows.at(-1)!.field];
    }
    expect(walked).toEqual(all);
    expect(await ask({ first: 0 })).toEqual({ rows: [], total: 70, hasNext: true });
  });

  it('asks for some agencies: the system says whose a dossier is, its code where only the portal has it', async () => {
    await engine.ingest([
      ...known(code(1), { agencyCode: 'A1', procedureCode: 'x' }),
      ...known(code(2), { agencyCode: 'A2', procedureCode: 'x' }),
      ...copies(...[1, 2, 3].map((number) => pushedDossier({ MaHoSo: code(number) }))),
    ]);
    const dossiers = async (...agencies: string[]): Promise<string[]> =>
      (await ask({ agencies: new Set(agencies) })).rows.map(({ dossier }) => dossier);
    expect(await dossiers('A1')).toEqual([code(1)]);
    expect(await dossiers('A2', '000.00.05.H06')).toEqual([code(2), code(3)]);
    expect(await dossiers('B')).toEqual([]);
  });
});
