import { STATUSES } from './codes';
import type { ElementReader } from './reader';
import { type Saying, seenAt, stated, statementTime, type Terms } from './saying';

/** What a progress step (CapNhatTienDoHoSoMC) says: the status from ThoiDiemXuLy on, else from its record on. */
export function sayingsOfStep(reader: ElementReader, terms: Terms): Saying[] {
  const status = reader.oneOf('TrangThai', STATUSES);
  if (status === undefined)
    reader.fault('TrangThai', `one of the codes ${[...STATUSES.keys()].join(', ')}; it is missing`);
  return [
    {
      time: statementTime(reader, 'ThoiDiemXuLy', terms) ?? terms.timestamp,
      data: stated({ status, ...seenAt(terms) }),
    },
  ];
}
