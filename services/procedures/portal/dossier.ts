import { fieldsOf } from '../../indicators';
import { agencyOfCode, CHANNELS, STATUSES } from './codes';
import type { ElementReader } from './reader';
import { type Saying, seenAt, stated, type Terms } from './saying';
import { workOf } from './source';
import { courseOf, dueInForce, supplementsOf } from './supplements';

const PROCEDURE_CODE = fieldsOf('portal').get('procedureCode')!;

/** Ends other than by completion: NgayKetThucXuLy is then the time of that end, not of a completion. */
const LEFT: readonly (string | undefined)[] = ['REFUSED', 'WITHDRAWN', 'STOPPED'];

/**
 * What a dossier of DongBoHoSoMC says. Its status and its date hold from the record on, because the body has no time of
 * its own; what the body dates itself (supplements, a refusal, a withdrawal) holds from that date on as well.
 */
export function sayingsOfDossier(reader: ElementReader, code: string, terms: Terms): Saying[] {
  const { mode, timestamp } = terms;
  const status = reader.oneOf('TrangThaiHoSo', STATUSES);
  const receivedAt = reader.time('NgayTiepNhan');
  const endedAt = reader.time('NgayKetThucXuLy');
  const refusedAt = reader.time('NgayTuChoi');
  const promised = reader.time('NgayHenTra');
  const supplements = supplementsOf(reader, terms);
  const common = {
    procedureCode: reader.code('MaTTHC', PROCEDURE_CODE),
    channel: reader.oneOf('KenhThucHien', CHANNELS),
    status,
    receivedAt,
    dueAt: dueInForce(promised, supplements),
    completedAt: LEFT.includes(status) ? undefined : endedAt,
    returnedAt: reader.time('NgayTra'),
    ...seenAt(terms),
  };
  const own = mode === 'copy' ? { refusedAt } : { agencyCode: agencyOfCode(code), ...workOf(reader, terms) };
  const sayings = courseOf(receivedAt, supplements, terms);
  const leftAt = status === 'REFUSED' ? (refusedAt ?? endedAt) : endedAt;
  if (LEFT.includes(status) && leftAt !== undefined) {
    sayings.push({ time: Math.min(leftAt, timestamp), data: stated({ status }) });
  }
  // The last, so that it wins where times are equal.
  sayings.push({ time: timestamp, data: stated({ ...common, ...own }) });
  return sayings;
}
