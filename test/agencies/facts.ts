import type { Fact, FactValue } from '../../services/indicators';
import { about, asFact, type Said } from '../scenario/build';
import { formedFrom, type NewUnit, readNewUnits, readUnits, type UnitVersion } from './tables';

const LEVELS = { province: 'PROVINCE', district: 'DISTRICT', commune: 'COMMUNE' } as const;
const LAST_SNAPSHOT = '2025-03-01';
const NEW_ORDER = '2025-07-01';
const EVE_OF_NEW_ORDER = '2025-06-30';

/** Who took over what was gone on 1 January 2025. The lists show that it went; the names that stayed, into what. */
const TAKEN_OVER: Readonly<Record<string, string>> = {
  '752': '753',
  '26551': '26560',
  '26665': '26668',
  '26671': '26668',
  '26692': '26689',
  '26701': '26686',
};

/** The agencies of the province as facts, from the state's lists of units: names, levels, parents, ends, successors. */
export function agencyFacts(): Fact[] {
  const units = readUnits();
  const newUnits = readNewUnits();
  const said = new Map<string, Said[]>();
  const say = (code: string, date: string, data: Readonly<Record<string, FactValue>>): void => {
    said.set(code, [...(said.get(code) ?? []), [`${date} 00:00`, data]]);
  };
  for (const { code, first_snapshot, name, level, parent_code } of units) {
    say(code, first_snapshot, { name, level: LEVELS[level], ...(parent_code !== '' && { parentCode: parent_code }) });
  }
  for (const [code, successor] of Object.entries(TAKEN_OVER)) {
    say(code, '2025-01-01', { validTo: '2024-12-31', successorCodes: [successor] });
  }
  for (const { code, name, province_code: parentCode, province_name } of newUnits) {
    const isNew = !said.has(code);
    if (!said.has(parentCode)) say(parentCode, NEW_ORDER, { name: province_name, level: 'PROVINCE' });
    say(code, NEW_ORDER, { name, level: 'COMMUNE', parentCode, ...(isNew && { validFrom: NEW_ORDER }) });
  }
  for (const [code, successorCodes] of successorsOf(units, newUnits)) {
    say(code, NEW_ORDER, { validTo: EVE_OF_NEW_ORDER, successorCodes });
  }
  return [...said].flatMap(([code, statements]) => about('agency', code, statements)).map(asFact);
}

/** Of each unit that went with the new order, who took over: of a district the units made of its communes. */
function successorsOf(units: readonly UnitVersion[], newUnits: readonly NewUnit[]): Map<string, string[]> {
  const last = units.filter(({ last_snapshot }) => last_snapshot === LAST_SNAPSHOT);
  const byCode = new Map(last.map((unit) => [unit.code, unit]));
  const successors = new Map<string, Set<string>>();
  const succeed = (code: string, successor: string): void => {
    successors.set(code, (successors.get(code) ?? new Set()).add(successor));
  };
  for (const unit of newUnits) {
    for (const old of formedFrom(unit, last)) {
      const { level, parent_code } = byCode.get(old)!;
      if (old !== unit.code) succeed(old, unit.code);
      if (level === 'commune') succeed(parent_code, unit.code);
    }
    for (const { code } of last.filter(({ level }) => level === 'province')) succeed(code, unit.province_code);
  }
  return new Map([...successors].map(([code, found]) => [code, [...found].sort()]));
}
