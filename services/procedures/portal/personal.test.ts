import fc from 'fast-check';
import { decodePortal } from './decode';
import { envelope, options, pushedDossier, pushedStep } from './fixture';

/** A text that must come out nowhere; as a name, as an identity number, as an address. */
const canary = fc
  .tuple(fc.constantFrom('Trần Thị QXZ', '0770QXZ00', 'qxz@qxz.example', 'https://qxz.example/QXZ'), fc.nat(999))
  .map(([text, number]) => `${text}-QXZ${number}`);
const mark = /qxz/i;

const PERSONAL = [
  ...['ChuHoSo', 'SoGiayToChuHoSo', 'Email', 'Fax', 'SoDienThoai', 'TrichYeuHoSo', 'GhiChu', 'ThongTinKhac'],
  ...['ThongTinTra', 'MaDoiTuong', 'SoBienNhan', 'TenTTHC', 'DonViXuLy', 'NguoiXuLy', 'ChucDanh', 'NoiDungXuLy'],
  ...['PhongBanXuLy', 'NoiNopHoSo', 'HinhThuc', 'DinhDanhCHS', 'Ten rieng cua QXZ'],
];
/** Fields that are read, where a careless sender may still put anything. */
const READ = [
  ...['NgayTiepNhan', 'NgayHenTra', 'NgayTra', 'NgayKetThucXuLy', 'NgayTuChoi', 'TrangThaiHoSo', 'TrangThai'],
  ...['ThoiDiemXuLy', 'KenhThucHien', 'LoaiDoiTuong', 'DuocThanhToanTrucTuyen', 'DanhSachHoSoBoSung', 'TaiLieuNop'],
  ...['DanhSachLePhi', 'DanhSachGiayToKetQua'],
];

const nested = canary.chain((text) =>
  fc.constantFrom<unknown>(
    text,
    [text],
    { [text]: text },
    [{ TenTepDinhKem: text, DuongDanTaiTepTin: text, NguoiYeuCauBoSung: text, SoDinhDanh: text, Gia: text }],
    [{ NgayBoSung: text, DuocSoHoa: text, TenGiayTo: text, DuongDanTepTinKetQua: text, TenPhiLePhi: text }],
    [[text]],
  ),
);
const over = fc.dictionary(fc.constantFrom(...PERSONAL), nested, { minKeys: 3 });
const broken = fc.dictionary(fc.constantFrom(...READ), nested, { maxKeys: 1 });
const element = fc
  .tuple(fc.constantFrom(pushedDossier, pushedStep), over, broken)
  .map(([pushed, planted, slip]) => pushed({ ...planted, ...slip }));
const list = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: element },
    canary,
    fc.constant(null),
    canary.map((text) => [text]),
  ),
  { maxLength: 4 },
);
const body = fc.tuple(list, canary, nested, fc.nat(5)).map(([data, text, anything, shape]) => {
  const head = { session: text, madonvi: text, isUpdating: text, [text]: text };
  const shapes: unknown[] = [
    data,
    { ...envelope('DongBoHoSoMC', data), ...head },
    { ...envelope('CapNhatTienDoHoSoMC', data), ...head, madonvi: '000.00.00.H06' },
    { ...envelope('DongBoHoSoMC', anything), ...head },
    { ...envelope(text, data), ...head },
    { ...head, service: anything, data },
  ];
  return shapes[shape];
});

it('shows nothing of a person, whatever is broken and wherever it stands', () => {
  const seen = { facts: 0, problems: 0 };
  fc.assert(
    fc.property(body, fc.constantFrom('copy' as const, 'source' as const), (parsed, mode) => {
      const outcomes = decodePortal(parsed, options({ mode }));
      for (const { ok } of outcomes) seen[ok ? 'facts' : 'problems']++;
      const text = JSON.stringify(outcomes);
      expect(text).not.toMatch(mark);
      expect(text).not.toMatch(/Nguyen Van Mau|077000000001|0900000000|mau@example|Can bo|token-0001/);
    }),
    { numRuns: 3000 },
  );
  // Both ends were reached.
  expect(Math.min(seen.facts, seen.problems)).toBeGreaterThan(500);
});
