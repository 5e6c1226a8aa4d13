import type { FactValue } from '../../indicators';
import type { ApplicantKinds } from './codes';
import type { ElementReader } from './reader';

/**
 * What the bodies count as. `copy` (the default): what the portal was told, in a state of its own, held against the
 * provincial system's facts and never counted. `source`: the only source there is, so they become facts about dossiers.
 */
export type PortalMode = 'copy' | 'source';

/** A part of what an element says: the fields that hold from one instant on. */
export interface Saying {
  /** Epoch milliseconds. */
  readonly time: number;
  readonly data: Readonly<Record<string, FactValue>>;
}

/** What an element is read under. */
export interface Terms {
  readonly mode: PortalMode;
  /** When the record was written, epoch milliseconds. */
  readonly timestamp: number;
  /** The last instant from which a statement may hold. */
  readonly latest: number;
  readonly applicantKinds: ApplicantKinds;
}

/** The fields that are there. */
export function stated(fields: Readonly<Record<string, FactValue | undefined>>): Record<string, FactValue> {
  const found: Record<string, FactValue> = {};
  for (const name in fields) if (fields[name] !== undefined) found[name] = fields[name];
  return found;
}

/** The portal has it by then: what the copy's state keeps, or what the dossier itself is told. */
export function seenAt({ mode, timestamp }: Terms): Record<string, FactValue> {
  return mode === 'copy' ? { firstSeenAt: timestamp } : { syncedAt: timestamp };
}

/** A time from which a statement is to hold: one far ahead would win every merge until then. */
export function statementTime(reader: ElementReader, name: string, { latest }: Terms): number | undefined {
  const time = reader.time(name);
  if (time === undefined || time <= latest) return time;
  return reader.fault(name, `a time not later than ${new Date(latest).toISOString()} (too far in the future)`);
}
