import { didYouMean, type Problem, typeInWords } from '../../indicators';
import { isMembers, type Members } from './reader';
import { isAgency } from './redact';
import { type ElementKind, isService, SERVICES } from './service';

/** More elements than any sender's body holds. */
export const MAX_ELEMENTS = 1_000_000;

/** A body taken apart. */
export interface Body {
  readonly kind: ElementKind | null;
  readonly elements: readonly unknown[];
  /** Path of the list: `data`, or empty where the body is the list. */
  readonly path: string;
  /** Code of the agency that sent it; null where it does not say, or not as a code. */
  readonly sender: string | null;
}

/**
 * Whether a parsed message is a payload of the national portal and no CloudEvent: a list whose entries are no events, or
 * an object without `specversion` that names a `service` or is an envelope around a list.
 */
export function isPortalBody(parsed: unknown): boolean {
  if (Array.isArray(parsed)) return !parsed.some(isEvent);
  if (!isMembers(parsed) || isEvent(parsed)) return false;
  return Object.hasOwn(parsed, 'service') || (Array.isArray(parsed['data']) && !Object.hasOwn(parsed, 'type'));
}

function isEvent(value: unknown): boolean {
  return isMembers(value) && Object.hasOwn(value, 'specversion');
}

/** Takes an envelope or a bare list apart; a problem where it is neither, or of a service that is not read here. */
export function openBody(parsed: unknown): Body | Problem {
  if (Array.isArray(parsed)) return listOf(parsed, { kind: null, path: '', sender: null });
  if (!isMembers(parsed)) {
    return { field: '', expected: `a list, or an envelope around one (${typeInWords(parsed)} was given)` };
  }
  const { service, madonvi, data } = parsed;
  const kind = isAbsent(service) ? null : typeof service === 'string' ? SERVICES.get(service) : undefined;
  if (kind === undefined) return strangeService(service);
  const sender = typeof madonvi === 'string' && isAgency(madonvi) ? madonvi : null;
  if (Array.isArray(data)) return listOf(data, { kind, path: 'data', sender });
  const given = data === undefined ? 'it is missing' : `${typeInWords(data)} was given`;
  return { field: 'data', expected: `a list of dossiers or of progress steps (${given})` };
}

/** Whether an element is a step, by its own fields. */
export function kindOfElement(element: Members): ElementKind {
  if (Object.hasOwn(element, 'TrangThaiHoSo')) return 'dossier';
  return Object.hasOwn(element, 'ThoiDiemXuLy') || Object.hasOwn(element, 'TrangThai') ? 'step' : 'dossier';
}

function listOf(elements: readonly unknown[], body: Omit<Body, 'elements'>): Body | Problem {
  if (elements.length <= MAX_ELEMENTS) return { ...body, elements };
  return { field: body.path, expected: `a list of at most ${MAX_ELEMENTS} (${elements.length} were given)` };
}

function strangeService(service: unknown): Problem {
  const names = [...SERVICES.keys()];
  const expected = `one of ${names.join(', ')}`;
  if (typeof service !== 'string')
    return { field: 'service', expected: `${expected} (${typeInWords(service)} was given)` };
  if (!isService(service)) return { field: 'service', expected };
  return { field: 'service', expected: `${expected}${didYouMean(service, names)}`, value: service };
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}
