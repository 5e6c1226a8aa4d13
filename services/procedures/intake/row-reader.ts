import { createHash } from 'node:crypto';
import { InputError } from '../../../infra/errors';
import {
  cut,
  type Decoded,
  type DecodeOptions,
  decodeEnvelope,
  didYouMean,
  type Problem,
  redact,
  redactWhole,
} from '../../indicators';
import { readCell } from './cell';
import type { Cell } from './cell-rule';
import { CellFault } from './local-time';
import type { Mapping } from './mapping';

/** A mapping held against the header of one table: turns its rows into facts. */
export class RowReader {
  readonly #mapping: Mapping;
  readonly #width: number;
  readonly #subject: BoundCell;
  readonly #time: BoundCell;
  readonly #id: BoundCell | null;
  readonly #sequence: BoundCell | null;
  readonly #data: readonly BoundCell[];
  /** What stands behind each field, to be named in problems. */
  readonly #byPath: ReadonlyMap<string, BoundCell>;

  /** @throws InputError when the header lacks a column, or has one twice */
  constructor(mapping: Mapping, header: readonly string[], path: string) {
    const indexes = indexColumns(header, path);
    const cells = [mapping.subject, mapping.time, mapping.id, mapping.sequence, ...mapping.data];
    refuseMissing(cells, indexes, path);
    const bind = (cell: Cell): BoundCell => ({
      ...cell,
      index: cell.column === null ? -1 : indexes.get(cell.column)!,
      name: cell.rule.name,
    });
    this.#mapping = mapping;
    this.#width = header.length;
    this.#subject = bind(mapping.subject);
    this.#time = bind(mapping.time);
    this.#id = mapping.id && bind(mapping.id);
    this.#sequence = mapping.sequence && bind(mapping.sequence);
    this.#data = mapping.data.map(bind);
    this.#byPath = new Map(cells.flatMap((cell) => (cell?.column == null ? [] : [[cell.path, bind(cell)]])));
  }

  /** The fact of a row. A row that says nothing, or something wrong, comes back as a problem that names the column. */
  read(cells: readonly string[], options: DecodeOptions): Decoded {
    if (cells.length !== this.#width) {
      const expected = `${this.#width} cells, as the header has (the row has ${cells.length})`;
      return { ok: false, problem: { field: '', expected }, ...redactWhole(`row of ${cells.length} cells`) };
    }
    const faults: Problem[] = [];
    const { type, source } = this.#mapping;
    const subject = valueIn(this.#subject, cells, this.#mapping, faults);
    const id = this.#id === null ? undefined : valueIn(this.#id, cells, this.#mapping, faults);
    const time = valueIn(this.#time, cells, this.#mapping, faults);
    const sequence = this.#sequence === null ? undefined : valueIn(this.#sequence, cells, this.#mapping, faults);
    const data: Record<string, unknown> = {};
    for (const cell of this.#data) {
      const value = valueIn(cell, cells, this.#mapping, faults);
      if (value !== undefined) data[cell.name] = value;
    }
    const envelope: Record<string, unknown> = {
      specversion: '1.0',
      id: id ?? digestOf(type, subject, cells),
      source,
      type,
      ...(subject === undefined ? {} : { subject }),
      ...(time === undefined ? {} : { time }),
      ...(sequence === undefined ? {} : { sequence }),
      data,
    };
    // What a cell was meant to say is not in the event, so only the table can be tried again.
    if (faults.length > 0)
      return { ok: false, problem: faults[0]!, redacted: redact(envelope).redacted, incomplete: true };
    const decoded = decodeEnvelope(envelope, options);
    return decoded.ok ? decoded : { ...decoded, problem: this.#named(decoded.problem, cells) };
  }

  /** A problem of the decoder with the column that it comes from, and the value as it is written there. */
  #named(problem: Problem, cells: readonly string[]): Problem {
    const cell = this.#byPath.get(problem.field.replace(/\[\d+\]$/, ''));
    if (cell === undefined) return problem;
    const named = { ...problem, expected: `column ${cell.column}: ${problem.expected}` };
    return problem.value === undefined ? named : { ...named, value: cut(cells[cell.index]!) };
  }
}

interface BoundCell extends Cell {
  readonly index: number;
  readonly name: string;
}

/** What a row says about one field: undefined for nothing, or for a fault, which is noted. */
function valueIn(cell: BoundCell, cells: readonly string[], { zone }: Mapping, faults: Problem[]): unknown {
  if (cell.index < 0) return cell.constant;
  const text = cells[cell.index]!;
  if (cell.map !== null) {
    const meaning = cell.map.get(text);
    if (meaning !== undefined) return meaning;
  }
  if (text === '') return cell.emptyIsNull ? null : undefined;
  if (cell.map !== null) {
    if (cell.otherwise === undefined) faults.push(unmapped(cell, cell.map, text));
    return cell.otherwise;
  }
  const value = readCell(cell.rule, text, zone, cell.format);
  if (!(value instanceof CellFault)) return value;
  faults.push(problemOf(cell, value.expected, text));
  return undefined;
}

function unmapped(cell: BoundCell, map: ReadonlyMap<string, unknown>, text: string): Problem {
  const known = [...map.keys()];
  const some = known
    .slice(0, 20)
    .map((key) => JSON.stringify(key))
    .join(', ');
  const more = known.length > 20 ? ` and ${known.length - 20} more` : '';
  return problemOf(cell, `a cell that the mapping knows: ${some}${more}${didYouMean(text, known)}`, text);
}

function problemOf(cell: BoundCell, expected: string, text: string): Problem {
  const problem = { field: cell.path, expected: `column ${cell.column}: ${expected}` };
  return cell.rule.prose ? problem : { ...problem, value: cut(text) };
}

/** The same row is the same event, whatever table it comes in again. */
function digestOf(type: string, subject: unknown, cells: readonly string[]): string {
  const said = JSON.stringify([type, subject ?? null, ...cells]);
  return createHash('sha256').update(said).digest('hex').slice(0, 32);
}

function indexColumns(header: readonly string[], path: string): ReadonlyMap<string, number> {
  const indexes = new Map<string, number>();
  for (const [index, name] of header.entries()) {
    // Columns without a name, such as a spreadsheet leaves at its edge, cannot be meant by a mapping twice over.
    if (indexes.has(name) && name !== '') throw new InputError(`${path}: the header has the column ${name} twice`);
    indexes.set(name, index);
  }
  return indexes;
}

function refuseMissing(cells: readonly (Cell | null)[], indexes: ReadonlyMap<string, number>, path: string): void {
  const missing = cells.filter((cell) => cell?.column != null && !indexes.has(cell.column)) as Cell[];
  if (missing.length === 0) return;
  throw new InputError(`${path}: the table lacks columns that the mapping names:`, [
    ...missing.map(({ column, path: field }) => `${column} (for ${field})${didYouMean(column!, indexes.keys())}`),
    `its columns are: ${[...indexes.keys()].join(', ')}`,
  ]);
}
