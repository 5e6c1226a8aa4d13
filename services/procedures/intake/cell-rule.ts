import type { Zone } from '../../../infra/time/zone';
import { checkValue, didYouMean, Fault, type FieldRule } from '../../indicators';
import { readCell } from './cell';
import { CellFault } from './local-time';
import { TimeFormat } from './time-format';
import type { Place, YamlReader } from './yaml-reader';

/** Where a field of a fact comes from: a column, or the same value in every row. */
export interface Cell {
  readonly rule: FieldRule;
  /** Where the field stands in a fact: `data.channel`. */
  readonly path: string;
  /** Null: `constant` it is, in every row. */
  readonly column: string | null;
  readonly constant: unknown;
  /** Whole cells and what they mean; null where cells are read as they are. */
  readonly map: ReadonlyMap<string, unknown> | null;
  /** What a cell means that is not in `map`; undefined: nothing, the row is refused. */
  readonly otherwise: unknown;
  readonly format: TimeFormat | null;
  /** An empty cell says "no longer so" rather than nothing. */
  readonly emptyIsNull: boolean;
}

const COLUMN_KEYS = ['column', 'map', 'else', 'format', 'empty'];

/** Reads `{ column: ..., map: ... }` or `{ value: ... }` for one field; undefined, with faults noted, when it is wrong. */
export function readCellRule(reader: YamlReader, place: Place, rule: FieldRule, zone: Zone): Cell | undefined {
  const members = reader.members(place);
  if (members === undefined) return undefined;
  const before = reader.faults.length;
  const cell = members.has('value')
    ? readConstant(reader, place, members, rule, zone)
    : readColumn(reader, place, members, rule, zone);
  return reader.faults.length === before ? cell : undefined;
}

type Members = ReadonlyMap<string, Place>;

function readConstant(reader: YamlReader, place: Place, members: Members, rule: FieldRule, zone: Zone): Cell {
  for (const [key, at] of members) {
    if (key === 'value') continue;
    reader.fault(
      at,
      COLUMN_KEYS.includes(key)
        ? 'has no place beside value'
        : `there is no such key${didYouMean(key, ['column', 'value'])}`,
    );
  }
  const constant = meaningOf(reader, members.get('value')!, rule, zone);
  return {
    rule,
    path: place.path,
    column: null,
    constant,
    map: null,
    otherwise: undefined,
    format: null,
    emptyIsNull: false,
  };
}

function readColumn(reader: YamlReader, place: Place, members: Members, rule: FieldRule, zone: Zone): Cell {
  for (const [key, at] of members) {
    if (!COLUMN_KEYS.includes(key))
      reader.fault(at, `there is no such key${didYouMean(key, [...COLUMN_KEYS, 'value'])}`);
  }
  if (rule.type === 'values') reader.fault(place, 'cannot come from a table; send such facts as JSON Lines');
  return {
    rule,
    path: place.path,
    column: readColumnName(reader, place, members.get('column')),
    constant: undefined,
    map: readMap(reader, members.get('map'), rule, zone),
    otherwise: readElse(reader, members, rule, zone),
    format: readFormat(reader, members.get('format'), rule),
    emptyIsNull: readEmpty(reader, members.get('empty'), rule),
  };
}

function readColumnName(reader: YamlReader, place: Place, at: Place | undefined): string {
  const column = at === undefined ? null : reader.text(at);
  if (column === null) reader.fault(at ?? place, 'needs a column: { column: <name in the header> }, or a value');
  return column ?? '';
}

function readMap(reader: YamlReader, at: Place | undefined, rule: FieldRule, zone: Zone): Cell['map'] {
  if (at === undefined) return null;
  const members = reader.members(at);
  if (members?.size === 0) reader.fault(at, 'must name at least one cell');
  return new Map([...(members ?? [])].map(([cell, meaning]) => [cell, meaningOf(reader, meaning, rule, zone)]));
}

function readElse(reader: YamlReader, members: Members, rule: FieldRule, zone: Zone): unknown {
  const at = members.get('else');
  if (at === undefined) return undefined;
  if (!members.has('map')) reader.fault(at, 'has a meaning beside map only');
  return meaningOf(reader, at, rule, zone);
}

function readFormat(reader: YamlReader, at: Place | undefined, rule: FieldRule): TimeFormat | null {
  if (at === undefined) return null;
  if (rule.type !== 'instant' && rule.type !== 'date') {
    reader.fault(at, `has a meaning for times only, and ${rule.name} is none`);
    return null;
  }
  const text = reader.text(at);
  if (text === undefined) return null;
  try {
    return new TimeFormat(text ?? '');
  } catch (error) {
    reader.fault(at, `cannot be read: ${(error as Error).message}`);
    return null;
  }
}

function readEmpty(reader: YamlReader, at: Place | undefined, rule: FieldRule): boolean {
  if (at === undefined) return false;
  const empty = reader.text(at);
  if (empty === null && rule.nullable) return true;
  if (empty !== undefined) {
    reader.fault(
      at,
      rule.nullable
        ? 'can only be null (left out: an empty cell says nothing)'
        : `is out of place: ${rule.name} cannot be null`,
    );
  }
  return false;
}

/** The JSON value that a text of the mapping means for a field, held against the contract. */
function meaningOf(reader: YamlReader, at: Place, rule: FieldRule, zone: Zone): unknown {
  const items = rule.type === 'codes' ? reader.items(at) : undefined;
  const text = items === undefined ? reader.text(at) : undefined;
  if (items === undefined && text === undefined) return undefined;
  const value =
    items?.map((item) => reader.text(item)) ?? (typeof text === 'string' ? readCell(rule, text, zone, null) : null);
  const fault = value instanceof CellFault ? value : checkValue(rule, value);
  if (fault instanceof CellFault || fault instanceof Fault) {
    reader.fault(at, `must be ${fault.expected}${typeof text === 'string' ? `, not ${JSON.stringify(text)}` : ''}`);
  }
  return value;
}
