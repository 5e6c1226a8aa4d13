import { type FactValue, fieldsOf } from '../../indicators';
import { agencyOfCode, CHANNELS, STATUSES } from './codes';
import type { ElementReader } from './reader';
import { type Saying, seenAt, stated, type Terms } from './saying';
import { workOf } from './source';
import { courseOf, dueInForce, supplementsOf } from './supplements';

const PROCEDURE_CODE = fieldsOf('portal').get('procedureCode')!;

/** Statuses of a dossier that was handled to its end. */
const FINISHED = ['COMPLETED', 'RETURNED'];
/** Ends other than by completion: NgayKetThucXuLy is then the time of that end, not of a completion. */
const LEFT: readonly (string | undefined)[] = ['REFUSED', 'WITHDRAWN', 'STOPPED'];

/**
 * What a dossier of DongBoHoSoMC says. Its status and its date hold from the record on, because the body has no time of
 * its own. For the sole source, what the body dates itself (supplements, a refusal, a withdrawal) holds from that date
 * on as well; a copy is compared as it stands now, so of it that is not asked.
 */
export function sayingsOfDossier(reader: ElementReader, code: string, terms: Terms): Saying[] {
  const { timestamp } = terms;
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
    completedAt: endOf(LEFT.includes(status) ? undefined : endedAt, status, FINISHED),
    returnedAt: endOf(reader.time('NgayTra'), status, FINISHED),
    ...seenAt(terms),
  };
  if (terms.mode === 'copy') {
    return [{ time: timestamp, data: stated({ ...common, refusedAt: endOf(refusedAt, status, ['REFUSED']) }) }];
  }
  const work = workOf(reader, terms);
  const eResultIssuedAt = endOf(work['eResultIssuedAt'], status, FINISHED);
  const own = { agencyCode: agencyOfCode(code), ...work, eResultIssuedAt };
  const sayings = courseOf(receivedAt, supplements, terms);
  const leftAt = status === 'REFUSED' ? (refusedAt ?? endedAt) : endedAt;
  if (LEFT.includes(status) && leftAt !== undefined) {
    sayings.push({ time: Math.min(leftAt, timestamp), data: stated({ status }) });
  }
  // The last, so that it wins where times are equal.
  sayings.push({ time: timestamp, data: stated({ ...common, ...own }) });
  return sayings;
}

/**
 * When an end came. A dossier's body is a whole record: under a status by which this end has not come, a date left empty
 * means that it has not, whatever an earlier body said. Where it has come, an empty date says nothing.
 * @param cameUnder the statuses by which it has come
 */
function endOf(
  date: FactValue | undefined,
  status: string | undefined,
  cameUnder: readonly string[],
): FactValue | undefined {
  return date === undefined && status !== undefined && !cameUnder.includes(status) ? null : date;
}
