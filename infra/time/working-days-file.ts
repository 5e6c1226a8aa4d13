import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import vietnam from '../../schema/calendar/vietnam.json';
import { InputError, messageOf } from '../errors';
import { WorkingDays } from './working-days';
import { readCalendarTable } from './working-days-table';

/**
 * The working days of a table.
 * @param file a table in JSON or YAML (HUB_CALENDAR); absent: the one that comes with the program
 * @throws InputError where the file cannot be read or has faults, all of them at once
 */
export function loadWorkingDays(file?: string): WorkingDays {
  if (file === undefined) return new WorkingDays(readCalendarTable(vietnam, 'schema/calendar/vietnam.json'));
  return new WorkingDays(readCalendarTable(parsed(file), `HUB_CALENDAR=${file}`));
}

/**
 * As `loadWorkingDays`, for a store whose days begin in a zone. The days off of one country say nothing about the days
 * of another zone: the program's own table then knows no year.
 * @throws InputError where a file is of another zone, too: someone has mixed them up
 */
export function workingDaysIn(zone: string, file?: string): WorkingDays {
  const days = loadWorkingDays(file);
  if (isSameZone(days.zone, zone)) return days;
  if (file !== undefined)
    throw new InputError(`HUB_CALENDAR=${file}: zone: ${days.zone}, expected ${zone}, the zone of the store`);
  return new WorkingDays({ version: 'none', zone, years: new Set(), off: new Set(), worked: new Set() });
}

/** Zones have several names: Asia/Saigon is Asia/Ho_Chi_Minh. */
function isSameZone(one: string, other: string): boolean {
  const known = (name: string): string => new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  return known(one) === known(other);
}

/** YAML contains JSON. */
function parsed(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new InputError(`HUB_CALENDAR=${file}: expected a file in JSON or YAML (${messageOf(error)})`);
  }
}
