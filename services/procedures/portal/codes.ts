/** The code tables of the portal's contract, as the words that facts have for them. */

/** TrangThaiHoSo of a dossier and TrangThai of a step. */
export const STATUSES: ReadonlyMap<string, string> = new Map([
  ['1', 'REGISTERED'],
  ['2', 'RECEIVED'],
  ['3', 'REFUSED'],
  ['4', 'PROCESSING'],
  ['5', 'SUPPLEMENT_REQUESTED'],
  ['6', 'FEE_REQUESTED'],
  ['7', 'WITHDRAWN'],
  ['8', 'STOPPED'],
  ['9', 'COMPLETED'],
  ['10', 'RETURNED'],
]);

/** KenhThucHien; where it is absent the applicant came in person. */
export const CHANNELS: ReadonlyMap<string, string> = new Map([
  ['1', 'COUNTER'],
  ['2', 'ONLINE'],
  ['3', 'POSTAL'],
]);

/** Who applies, in the words of facts. */
export type ApplicantKind = 'CITIZEN' | 'BUSINESS' | 'ORGANISATION' | 'AGENCY';

/** What the codes of LoaiDoiTuong mean. */
export type ApplicantKinds = ReadonlyMap<string, ApplicantKind>;

const SYNCHRONISED: ApplicantKinds = new Map([
  ['1', 'CITIZEN'],
  ['2', 'BUSINESS'],
  ['3', 'AGENCY'],
  ['4', 'ORGANISATION'],
]);
/** 2 is a household business. */
const ADAPTER_OF_2026: ApplicantKinds = new Map([
  ['0', 'CITIZEN'],
  ['1', 'BUSINESS'],
  ['2', 'BUSINESS'],
]);

/** LoaiDoiTuong by HUB_PORTAL_APPLICANTS: as dossiers are synchronised (the default), or as the adapters of 2026 have it. */
export const APPLICANT_KINDS = { sync: SYNCHRONISED, '2026': ADAPTER_OF_2026 } as const;

/** DuocThanhToanTrucTuyen: paid online on the national portal or on a gateway; 3 is a request that is not paid yet. */
export const PAID_ONLINE: ReadonlyMap<string, boolean> = new Map([
  ['0', false],
  ['1', true],
  ['2', true],
  ['3', false],
]);

/** DuocTaiSuDung: nothing, a digitised component, or another dossier's result used again. */
export const REUSED: ReadonlyMap<string, boolean> = new Map([
  ['0', false],
  ['1', true],
  ['2', true],
]);

/** Agency code, date of receipt (`yyMMdd`, since 2026 `yyyyMMdd`) and number. */
const DOSSIER_CODE = /^(\S{1,64})-(?:\d{6}|\d{8})-\d{4,7}$/;

/** The agency that a dossier's code begins with; undefined for a code of another form. */
export function agencyOfCode(code: string): string | undefined {
  return DOSSIER_CODE.exec(code)?.[1];
}
