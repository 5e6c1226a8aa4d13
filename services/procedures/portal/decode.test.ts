import { isPortalBody } from './body';
import { APPLICANT_KINDS } from './codes';
import { decodePortal } from './decode';
import {
  at,
  CODE,
  envelope,
  factsOf,
  options,
  problemOf,
  pushedDossier,
  pushedStep,
  sayings,
  TIMESTAMP,
} from './fixture';

const dossiers = (...data: unknown[]): Record<string, unknown> => envelope('DongBoHoSoMC', data);
const steps = (...data: unknown[]): Record<string, unknown> => envelope('CapNhatTienDoHoSoMC', data);

describe('what is a portal body', () => {
  it.each([
    ['an envelope', dossiers(pushedDossier()), true],
    ['an envelope of another service', envelope('TraCuuHoSo', undefined), true],
    ['an envelope without a service', { data: [pushedStep()] }, true],
    ['a bare list', [pushedDossier()], true],
    ['a list of nothing that is known', [1, 'x'], true],
    ['an event', { specversion: '1.0', type: 'x', data: {} }, false],
    ['an event with an attribute of that name', { specversion: '1.0', service: 'x' }, false],
    ['an event that forgot its version', { type: 'vn.province.dossier.v1', data: [] }, false],
    ['a list of events', [{ specversion: '1.0' }], false],
    ['any object', { name: 'x' }, false],
    ['text', 'DongBoHoSoMC', false],
    ['null', null, false],
  ])('%s', (_what, body, expected) => {
    expect(isPortalBody(body)).toBe(expected);
  });
});

describe('as a copy', () => {
  it('keeps what can be held against the dossier as it stands', () => {
    expect(sayings(decodePortal(dossiers(pushedDossier()), options()))).toEqual([
      {
        time: TIMESTAMP,
        data: {
          procedureCode: '1.999001',
          channel: 'ONLINE',
          status: 'RETURNED',
          receivedAt: at('2022-11-21 08:15:00'),
          dueAt: at('2022-12-07 08:15:00'),
          completedAt: at('2022-12-06 15:30:00'),
          returnedAt: at('2022-12-06 16:00:00'),
          refusedAt: null,
          firstSeenAt: TIMESTAMP,
        },
      },
    ]);
  });

  it('is stamped by its place', () => {
    const body = dossiers(pushedDossier(), pushedDossier({ DanhSachHoSoBoSung: [] }));
    const copies = factsOf(decodePortal(body, options()));
    expect(copies.map(({ kind, subject, source, id }) => [kind, subject, source, id])).toEqual(
      [0, 1].map((index) => [
        ...['portal', CODE, 'urn:hub:portal:000.00.00.H06'],
        `province.procedures.facts.v1/2/41/${index}`,
      ]),
    );
    const facts = factsOf(decodePortal(body, options({ mode: 'source' })));
    expect(facts.map(({ id }) => id)).toEqual([
      'province.procedures.facts.v1/2/41/0/0',
      'province.procedures.facts.v1/2/41/0/1',
      'province.procedures.facts.v1/2/41/0/2',
      'province.procedures.facts.v1/2/41/0',
      'province.procedures.facts.v1/2/41/1',
    ]);
    const sequences = [9, 10].flatMap((offset) => {
      const body = dossiers(...new Array(12).fill(pushedDossier()));
      return factsOf(decodePortal(body, options({ offset, mode: 'source' }))).map(({ sequence }) => BigInt(sequence!));
    });
    expect(sequences).toEqual([...sequences].sort((a, b) => (a < b ? -1 : 1)));
    expect(new Set(sequences).size).toBe(2 * 12 * 4);
    const largest = options({ offset: Number.MAX_SAFE_INTEGER, partition: 2 ** 31 - 1, topic: 't'.repeat(249) });
    const [fact] = factsOf(decodePortal(dossiers(pushedDossier()), largest));
    expect(fact!.sequence!.length).toBeLessThanOrEqual(32);
    expect(fact!.id.length).toBeLessThanOrEqual(128);
  });

  it('takes a step at the time it tells, and at its record where it tells none', () => {
    expect(
      sayings(decodePortal(steps(pushedStep(), pushedStep({ ThoiDiemXuLy: '', TrangThai: 4 })), options())),
    ).toEqual([
      { time: at('2022-11-24 09:00:00'), data: { status: 'SUPPLEMENT_REQUESTED', firstSeenAt: TIMESTAMP } },
      { time: TIMESTAMP, data: { status: 'PROCESSING', firstSeenAt: TIMESTAMP } },
    ]);
  });

  it('reads bare lists of either, and tells each element by its own fields', () => {
    const bare = decodePortal([pushedDossier({ DanhSachHoSoBoSung: null }), pushedStep()], options());
    const wrapped = [
      ...decodePortal(dossiers(pushedDossier({ DanhSachHoSoBoSung: null })), options()),
      ...decodePortal(steps(pushedStep()), options()),
    ];
    expect(sayings(bare)).toEqual(sayings(wrapped));
    expect(factsOf(bare)[0]!.source).toBe('urn:hub:portal:-');
  });

  it('knows the code of 2026 and one of no known form', () => {
    for (const MaHoSo of ['G09.20-20260609-0092637', 'SXD/12', 4711]) {
      const [fact] = factsOf(decodePortal([{ MaHoSo }], options()));
      expect(fact).toMatchObject({ subject: String(MaHoSo), data: { firstSeenAt: TIMESTAMP } });
    }
  });

  it('moves a date that the source left as it was before the supplement', () => {
    const [moved] = factsOf(decodePortal(dossiers(pushedDossier({ NgayHenTra: '20221205081500' })), options())).slice(
      -1,
    );
    expect(moved!.data['dueAt']).toBe(at('2022-12-07 08:15:00'));
    const [kept] = factsOf(decodePortal(dossiers(pushedDossier({ NgayHenTra: '20221212081500' })), options())).slice(
      -1,
    );
    expect(kept!.data['dueAt']).toBe(at('2022-12-12 08:15:00'));
  });
});

