import { isLength } from './check';
import { ENVELOPE, type FieldRule, type FieldRules, fieldsOf, kindOfType } from './contract';

const REMOVED = '[removed]';
const REMOVED_KEY = '[removed key]';

/** Longest text of an instant, a date or a word of an enumeration: anything longer is something else. */
const MAX_WORD = 64;
/** So many unknown keys are named. A message with more of them carries its content in its keys. */
const MAX_UNKNOWN_KEYS = 100;
/** Longest value that a problem shows. */
const MAX_SHOWN = 100;

/** A message as it may be kept beside the dead letters. */
export interface Redacted {
  readonly redacted: string;
  /** True where a value was removed, so that a retry needs the original. */
  readonly incomplete: boolean;
}

/**
 * The message as JSON without anything that could be personal: kept are the values of fields that the contract knows,
 * if they have the form that the contract gives them and are not free text. Other keys stay, with their values removed.
 * If nothing was removed the text decodes to what the message decodes to.
 */
export function redact(message: Readonly<Record<string, unknown>>): Redacted {
  const kind = typeof message['type'] === 'string' ? kindOfType(message['type']) : undefined;
  const fields: FieldRules = kind === undefined ? new Map() : fieldsOf(kind);
  const state: State = { incomplete: false, unknown: 0 };
  const redacted = redactObject(message, state, (key, value) => {
    if (key === 'data' && isObject(value)) {
      return redactObject(value, state, (field, inner) => keptText(fields.get(field), inner));
    }
    return key === 'data' && value === null ? 'null' : keptText(ENVELOPE.get(key), value);
  });
  return { redacted, incomplete: state.incomplete };
}

/** A message of which nothing can be kept: a note of what it was. */
export function redactWhole(what: string): Redacted {
  return { redacted: `[${what}]`, incomplete: true };
}

/** Whether a name can be shown, as against content that sits where a name should be. */
export function isName(key: string): boolean {
  return /^[A-Za-z0-9_.:-]{1,64}$/.test(key);
}

/** How a key may be named in a problem or a redacted message. */
export function shownKey(key: string): string {
  return isName(key) ? key : REMOVED_KEY;
}

/** A value as a problem may show it; undefined where it may not. `part` may be one entry of a list. */
export function shownValue(rule: FieldRule, part: unknown): string | undefined {
  if (part === undefined) return undefined;
  const text = keptText(rule.type === 'codes' && typeof part === 'string' ? { ...rule, type: 'code' } : rule, part);
  if (text === undefined) return undefined;
  return cut(typeof part === 'string' ? part : text);
}

/** A text short enough for a line of a report, and without characters that a terminal would obey. */
export function cut(text: string): string {
  let shown = '';
  let characters = 0;
  for (const character of text) {
    const safe = /\p{Cc}/u.test(character) ? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}` : character;
    characters += safe.length === character.length ? 1 : safe.length;
    if (characters > MAX_SHOWN) return `${shown}…`;
    shown += safe;
  }
  return shown;
}

interface State {
  incomplete: boolean;
  unknown: number;
}

/** JSON of an object, written by hand: a key such as `__proto__` must stay a key. */
function redactObject(
  object: Readonly<Record<string, unknown>>,
  state: State,
  kept: (key: string, value: unknown) => string | undefined,
): string {
  const members: string[] = [];
  let hidden = false;
  for (const [key, value] of Object.entries(object)) {
    const text = kept(key, value);
    if (text !== undefined) {
      members.push(`${JSON.stringify(key)}:${text}`);
      continue;
    }
    state.incomplete = true;
    if (isName(key) && state.unknown++ < MAX_UNKNOWN_KEYS) members.push(`${JSON.stringify(key)}:"${REMOVED}"`);
    else hidden = true;
  }
  // Once, however many: the same key twice would not be JSON that everyone reads.
  if (hidden) members.push(`"${REMOVED_KEY}":"${REMOVED}"`);
  return `{${members.join(',')}}`;
}

/** JSON of a value that may be kept under this rule; undefined where it may not. */
function keptText(rule: FieldRule | undefined, value: unknown): string | undefined {
  if (rule === undefined || rule.prose) return undefined;
  return value === null || hasForm(rule, value) ? JSON.stringify(value) : undefined;
}

function hasForm(rule: FieldRule, value: unknown): boolean {
  switch (rule.type) {
    case 'instant':
    case 'date':
    case 'enum':
      return typeof value === 'string' && value.length <= MAX_WORD;
    case 'code':
    case 'text':
      return typeof value === 'string' && (value === '' || isLength(rule, value));
    case 'flag':
      return typeof value === 'boolean';
    case 'count':
    case 'number':
      return Number.isFinite(value);
    case 'codes':
      return (
        Array.isArray(value) &&
        value.length <= rule.maxItems &&
        value.every((item) => typeof item === 'string' && (item === '' || isLength(rule, item)))
      );
    case 'values':
      return (
        isObject(value) &&
        Object.keys(value).length <= rule.maxItems &&
        // Keys of figures may carry a `#`: code#num.
        Object.entries(value).every(([key, figure]) => isName(key.replace('#', ':')) && Number.isFinite(figure))
      );
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
