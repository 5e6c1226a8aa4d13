import { decodePortal } from './decode';
import { CODE, envelope, options, problemOf, pushedDossier, pushedStep, TIMESTAMP } from './fixture';

const dossiers = (...data: unknown[]): Record<string, unknown> => envelope('DongBoHoSoMC', data);
const steps = (...data: unknown[]): Record<string, unknown> => envelope('CapNhatTienDoHoSoMC', data);

describe('what is no fact', () => {
  it.each([
    [{ MaHoSo: undefined }, 'data[0].MaHoSo', /missing/, undefined],
    [{ MaHoSo: '' }, 'data[0].MaHoSo', /missing/, undefined],
    [{ MaHoSo: 'x'.repeat(129) }, 'data[0].MaHoSo', /at most|1 to 128/, undefined],
    [{ MaHoSo: ` ${CODE}` }, 'data[0].MaHoSo', /blanks/, undefined],
    [{ MaHoSo: { code: CODE } }, 'data[0].MaHoSo', /text or a whole number/, undefined],
    [{ NgayHenTra: '20221307081500' }, 'data[0].NgayHenTra', /20221121081500/, '20221307081500'],
    [{ NgayHenTra: 'mai' }, 'data[0].NgayHenTra', /Asia\/Ho_Chi_Minh/, undefined],
    [{ TrangThaiHoSo: '11' }, 'data[0].TrangThaiHoSo', /1, 2, .* 10/, '11'],
    [{ TrangThaiHoSo: 'xong' }, 'data[0].TrangThaiHoSo', /1, 2, .* 10/, undefined],
    [{ KenhThucHien: 9 }, 'data[0].KenhThucHien', /1, 2, 3/, '9'],
    [{ MaTTHC: 'x'.repeat(65) }, 'data[0].MaTTHC', /1 to 64/, undefined],
    [{ DanhSachHoSoBoSung: 'co' }, 'data[0].DanhSachHoSoBoSung', /a list \(text was given\)/, undefined],
    [{ DanhSachHoSoBoSung: [7] }, 'data[0].DanhSachHoSoBoSung[0]', /an object/, undefined],
    [{ DanhSachHoSoBoSung: [{ NgayBoSung: '1' }] }, 'data[0].DanhSachHoSoBoSung[0].NgayBoSung', /a time/, undefined],
    [
      { DanhSachHoSoBoSung: [{ NgayBoSung: '20301124090000' }] },
      'data[0].DanhSachHoSoBoSung[0].NgayBoSung',
      /too far in the future/,
      undefined,
    ],
  ])('%j', (over, field, expected, value) => {
    const problem = problemOf(decodePortal(dossiers(pushedDossier(over)), options()));
    expect(problem).toMatchObject({ field, incomplete: true });
    expect(problem.expected).toMatch(expected);
    expect(problem.value).toBe(value);
  });

  it.each([
    [{ TrangThai: '' }, 'data[0].TrangThai', /missing/],
    [{ TrangThai: '0' }, 'data[0].TrangThai', /1, 2/],
    [{ ThoiDiemXuLy: '20221207170000' }, 'data[0].ThoiDiemXuLy', /too far in the future/],
  ])('a step with %j', (over, field, expected) => {
    const problem = problemOf(decodePortal(steps(pushedStep(over)), options()));
    expect(problem.field).toBe(field);
    expect(problem.expected).toMatch(expected);
  });

  it('lets neighbours through', () => {
    const body = [pushedStep(), null, pushedStep({ TrangThai: 'x' }), pushedStep()];
    expect(decodePortal(body, options()).map((outcome) => (outcome.ok ? 'fact' : outcome.problem.field))).toEqual([
      'fact',
      '[1]',
      '[2].TrangThai',
      'fact',
    ]);
  });

  it('keeps of a bad element what cannot be about a person', () => {
    const { redacted } = problemOf(decodePortal(dossiers(pushedDossier({ TrangThaiHoSo: '11' })), options()));
    expect(JSON.parse(redacted)).toEqual({
      MaHoSo: CODE,
      MaTTHC: '1.999001',
      TrangThaiHoSo: '11',
      KenhThucHien: '2',
      LoaiDoiTuong: '1',
      NgayNopHoSo: '20221120203000',
      NgayTiepNhan: '20221121081500',
      NgayHenTra: '20221207081500',
      NgayKetThucXuLy: '20221206153000',
      NgayTra: '20221206160000',
      DuocThanhToanTrucTuyen: '1',
      DanhSachHoSoBoSung: [
        {
          NgayBoSung: '20221124090000',
          NgayTiepNhanBoSung: '20221128090000',
          NgayHenTraTruoc: '20221205081500',
          NgayHenTraMoi: '20221207081500',
        },
      ],
      TaiLieuNop: [
        { DuocSoHoa: '1', DuocTaiSuDung: '0', DuocLayTuKhoDMQG: '0' },
        { DuocSoHoa: '1', DuocTaiSuDung: '2', DuocLayTuKhoDMQG: '1' },
        { DuocSoHoa: '1', DuocTaiSuDung: '0', DuocLayTuKhoDMQG: '0' },
      ],
    });
  });

  it('names a service that is not read, and what would be right', () => {
    const problem = problemOf(decodePortal(envelope('DongBoHoSo', [pushedDossier()]), options()));
    expect(problem).toMatchObject({
      field: 'service',
      value: 'DongBoHoSo',
      expected: 'one of DongBoHoSoMC, CapNhatTienDoHoSoMC; did you mean DongBoHoSoMC?',
      redacted: '{"service":"DongBoHoSo","madonvi":"000.00.00.H06"}',
    });
    const odd = problemOf(decodePortal({ service: 7, data: [] }, options()));
    expect(odd.expected).toMatch(/a number was given/);
  });

  it.each([
    ['TraCuuHoSo', true],
    ['LayDanhMucLePhi', true],
    ['capnhattiendohosomc', true],
    ['NguyenVanMau', false],
    ['Lay', false],
    [`DongBoHoSoMC${'-'.repeat(100)}`, false],
    ['0770000001', false],
  ])('shows the service %s: %s', (service, isShown) => {
    const problem = problemOf(decodePortal(envelope(service, []), options()));
    expect(problem.value).toBe(isShown ? service : undefined);
    expect(problem.redacted.includes(service)).toBe(isShown);
    expect(problem.expected.includes(service)).toBe(false);
  });

  it.each([[undefined], [null], ['x'], [{ MaHoSo: CODE }], [7]])('data %j is no list', (data) => {
    expect(problemOf(decodePortal(envelope('DongBoHoSoMC', data), options()))).toMatchObject({
      field: 'data',
      expected: expect.stringMatching(/^a list of dossiers/),
    });
  });

  it('refuses a record that cannot stamp what it carries', () => {
    expect(problemOf(decodePortal([pushedStep()], options({ timestamp: -1 })))).toMatchObject({
      field: 'timestamp',
      expected: expect.stringContaining('message.timestamp.type'),
      value: '-1',
    });
    expect(problemOf(decodePortal([pushedStep()], options({ timestamp: 1 }))).expected).toMatch(/from 1990 to 2099/);
    const late = options({ receivedAt: TIMESTAMP - 86_400_001 });
    expect(problemOf(decodePortal([pushedStep()], late)).expected).toMatch(/too far in the future/);
    expect(decodePortal([pushedStep()], options({ receivedAt: TIMESTAMP - 86_400_000 }))[0]!.ok).toBe(true);
  });

  it('does not let a producer whose clock is ahead move the bound of the future along', () => {
    // 18 hours later than its record.
    const step = pushedStep({ ThoiDiemXuLy: '20221207103000' });
    expect(decodePortal([step], options())[0]!.ok).toBe(true);
    const clock = (hours: number): ReturnType<typeof options> => options({ receivedAt: TIMESTAMP - hours * 3_600_000 });
    expect(decodePortal([step], clock(6))[0]!.ok).toBe(true);
    expect(problemOf(decodePortal([step], clock(7)))).toMatchObject({
      field: '[0].ThoiDiemXuLy',
      expected: expect.stringContaining('2022-12-07T02:30:00.000Z'),
    });
  });

  it('an empty list says nothing', () => {
    expect(decodePortal([], options())).toEqual([]);
  });
});
