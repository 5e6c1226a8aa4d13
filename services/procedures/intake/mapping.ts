import { readFile } from 'node:fs/promises';
import { InputError } from '../../../infra/errors';
import { Zone } from '../../../infra/time/zone';
import {
  CONTRACT_KINDS,
  checkValue,
  didYouMean,
  ENVELOPE,
  type FactKind,
  Fault,
  type FieldRules,
  fieldsOf,
  kindOfType,
} from '../../indicators';
import { type Cell, readCellRule } from './cell-rule';
import { type Place, YamlReader } from './yaml-reader';

/** How the rows of a table become facts of one kind: a mapping file, checked. */
export interface Mapping {
  readonly kind: FactKind;
  readonly type: string;
  readonly source: string;
  /** For times without an offset. */
  readonly zone: Zone;
  readonly delimiter: string;
  readonly subject: Cell;
  readonly time: Cell;
  /** Null: a digest of type, subject and cells. */
  readonly id: Cell | null;
  readonly sequence: Cell | null;
  readonly data: readonly Cell[];
}

export interface ParseMappingOptions {
  /** What the mapping is called in an error. */
  readonly name?: string;
  /** The zone of a mapping that names none (Asia/Ho_Chi_Minh). */
  readonly defaultZone?: string;
}

const KEYS = [
  'version',
  'type',
  'source',
  'zone',
  'delimiter',
  'encoding',
  'subject',
  'time',
  'id',
  'sequence',
  'data',
];

/**
 * Reads a mapping file.
 * @throws InputError with every fault in it
 */
export async function readMapping(path: string, options: ParseMappingOptions = {}): Promise<Mapping> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new InputError(`the mapping ${path} cannot be read: ${(error as Error).message}`);
  }
  return parseMapping(text, { name: path, ...options });
}

/**
 * Parses the YAML of a mapping and holds it against the contract, so that a mapping that is accepted can only fail on
 * the rows of a table, never on itself.
 * @throws InputError with every fault in it
 */
export function parseMapping(text: string, options: ParseMappingOptions = {}): Mapping {
  const name = options.name ?? 'the mapping';
  const reader = new YamlReader(text.replace(/^\ufeff/, ''), name);
  const members = reader.members(reader.root);
  const mapping = members === undefined ? undefined : readMembers(reader, members, options);
  if (mapping === undefined || reader.faults.length > 0) throw new InputError(`${name} cannot be used:`, reader.faults);
  return mapping;
}

function readMembers(
  reader: YamlReader,
  members: ReadonlyMap<string, Place>,
  options: ParseMappingOptions,
): Mapping | undefined {
  for (const [key, place] of members) {
    if (!KEYS.includes(key)) reader.fault(place, `there is no such key${didYouMean(key, KEYS)}`);
  }
  readVersion(reader, members.get('version'));
  readEncoding(reader, members.get('encoding'));
  const delimiter = readDelimiter(reader, members.get('delimiter'));
  const zone = readZone(reader, members.get('zone'), options.defaultZone ?? 'Asia/Ho_Chi_Minh');
  const source = readSource(reader, members.get('source'));
  const kind = readType(reader, members.get('type'));

  const attribute = (key: string, missing?: string): Cell | null | undefined => {
    const place = members.get(key);
    if (place !== undefined) return readCellRule(reader, place, ENVELOPE.get(key)!, zone);
    if (missing === undefined) return null;
    reader.fault({ node: null, path: key }, missing);
    return undefined;
  };
  const subject = attribute('subject', 'is missing: which column names the thing a row is about, { column: ... }');
  const time = attribute('time', 'is missing: since when a row is true, { column: ... } or { value: ... }');
  const id = attribute('id');
  if (id?.column === null) reader.fault(members.get('id')!, 'a column is needed: each row has an id of its own');
  const sequence = attribute('sequence');
  const data = readData(reader, members.get('data'), kind, zone);

  if (kind === undefined || source === undefined || !subject || !time || id === undefined) return undefined;
  if (sequence === undefined || data === undefined) return undefined;
  return { kind, type: `vn.province.${kind}.v1`, source, zone, delimiter, subject, time, id, sequence, data };
}

function readVersion(reader: YamlReader, place: Place | undefined): void {
  const version = place === undefined ? null : reader.text(place);
  if (version !== '1') reader.fault(place ?? { node: null, path: 'version' }, 'must be 1');
}

function readEncoding(reader: YamlReader, place: Place | undefined): void {
  if (place === undefined) return;
  const encoding = reader.text(place);
  if (encoding !== undefined && !/^utf-?8$/i.test(encoding ?? '')) reader.fault(place, 'must be utf-8');
}

function readDelimiter(reader: YamlReader, place: Place | undefined): string {
  if (place === undefined) return ',';
  const delimiter = reader.text(place);
  if (delimiter?.length === 1 && !/["\r\n]/.test(delimiter)) return delimiter;
  if (delimiter !== undefined) reader.fault(place, 'must be one character, such as ";" or "\\t"');
  return ',';
}

function readZone(reader: YamlReader, place: Place | undefined, fallback: string): Zone {
  const name = place === undefined ? fallback : reader.text(place);
  try {
    return new Zone(name ?? '');
  } catch (error) {
    if (place === undefined) throw error;
    if (name !== undefined) reader.fault(place, (error as Error).message);
    return new Zone(fallback);
  }
}

function readSource(reader: YamlReader, place: Place | undefined): string | undefined {
  if (place === undefined) {
    reader.fault(
      { node: null, path: 'source' },
      'is missing: the system the table comes from, such as urn:example:permits',
    );
    return undefined;
  }
  const source = reader.text(place);
  if (source === undefined) return undefined;
  const checked = checkValue(ENVELOPE.get('source')!, source);
  if (!(checked instanceof Fault)) return checked as string;
  reader.fault(place, `must be ${checked.expected}`);
  return undefined;
}

function readType(reader: YamlReader, place: Place | undefined): FactKind | undefined {
  const types = CONTRACT_KINDS.map((kind) => `vn.province.${kind}.v1`);
  const type = place === undefined ? null : reader.text(place);
  if (type === undefined) return undefined;
  const kind = kindOfType(type ?? '');
  if (kind === undefined) {
    const where = place ?? { node: null, path: 'type' };
    reader.fault(where, `must be one of ${types.join(', ')}${didYouMean(type ?? '', types)}`);
  }
  return kind;
}

function readData(
  reader: YamlReader,
  place: Place | undefined,
  kind: FactKind | undefined,
  zone: Zone,
): readonly Cell[] | undefined {
  if (place === undefined) {
    reader.fault({ node: null, path: 'data' }, 'is missing: which columns hold which fields');
    return undefined;
  }
  const members = reader.members(place);
  // Without a kind nobody can say which fields there are.
  if (members === undefined || kind === undefined) return undefined;
  if (members.size === 0) reader.fault(place, 'must name at least one field');
  const rules = fieldsOf(kind);
  const cells = [...members].map(([field, at]) => {
    const rule = rules.get(field);
    return rule === undefined ? unknownField(reader, at, kind, rules) : readCellRule(reader, at, rule, zone);
  });
  return cells.filter((cell) => cell !== undefined);
}

function unknownField(reader: YamlReader, place: Place, kind: FactKind, rules: FieldRules): undefined {
  const field = place.path.slice('data.'.length);
  reader.fault(place, `${kind} facts have no such field${didYouMean(field, rules.keys())}`);
}
