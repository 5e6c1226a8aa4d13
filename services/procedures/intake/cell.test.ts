import { Zone } from '../../../infra/time/zone';
import { fieldsOf } from '../../indicators';
import { readCell } from './cell';
import { CellFault } from './local-time';
import { TimeFormat } from './time-format';

const zone = new Zone('Europe/Amsterdam');
const rule = (field: string) => fieldsOf('dossier').get(field)!;
const instant = (text: string, format?: string): unknown => {
  const value = readCell(rule('receivedAt'), text, zone, format === undefined ? null : new TimeFormat(format));
  return typeof value === 'string' ? new Date(value).toISOString() : value;
};
const date = (text: string, format?: string): unknown =>
  readCell(fieldsOf('agency').get('validFrom')!, text, zone, format === undefined ? null : new TimeFormat(format));

describe('a time in a default writing', () => {
  it.each([
    ['2011-10-11T13:42:22.688+02:00', '2011-10-11T11:42:22.688Z'],
    ['2011-10-11 13:42:22.688123+02:00', '2011-10-11T11:42:22.688Z'],
    ['2011-10-11 13:42+0200', '2011-10-11T11:42:00.000Z'],
    ['2011-10-11T13:42:22,5 +02', '2011-10-11T11:42:22.500Z'],
    ['2011-10-11 13:42:22Z', '2011-10-11T13:42:22.000Z'],
    ['2011-10-11T13:42:22', '2011-10-11T11:42:22.000Z'],
    ['2011-12-06 13:42:22.7', '2011-12-06T12:42:22.700Z'],
    ['2011-12-06 13:42', '2011-12-06T12:42:00.000Z'],
    ['2011-12-06', '2011-12-05T23:00:00.000Z'],
    // Twice shown: the earlier of the two.
    ['2011-10-30 02:30:00', '2011-10-30T00:30:00.000Z'],
  ])('%s is %s', (text, expected) => {
    expect(instant(text)).toBe(expected);
  });

  it.each([
    ['2011-03-27 02:30:00', 'that exist in Europe/Amsterdam'],
    ['2011-02-30 02:30:00', 'that exist'],
    ['2011-02-30', 'a date that exists'],
    ['2011-02-30 02:30:00+01:00', 'that exist'],
    ['2011-01-01 24:00', 'that exist'],
    ['2011-10-11+02:00', 'an instant such as'],
    ['11/10/2011', 'an instant such as'],
    [' 2011-10-11', 'an instant such as'],
    ['1318333342', 'an instant such as'],
  ])('is not %p', (text, expected) => {
    const value = instant(text);
    expect(value).toBeInstanceOf(CellFault);
    expect((value as CellFault).expected).toContain(expected);
  });
});

it('is a date alone: its first instant, even where clocks skip midnight', () => {
  const saoPaulo = new Zone('America/Sao_Paulo');
  const expected = '2018-11-04T03:00:00.000Z';
  expect(readCell(rule('receivedAt'), '2018-11-04', saoPaulo, null)).toBe(expected);
  expect(readCell(rule('receivedAt'), '04/11/2018', saoPaulo, new TimeFormat('dd/MM/yyyy'))).toBe(expected);
  expect(readCell(rule('receivedAt'), '2018-11-04 00:00', saoPaulo, null)).toBeInstanceOf(CellFault);
});

describe('a time in a writing of its own', () => {
  it.each([
    ['06/12/2011 13:42', 'dd/MM/yyyy HH:mm', '2011-12-06T12:42:00.000Z'],
    ['20111206T134222007', 'yyyyMMddTHHmmssSSS', '2011-12-06T12:42:22.007Z'],
    ['06.12.2011', 'dd.MM.yyyy', '2011-12-05T23:00:00.000Z'],
    ['13h42 ngày 06-12-2011', "HH'h'mm 'ngày' dd-MM-yyyy", '2011-12-06T12:42:00.000Z'],
    ['[06^12$2011]', '[dd^MM$yyyy]', '2011-12-05T23:00:00.000Z'],
  ])('%s by %s is %s', (text, format, expected) => {
    expect(instant(text, format)).toBe(expected);
  });

  it.each([
    ['6/12/2011 13:42', 'dd/MM/yyyy HH:mm', 'a time written as dd/MM/yyyy HH:mm'],
    ['06/12/2011 13:42 ', 'dd/MM/yyyy HH:mm', 'a time written as'],
    ['06x12x2011', 'dd.MM.yyyy', 'a time written as'],
    ['31/11/2011', 'dd/MM/yyyy', 'that exist'],
    ['27/03/2011 02:30', 'dd/MM/yyyy HH:mm', 'that exist in Europe/Amsterdam'],
  ])('%p by %s is refused', (text, format, expected) => {
    expect((instant(text, format) as CellFault).expected).toContain(expected);
  });

  it.each([
    ['dd/MM/yy', 'yy is none of'],
    ['MM/yyyy', 'dd is missing'],
    ['dd/MM/yyyy mm', 'HH is missing'],
    ['dd/MM/yyyy HH:mm SSS', 'ss is missing'],
    ['dd/MM/yyyy hh:mm', 'hh is none of'],
    ['dd/dd/MM/yyyy', 'dd stands twice'],
    ['', 'yyyy, MM, dd is missing'],
  ])('cannot be %p', (format, expected) => {
    expect(() => new TimeFormat(format)).toThrow(expected);
  });
});

describe('other cells', () => {
  it('are dates', () => {
    expect(date('2025-07-01')).toBe('2025-07-01');
    expect(date('01/07/2025', 'dd/MM/yyyy')).toBe('2025-07-01');
    expect(date('01/07/2025 13:00', 'dd/MM/yyyy HH:mm')).toBe('2025-07-01');
    expect(date('31/06/2025', 'dd/MM/yyyy')).toBeInstanceOf(CellFault);
    expect(date('1/7/2025', 'dd/MM/yyyy')).toBeInstanceOf(CellFault);
  });

  it.each([
    ['voided', 'TRUE', true],
    ['voided', '0', false],
    ['componentsRequired', '12', 12],
    ['componentsRequired', '007', 7],
    ['retracts', 'evt-1', ['evt-1']],
    ['agencyCode', ' 007 ', ' 007 '],
  ])('%s %p is %j', (field, text, expected) => {
    expect(readCell(rule(field), text, zone, null)).toEqual(expected);
  });

  it.each([
    ['voided', 'yes'],
    ['componentsRequired', '12.0'],
    ['componentsRequired', '0x1F'],
    ['componentsRequired', ' 3'],
    ['componentsRequired', '1e3'],
  ])('%s is not %p', (field, text) => {
    expect(readCell(rule(field), text, zone, null)).toBeInstanceOf(CellFault);
  });

  it('are numbers with a point', () => {
    const days = fieldsOf('procedure').get('processingDays')!;
    expect(readCell(days, '12.5', zone, null)).toBe(12.5);
    expect(readCell(days, '12,5', zone, null)).toBeInstanceOf(CellFault);
  });
});
