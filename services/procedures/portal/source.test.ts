import { decodePortal } from './decode';
import { at, factsOf, options, pushedDossier, TIMESTAMP } from './fixture';

/** When the electronic result was issued, as a body pushed some days later says it. */
function issuedAt(over: Readonly<Record<string, unknown>>, days: number): unknown {
  const later = options({ mode: 'source', timestamp: TIMESTAMP + days * 86_400_000 });
  return factsOf(decodePortal([pushedDossier(over)], later)).at(-1)!.data['eResultIssuedAt'];
}

it.each([
  ['NgayKetThucXuLy', {}, at('2022-12-06 15:30:00')],
  ['NgayTra', { NgayKetThucXuLy: '' }, at('2022-12-06 16:00:00')],
  ['no date', { NgayKetThucXuLy: '', NgayTra: '' }, undefined],
])('a result is dated by %s, and another push does not move it', (_field, over, expected) => {
  expect([0, 40].map((days) => issuedAt(over, days))).toEqual([expected, expected]);
});

it('an open dossier has no electronic result, whatever was said before', () => {
  const reopened = { TrangThaiHoSo: '4', NgayKetThucXuLy: '', NgayTra: '' };
  expect(issuedAt(reopened, 0)).toBeNull();
  expect(issuedAt({ ...reopened, DanhSachGiayToKetQua: [] }, 0)).toBeNull();
});
