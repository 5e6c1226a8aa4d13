import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'csv-parse/sync';

const FOLDER = resolve(__dirname, '../../../shared/data/vn-admin');
const UNITS = resolve(FOLDER, 'brvt-units.csv');
const UNITS_AFTER = resolve(FOLDER, 'brvt-units-after-2025-07-01.csv');

/** Whether the state's lists of units are there; they are no part of the repository. */
export const PRESENT = existsSync(UNITS) && existsSync(UNITS_AFTER);

/** A unit as it was called and where it stood over some of the state's snapshots; a code may have several. */
export interface UnitVersion {
  readonly level: 'province' | 'district' | 'commune';
  readonly code: string;
  readonly name: string;
  readonly parent_code: string;
  /** `yyyy-MM-dd` of the first and of the last snapshot that has it. */
  readonly first_snapshot: string;
  readonly last_snapshot: string;
}

/** A unit since there are no districts, and out of which units it was made, in words. */
export interface NewUnit {
  readonly code: string;
  readonly name: string;
  readonly province_code: string;
  readonly province_name: string;
  readonly formed_from: string;
}

const table = <Row>(path: string): Row[] => parse(readFileSync(path), { columns: true, bom: true }) as Row[];

/** The province's units up to March 2025, in the order in which they changed. */
export function readUnits(): UnitVersion[] {
  return table<UnitVersion>(UNITS).sort((a, b) => (a.first_snapshot < b.first_snapshot ? -1 : 1));
}

/** The units on the same ground from July 2025 on. */
export function readNewUnits(): NewUnit[] {
  return table<NewUnit>(UNITS_AFTER);
}

/**
 * The codes of the units that a new unit was made of. Names are compared with their kind ("Phường", "Xã") and without
 * accents, which the two lists set differently ("Hoà", "Hòa"); the district in brackets is there for people: no two
 * units of one kind had one name.
 * @param last the units of the last snapshot
 * @throws where a name is nobody's, or that of two
 */
export function formedFrom(unit: NewUnit, last: readonly UnitVersion[]): string[] {
  if (unit.formed_from === 'giữ nguyên') return [unit.code];
  return unit.formed_from.split(', ').map((written) => {
    const name = plain(written.replace(/ \(.*\)$/, ''));
    const found = last.filter((version) => plain(version.name) === name);
    if (found.length !== 1) throw new Error(`${unit.name}: ${found.length} units are called '${written}'`);
    return found[0]!.code;
  });
}

function plain(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
