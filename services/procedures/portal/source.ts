import type { FactValue } from '../../indicators';
import { PAID_ONLINE, REUSED } from './codes';
import type { ElementReader } from './reader';
import type { Terms } from './saying';

/** Most entries of a list of papers, fees or results. */
const MOST = 10_000;

/**
 * What only the sole source is asked for: who applies, components, the electronic result, fees. The pushed copy distorts
 * these (every file is marked digitised, a submitted file stands in for a missing result), so a copy's state leaves them
 * out. When a fee was paid is not in a body, so no payment is dated; nor is a result of a dossier without a date of its
 * end, as the record's own time would move it with every push.
 */
export function workOf(reader: ElementReader, { applicantKinds }: Terms): Record<string, FactValue | undefined> {
  const papers = papersOf(reader);
  const fees = reader.list('DanhSachLePhi', MOST).map((fee) => fee.isPositive('Gia'));
  const stated = fees.filter((fee) => fee !== undefined);
  return {
    applicantKind: reader.oneOf('LoaiDoiTuong', applicantKinds),
    ...papers.counts,
    eResultIssuedAt: hasResult(reader, papers.links)
      ? (reader.time('NgayKetThucXuLy') ?? reader.time('NgayTra'))
      : undefined,
    feeRequired: stated.length === 0 ? undefined : stated.includes(true),
    feePaidOnline: reader.oneOf('DuocThanhToanTrucTuyen', PAID_ONLINE),
  };
}

interface Papers {
  readonly counts: Record<string, number>;
  /** Where the submitted files lie; read to be compared, never kept. */
  readonly links: ReadonlySet<string>;
}

/** Components by their code, each counted once however many files it has; a file without a code is one by itself. */
function papersOf(reader: ElementReader): Papers {
  const components = new Map<string, { digitised: boolean; reused: boolean }>();
  const links = new Set<string>();
  reader.list('TaiLieuNop', MOST).forEach((file, index) => {
    const link = file.text('DuongDanTaiTepTin');
    if (link !== undefined) links.add(link);
    if (file.flag('IsDeleted') === true) return;
    const code = file.text('MaThanhPhanHoSo');
    const key = code === undefined ? `file ${index}` : `code ${code}`;
    const known = components.get(key);
    const digitised = file.flag('DuocSoHoa') === true;
    const reused = [file.oneOf('DuocTaiSuDung', REUSED), file.flag('DuocLayTuKhoDMQG')].includes(true);
    components.set(key, {
      digitised: digitised || known?.digitised === true,
      reused: reused || known?.reused === true,
    });
  });
  if (components.size === 0) return { counts: {}, links };
  const count = (which: 'digitised' | 'reused'): number => [...components.values()].filter((one) => one[which]).length;
  return {
    counts: {
      componentsRequired: components.size,
      componentsDigitised: count('digitised'),
      componentsReused: count('reused'),
    },
    links,
  };
}

/** A result with a file of its own: one that was submitted stands in for a result that is not electronic. */
function hasResult(reader: ElementReader, submitted: ReadonlySet<string>): boolean {
  return reader.list('DanhSachGiayToKetQua', MOST).some((result) => {
    const link = result.text('DuongDanTepTinKetQua');
    return link !== undefined && !submitted.has(link);
  });
}
