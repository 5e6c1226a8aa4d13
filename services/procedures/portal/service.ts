import { didYouMean } from '../../indicators';

/** What a body's elements are; null where each tells by its own fields. */
export type ElementKind = 'dossier' | 'step';

/** The services whose bodies are read, and what these hold. */
export const SERVICES: ReadonlyMap<string, ElementKind> = new Map([
  ['DongBoHoSoMC', 'dossier'],
  ['CapNhatTienDoHoSoMC', 'step'],
]);

/** The portal's other services: a body of theirs is none of ours, but its name may be shown. */
const OTHERS: ReadonlySet<string> = new Set([
  ...['TraCuuHoSo', 'TraCuuTechID', 'LayThuTuc', 'LayDanhSachTTHC', 'LayQDCB', 'DongBoDanhGia'],
  ...['LayDanhMucLinhVuc', 'LayDanhMucCoQuan', 'LayDanhMucGioiTinh', 'LayDanhMucTinhThanh', 'LayDanhMucQuanHuyen'],
  ...['LayDanhMucPhuongXa', 'LayDanhMucQuocGia', 'LayDanhMucDanToc', 'LayDanhMucTonGiao'],
  ...['LayDanhMucTinhTrangHonNhan', 'LayDanhMucDoiTuong', 'LayDanhMucCapThucHien', 'LayDanhMucCanCuPhapLy'],
  ...['LayDanhMucLePhi', 'LayDanhMucLoaiThuTuc', 'LayDanhMucNhomThuTuc'],
  ...['LayDanhSachHoiDapGuiTuDVCQG', 'LayDanhSachHoiDapBoCoQuan', 'LayNoiDungTraLoiTheoCauHoi'],
  ...['DongBoHoiDap', 'DongBoKetQuaHoiDapGuiTuDVCQG'],
]);

/** Whether a text is the name of a service, or nearly that of one that is read; anything else may be about a person. */
export function isService(text: string): boolean {
  return OTHERS.has(text) || (/^[A-Za-z]{3,40}$/.test(text) && didYouMean(text, SERVICES.keys()) !== '');
}
