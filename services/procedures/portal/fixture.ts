import { Zone } from '../../../infra/time/zone';
import type { Decoded, Fact, FactValue, Problem } from '../../indicators';
import type { PortalOptions } from './decode';

export const ZONE = new Zone('Asia/Ho_Chi_Minh');
/** When the records of the tests were written. */
export const TIMESTAMP = Date.parse('2022-12-06T16:30:00+07:00');
export const CODE = '000.00.05.H06-221121-0007';

export function options(over: Partial<PortalOptions> = {}): PortalOptions {
  const place = { topic: 'province.procedures.facts.v1', partition: 2, offset: 41 };
  return { zone: ZONE, ...place, timestamp: TIMESTAMP, ...over };
}

/** Milliseconds of a local time of the tests. */
export function at(local: string): number {
  return Date.parse(`${local.replace(' ', 'T')}+07:00`);
}

/** A dossier as a system pushes it, all text: asked for a supplement once, finished a day early. Made up. */
export function pushedDossier(over: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    MaHoSo: CODE,
    MaTTHC: '1.999001',
    TenTTHC: 'Thu tuc gia lap',
    KenhThucHien: '2',
    SoBienNhan: '',
    SoGiayToChuHoSo: '077000000001',
    ChuHoSo: 'Nguyen Van Mau',
    LoaiDoiTuong: '1',
    Email: 'mau@example.invalid',
    Fax: '',
    SoDienThoai: '0900000000',
    TrichYeuHoSo: 'Ho so gia lap',
    NgayNopHoSo: '20221120203000',
    NgayTiepNhan: '20221121081500',
    NgayHenTra: '20221207081500',
    TrangThaiHoSo: '10',
    NgayKetThucXuLy: '20221206153000',
    NgayTra: '20221206160000',
    NgayTuChoi: '',
    DonViXuLy: 'So mau',
    DuocThanhToanTrucTuyen: '1',
    TaiLieuNop: [
      { TepDinhKemId: '1', TenTepDinhKem: 'don.pdf', IsDeleted: 'False', ...paper('TP-01', '1', '0', '0') },
      { TepDinhKemId: '2', TenTepDinhKem: 'cu.pdf', IsDeleted: 'False', ...paper('TP-02', '1', '2', '1') },
      { TepDinhKemId: '3', TenTepDinhKem: 'nham.pdf', IsDeleted: 'True', ...paper('TP-03', '1', '0', '0') },
    ],
    DanhSachLePhi: [{ TenPhiLePhi: 'Le phi mau', HinhThucThu: '1', Gia: '50000', LoaiPhiLePhi: '2' }],
    DanhSachHoSoBoSung: [
      {
        HoSoBoSungId: 1,
        NguoiYeuCauBoSung: 'Can bo A',
        NoiDungBoSung: 'Bo sung ban ve',
        NgayBoSung: '20221124090000',
        NgayTiepNhanBoSung: '20221128090000',
        TrangThaiBoSung: true,
        NgayHenTraTruoc: '20221205081500',
        NgayHenTraMoi: '20221207081500',
      },
    ],
    DanhSachGiayToKetQua: [{ TenGiayTo: 'kq.pdf', GiayToId: '9', DuongDanTepTinKetQua: 'https://files.invalid/9' }],
    ...over,
  };
}

function paper(code: string, digitised: string, reused: string, stored: string): Record<string, string> {
  const link = `https://files.invalid/${code}`;
  return {
    MaThanhPhanHoSo: code,
    DuongDanTaiTepTin: link,
    DuocSoHoa: digitised,
    DuocTaiSuDung: reused,
    DuocLayTuKhoDMQG: stored,
  };
}

export function pushedStep(over: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    MaHoSo: CODE,
    NguoiXuLy: 'Can bo A',
    ChucDanh: '',
    ThoiDiemXuLy: '20221124090000',
    NoiDungXuLy: 'Yeu cau bo sung',
    TrangThai: '5',
    NgayBatDau: '20221122080000',
    NgayKetThucTheoQuyDinh: '20221125170000',
    ...over,
  };
}

export function envelope(service: string, data: unknown): Record<string, unknown> {
  return { session: 'token-0001', madonvi: '000.00.00.H06', service, isUpdating: 'True', data };
}

/** The facts of outcomes that must all be facts. */
export function factsOf(outcomes: readonly Decoded[]): Fact[] {
  return outcomes.map((outcome) => {
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem));
    return outcome.fact;
  });
}

/** What facts say and from when on, without their stamps. */
export function sayings(outcomes: readonly Decoded[]): { time: number; data: Readonly<Record<string, FactValue>> }[] {
  return factsOf(outcomes).map(({ time, data }) => ({ time, data }));
}

/** The problem of the only outcome. */
export function problemOf(outcomes: readonly Decoded[]): Problem & { redacted: string; incomplete: boolean } {
  const [only, ...others] = outcomes;
  if (only === undefined || only.ok || others.length > 0) throw new Error('one problem was expected');
  return { ...only.problem, redacted: only.redacted, incomplete: only.incomplete };
}
