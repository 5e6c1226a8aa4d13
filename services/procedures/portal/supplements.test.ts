import { decodePortal } from './decode';
import { at, options, pushedDossier, sayings } from './fixture';

const FIRST = {
  NgayBoSung: '20221124090000',
  NgayTiepNhanBoSung: '20221128090000',
  NgayHenTraTruoc: '20221205081500',
  NgayHenTraMoi: '20221207081500',
};
const SECOND = {
  NgayBoSung: '20221130090000',
  NgayTiepNhanBoSung: '20221201090000',
  NgayHenTraTruoc: '20221207081500',
  NgayHenTraMoi: '20221208081500',
};

it.each([
  ['oldest first', [FIRST, SECOND]],
  ['newest first', [SECOND, FIRST]],
])('requests listed %s tell one course, and move the date on from each to the next', (_order, list) => {
  const body = [pushedDossier({ NgayHenTra: '20221205081500', DanhSachHoSoBoSung: list })];
  const dates = sayings(decodePortal(body, options({ mode: 'source' }))).flatMap(({ time, data }) =>
    data['dueAt'] === undefined ? [] : [[time, data['dueAt']]],
  );
  expect(dates).toEqual([
    [at('2022-11-21 08:15:00'), at('2022-12-05 08:15:00')],
    [at('2022-11-28 09:00:00'), at('2022-12-07 08:15:00')],
    [at('2022-12-01 09:00:00'), at('2022-12-08 08:15:00')],
    [options().timestamp, at('2022-12-08 08:15:00')],
  ]);
});
