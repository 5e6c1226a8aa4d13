import type { Zone } from '../../../infra/time/zone';
import { type Decoded, ENVELOPE, type Fact, isInRange, type Problem, typeInWords } from '../../indicators';
import { type Body, kindOfElement, openBody } from './body';
import { APPLICANT_KINDS, type ApplicantKinds } from './codes';
import { sayingsOfDossier } from './dossier';
import { ElementReader, Faults, isMembers } from './reader';
import { redactElement, redactHead } from './redact';
import type { PortalMode, Saying, Terms } from './saying';
import type { ElementKind } from './service';
import { sayingsOfStep } from './step';

/** How far ahead of its record a statement may hold, unless told otherwise. */
const FUTURE_BOUND_MS = 86_400_000;

/** Where a body stood in the log, and how it is to be read. */
export interface PortalOptions {
  /** The zone of times without an offset: the store's. */
  readonly zone: Zone;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  /** The record's timestamp, epoch milliseconds: a body has no time of its own. -1 where the topic keeps none. */
  readonly timestamp: number;
  /** `copy` by default. */
  readonly mode?: PortalMode;
  /** What LoaiDoiTuong means; by default what dossiers are synchronised with. Used in the mode `source`. */
  readonly applicantKinds?: ApplicantKinds;
  /** When the record was read, epoch milliseconds; absent: its timestamp is not held against the clock. */
  readonly receivedAt?: number;
  /** How far ahead of its record and of the clock a statement, and of the clock a record, may lie (1 day). */
  readonly futureBoundMs?: number;
}

/**
 * Decodes a payload of the national portal (`isPortalBody`): for each of its dossiers or progress steps one outcome, in
 * order; as the sole source, a dossier gives one fact for each change that it dates as well. A fact's id is
 * `topic/partition/offset/index[/part]`, its sequence the same position in digits, so that of two bodies in a partition
 * the later wins. Personal fields are read past: they are in no fact, problem or redacted text. Never throws; its cost
 * grows with the size of the body.
 */
export function decodePortal(parsed: unknown, options: PortalOptions): Decoded[] {
  const body = recordProblem(options) ?? openBody(parsed);
  if ('field' in body) return [refused(body, redactHead(isMembers(parsed) ? parsed : {}))];
  const { timestamp, receivedAt = timestamp, futureBoundMs = FUTURE_BOUND_MS } = options;
  const terms: Terms = {
    mode: options.mode ?? 'copy',
    timestamp,
    // A producer whose clock is ahead must not move the bound along.
    latest: Math.min(timestamp, receivedAt) + futureBoundMs,
    applicantKinds: options.applicantKinds ?? APPLICANT_KINDS.sync,
  };
  const outcomes: Decoded[] = [];
  body.elements.forEach((element, index) => {
    for (const outcome of decodeElement(element, index, body, terms, options)) outcomes.push(outcome);
  });
  return outcomes;
}

function decodeElement(element: unknown, index: number, body: Body, terms: Terms, options: PortalOptions): Decoded[] {
  const faults = new Faults();
  const path = `${body.path}[${index}]`;
  if (!isMembers(element)) {
    return [
      refused({ field: path, expected: `an object (${typeInWords(element)} was given)` }, redactElement(element)),
    ];
  }
  const reader = new ElementReader(element, path, options.zone, faults);
  const subject = reader.code('MaHoSo', ENVELOPE.get('subject')!);
  if (subject === undefined) {
    reader.fault('MaHoSo', "the dossier's code; it is missing");
    return [refused(faults.first!, redactElement(element))];
  }
  const sayings = sayingsOf(reader, body.kind ?? kindOfElement(element), subject, terms);
  if (faults.first !== undefined) return [refused(faults.first, redactElement(element))];
  const kind = terms.mode === 'copy' ? 'portal' : 'dossier';
  return sayings.map((saying, part) => {
    // The last saying is the element's own; those before it are its parts.
    const own = part === sayings.length - 1;
    return { ok: true, fact: { kind, subject, ...saying, ...stampOf(body, index, own ? null : part, options) } };
  });
}

function sayingsOf(reader: ElementReader, kind: ElementKind, subject: string, terms: Terms): Saying[] {
  return kind === 'step' ? sayingsOfStep(reader, terms) : sayingsOfDossier(reader, subject, terms);
}

/** Digits of an index and of a part in a sequence: with the offset's at most 19 they stay below 32. */
const INDEX_DIGITS = 7;
const PART_DIGITS = 4;
/** Longest part of a topic's name in an id, which has at most 128 characters. */
const TOPIC_CHARACTERS = 80;

function stampOf(
  { sender }: Body,
  index: number,
  part: number | null,
  { topic, partition, offset }: PortalOptions,
): Pick<Fact, 'id' | 'sequence' | 'source'> {
  const place = `${topic.slice(-TOPIC_CHARACTERS)}/${partition}/${offset}/${index}`;
  const last = part === null ? '9'.repeat(PART_DIGITS) : String(part).padStart(PART_DIGITS, '0');
  return {
    id: part === null ? place : `${place}/${part}`,
    sequence: `${offset}${String(index).padStart(INDEX_DIGITS, '0')}${last}`,
    source: `urn:hub:portal:${sender ?? '-'}`,
  };
}

const TIMELESS =
  'a record with a timestamp, the only time that a portal body has: send it with one, or set ' +
  'message.timestamp.type=LogAppendTime on the topic';

/** A record that cannot stamp what it carries. */
function recordProblem({ timestamp, receivedAt, futureBoundMs = FUTURE_BOUND_MS }: PortalOptions): Problem | undefined {
  if (timestamp < 0) return { field: 'timestamp', expected: TIMELESS, value: String(timestamp) };
  if (!isInRange(timestamp)) {
    return {
      field: 'timestamp',
      expected: 'a record whose timestamp lies from 1990 to 2099',
      value: String(timestamp),
    };
  }
  if (receivedAt === undefined || timestamp <= receivedAt + futureBoundMs) return undefined;
  const expected = `a record whose timestamp is not later than ${new Date(receivedAt + futureBoundMs).toISOString()}`;
  return {
    field: 'timestamp',
    expected: `${expected} (too far in the future)`,
    value: new Date(timestamp).toISOString(),
  };
}

function refused(problem: Problem, redacted: string): Decoded {
  // Most of a body is personal or unknown: something was always removed.
  return { ok: false, problem, redacted, incomplete: true };
}
