import { isMembers, type Members, shownNumber } from './reader';
import { isService } from './service';
import { looksLikeTime } from './time';

/** A test of whether a value has a form that cannot be about a person; then it may be kept. */
type Form = (text: string) => boolean;

const isTime: Form = looksLikeTime;
const isNumber: Form = (text) => shownNumber(text) !== undefined;
const isProcedure: Form = (text) => /^\d\.\d{6}$/.test(text);
const isDossier: Form = (text) => /^[\dA-Za-z]{1,6}(?:\.[\dA-Za-z]{1,6}){0,7}-(?:\d{6}|\d{8})-\d{4,7}$/.test(text);

/** An agency's code: short groups between points. */
export const isAgency: Form = (text) => /^[\dA-Z]{1,4}(?:\.[\dA-Z]{1,4}){0,7}$/.test(text);

/** What may be kept of an element: times and small codes. Names, numbers of persons, free text and files are not here. */
const KEPT: ReadonlyMap<string, Form | ReadonlyMap<string, Form>> = new Map<string, Form | ReadonlyMap<string, Form>>([
  ['MaHoSo', isDossier],
  ['MaTTHC', isProcedure],
  ['TrangThaiHoSo', isNumber],
  ['TrangThai', isNumber],
  ['KenhThucHien', isNumber],
  ['LoaiDoiTuong', isNumber],
  ['NgayNopHoSo', isTime],
  ['NgayTiepNhan', isTime],
  ['NgayHenTra', isTime],
  ['NgayKetThucXuLy', isTime],
  ['NgayTra', isTime],
  ['NgayTuChoi', isTime],
  ['DuocThanhToanTrucTuyen', isNumber],
  ['ThoiDiemXuLy', isTime],
  [
    'DanhSachHoSoBoSung',
    new Map([
      ['NgayBoSung', isTime],
      ['NgayTiepNhanBoSung', isTime],
      ['NgayHenTraTruoc', isTime],
      ['NgayHenTraMoi', isTime],
    ]),
  ],
  [
    'TaiLieuNop',
    new Map([
      ['IsDeleted', isNumber],
      ['DuocSoHoa', isNumber],
      ['DuocTaiSuDung', isNumber],
      ['DuocLayTuKhoDMQG', isNumber],
    ]),
  ],
]);

/** So many entries of a list are kept. */
const MAX_ENTRIES = 50;

/** An element of a body as it may be kept beside the dead letters: JSON of what cannot be about a person. */
export function redactElement(element: unknown): string {
  return isMembers(element) ? JSON.stringify(keptOf(element, KEPT)) : '[not an object]';
}

/** The head of a body as it may be kept: which service, and who sent it. */
export function redactHead(head: Members): string {
  const heads = new Map([
    ['service', isService],
    ['madonvi', isAgency],
  ]);
  return JSON.stringify(keptOf(head, heads));
}

function keptOf(members: Members, forms: ReadonlyMap<string, Form | ReadonlyMap<string, Form>>): Members {
  const kept: [string, unknown][] = [];
  for (const [name, form] of forms) {
    const value = members[name];
    if (typeof form !== 'function') {
      if (!Array.isArray(value)) continue;
      kept.push([name, value.slice(0, MAX_ENTRIES).map((entry) => (isMembers(entry) ? keptOf(entry, form) : null))]);
    } else if (typeof value === 'boolean' || (isSimple(value) && form(String(value)))) kept.push([name, value]);
  }
  return Object.fromEntries(kept);
}

function isSimple(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}