describe('the end of a dossier', () => {
  const ENDED = { NgayKetThucXuLy: '20221206153000', NgayTra: '20221206160000', NgayTuChoi: '20221201080000' };
  const EMPTY = { NgayKetThucXuLy: '', NgayTra: '', NgayTuChoi: '' };
  const COMPLETED = at('2022-12-06 15:30:00');
  const RETURNED = at('2022-12-06 16:00:00');
  const REFUSED = at('2022-12-01 08:00:00');

  it.each([
    [EMPTY, [1, 2, 4, 5, 6, 7, 8], { completedAt: null, returnedAt: null, refusedAt: null }],
    [EMPTY, [3], { completedAt: null, returnedAt: null, refusedAt: undefined }],
    [EMPTY, [9, 10], { completedAt: undefined, returnedAt: undefined, refusedAt: null }],
    [EMPTY, [''], { completedAt: undefined, returnedAt: undefined, refusedAt: undefined }],
    [ENDED, [1, 2, 4, 5, 6, 9, 10], { completedAt: COMPLETED, returnedAt: RETURNED, refusedAt: REFUSED }],
    [ENDED, [3, 7, 8], { completedAt: null, returnedAt: RETURNED, refusedAt: REFUSED }],
  ])('%j under each of %j', (dates, statuses, expected) => {
    for (const TrangThaiHoSo of statuses) {
      const body = dossiers(pushedDossier({ ...dates, TrangThaiHoSo }));
      const [copy] = factsOf(decodePortal(body, options()));
      const { completedAt, returnedAt, refusedAt } = copy!.data;
      expect([TrangThaiHoSo, { completedAt, returnedAt, refusedAt }]).toEqual([TrangThaiHoSo, expected]);
      const own = factsOf(decodePortal(body, options({ mode: 'source' }))).at(-1)!.data;
      expect([own['completedAt'], own['returnedAt']]).toEqual([completedAt, returnedAt]);
      expect(own).not.toHaveProperty('refusedAt');
    }
  });

  it('a step is no whole record', () => {
    const [fact] = factsOf(decodePortal(steps(pushedStep({ TrangThai: '4' })), options()));
    expect(Object.keys(fact!.data)).toEqual(['status', 'firstSeenAt']);
  });

  it('for the sole source, a withdrawal holds from its end on', () => {
    const left = pushedDossier({ TrangThaiHoSo: '7', DanhSachHoSoBoSung: [], NgayTra: '' });
    expect(sayings(decodePortal(dossiers(left), options({ mode: 'source' })))).toMatchObject([
      { time: COMPLETED, data: { status: 'WITHDRAWN' } },
      { time: TIMESTAMP, data: { status: 'WITHDRAWN', completedAt: null } },
    ]);
  });
});

describe('as the sole source', () => {
  it('says what a dossier of the contract says', () => {
    const said = factsOf(decodePortal(dossiers(pushedDossier()), options({ mode: 'source' })));
    expect(said.map(({ kind }) => kind)).toEqual(said.map(() => 'dossier'));
    expect(said[2]!.data).toEqual({
      status: 'PROCESSING',
      dueAt: at('2022-12-07 08:15:00'),
      dueReason: 'SUPPLEMENT',
    });
    expect(said.at(-1)).toMatchObject({ subject: CODE, time: TIMESTAMP });
    expect(said.at(-1)!.data).toEqual({
      agencyCode: '000.00.05.H06',
      procedureCode: '1.999001',
      channel: 'ONLINE',
      applicantKind: 'CITIZEN',
      status: 'RETURNED',
      receivedAt: at('2022-11-21 08:15:00'),
      dueAt: at('2022-12-07 08:15:00'),
      completedAt: at('2022-12-06 15:30:00'),
      returnedAt: at('2022-12-06 16:00:00'),
      syncedAt: TIMESTAMP,
      componentsRequired: 2,
      componentsDigitised: 2,
      componentsReused: 1,
      eResultIssuedAt: at('2022-12-06 15:30:00'),
      feeRequired: true,
      feePaidOnline: true,
    });
  });

  it('takes no submitted file for a result, no free service for a fee, no unpaid request for a payment', () => {
    const [fact] = factsOf(
      decodePortal(
        dossiers({
          MaHoSo: CODE,
          DuocThanhToanTrucTuyen: 3,
          DanhSachLePhi: [{ Gia: 0 }, { Gia: '0,00' }],
          TaiLieuNop: [{ DuongDanTaiTepTin: 'https://files.invalid/1' }],
          DanhSachGiayToKetQua: [{ DuongDanTepTinKetQua: 'https://files.invalid/1' }, { DuongDanTepTinKetQua: '' }],
        }),
        options({ mode: 'source' }),
      ),
    );
    expect(fact!.data).toEqual({
      agencyCode: '000.00.05.H06',
      syncedAt: TIMESTAMP,
      componentsRequired: 1,
      componentsDigitised: 0,
      componentsReused: 0,
      feeRequired: false,
      feePaidOnline: false,
    });
  });

  it('reads kinds of applicants by the map it is given', () => {
    const body = dossiers({ MaHoSo: CODE, LoaiDoiTuong: 0 });
    const [fact] = factsOf(decodePortal(body, options({ mode: 'source', applicantKinds: APPLICANT_KINDS['2026'] })));
    expect(fact!.data['applicantKind']).toBe('CITIZEN');
    expect(problemOf(decodePortal(body, options({ mode: 'source' })))).toMatchObject({
      field: 'data[0].LoaiDoiTuong',
      value: '0',
    });
    expect(decodePortal(body, options())[0]!.ok).toBe(true);
  });
});
