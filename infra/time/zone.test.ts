import fc from 'fast-check';
import { DAY_MS, dayNumber, formatDay, Zone } from './zone';

const at = (text: string): number => Date.parse(text);
const HOUR = 3_600_000;

const formats = new Map<string, Intl.DateTimeFormat>();

/** The local date and time as Intl shows them, by another road than the one under test. */
function shown(zone: string, instant: number): string {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
    formats.set(zone, format);
  }
  return format.format(instant);
}

function wall(zone: Zone, instant: number): string {
  return new Date(instant + zone.offsetAt(instant)).toISOString().slice(0, 19).replace('T', ' ');
}

describe('a zone with one offset', () => {
  const zone = new Zone('Asia/Ho_Chi_Minh');

  it('cuts days at local midnight', () => {
    expect(zone.offsetAt(at('2025-12-14T17:00:00Z'))).toBe(7 * HOUR);
    expect(formatDay(zone.localDay(at('2025-12-14T16:59:59.999Z')))).toBe('2025-12-14');
    expect(formatDay(zone.localDay(at('2025-12-14T17:00:00.000Z')))).toBe('2025-12-15');
    expect(zone.startOfDay(dayNumber('2025-12-15'))).toBe(at('2025-12-14T17:00:00.000Z'));
  });

  it('reads a wall time', () => {
    expect(zone.wallToInstant(2022, 11, 25, 8, 15, 0, 7)).toBe(at('2022-11-25T08:15:00.007+07:00'));
    expect(zone.wallToInstant(2022, 2, 30)).toBeUndefined();
    expect(zone.wallToInstant(2022, 2, 3, 24)).toBeUndefined();
    expect(zone.wallToInstant(2022, 2, 3, 23, 60)).toBeUndefined();
    expect(zone.wallToInstant(2022, 2, 3, 23, 59, 60)).toBeUndefined();
  });
});

describe('a zone with summer time (Europe/Amsterdam)', () => {
  const zone = new Zone('Europe/Amsterdam');

  it('changes at the instant of the change', () => {
    expect(zone.offsetAt(at('2011-03-27T00:59:59.999Z'))).toBe(HOUR);
    expect(zone.offsetAt(at('2011-03-27T01:00:00.000Z'))).toBe(2 * HOUR);
    expect(zone.offsetAt(at('2011-10-30T00:59:59.999Z'))).toBe(2 * HOUR);
    expect(zone.offsetAt(at('2011-10-30T01:00:00.000Z'))).toBe(HOUR);
  });

  it('has days of 23 and 25 hours', () => {
    const length = (date: string): number =>
      (zone.startOfDay(dayNumber(date) + 1) - zone.startOfDay(dayNumber(date))) / HOUR;
    expect([length('2011-03-26'), length('2011-03-27'), length('2011-10-30')]).toEqual([24, 23, 25]);
  });

  it('finds no instant for an hour that was skipped, and the earlier for one that came twice', () => {
    expect(zone.wallToInstant(2011, 3, 27, 1, 59, 59, 999)).toBe(at('2011-03-27T00:59:59.999Z'));
    expect(zone.wallToInstant(2011, 3, 27, 2, 0)).toBeUndefined();
    expect(zone.wallToInstant(2011, 3, 27, 2, 59)).toBeUndefined();
    expect(zone.wallToInstant(2011, 3, 27, 3, 0)).toBe(at('2011-03-27T01:00:00Z'));
    expect(zone.wallToInstant(2011, 10, 30, 2, 30)).toBe(at('2011-10-30T02:30:00+02:00'));
    expect(zone.wallToInstant(2011, 10, 30, 3, 0)).toBe(at('2011-10-30T03:00:00+01:00'));
  });
});

describe('odd days', () => {
  it('starts a day at one o’clock where midnight is skipped (America/Sao_Paulo, 2018-11-04)', () => {
    const zone = new Zone('America/Sao_Paulo');
    const day = dayNumber('2018-11-04');
    expect(zone.wallToInstant(2018, 11, 4, 0, 30)).toBeUndefined();
    expect(zone.startOfDay(day)).toBe(at('2018-11-04T01:00:00-02:00'));
    expect(zone.localDay(zone.startOfDay(day))).toBe(day);
    expect(zone.localDay(zone.startOfDay(day) - 1)).toBe(day - 1);
  });

  it('starts a day after the hour that comes twice before it (America/Sao_Paulo, 2018-02-18)', () => {
    const zone = new Zone('America/Sao_Paulo');
    expect(zone.startOfDay(dayNumber('2018-02-18'))).toBe(at('2018-02-18T00:00:00-03:00'));
    expect(zone.wallToInstant(2018, 2, 17, 23, 30)).toBe(at('2018-02-17T23:30:00-02:00'));
  });

  it('knows changes of half an hour (Australia/Lord_Howe)', () => {
    const zone = new Zone('Australia/Lord_Howe');
    expect(zone.offsetAt(at('2024-04-06T14:59:59Z'))).toBe(11 * HOUR);
    expect(zone.offsetAt(at('2024-04-06T15:00:00Z'))).toBe(10.5 * HOUR);
    expect(zone.wallToInstant(2024, 10, 6, 2, 15)).toBeUndefined();
    expect(zone.wallToInstant(2024, 10, 6, 2, 30)).toBe(at('2024-10-06T02:30:00+11:00'));
  });

  it('lets a day that was left out start where the next one does (Pacific/Apia, 2011-12-30)', () => {
    const zone = new Zone('Pacific/Apia');
    expect(zone.startOfDay(dayNumber('2011-12-30'))).toBe(at('2011-12-30T10:00:00Z'));
    expect(zone.startOfDay(dayNumber('2011-12-31'))).toBe(at('2011-12-30T10:00:00Z'));
    expect(zone.wallToInstant(2011, 12, 30, 12)).toBeUndefined();
  });
});

describe('against Intl', () => {
  const names = [
    'Asia/Ho_Chi_Minh',
    'Europe/Amsterdam',
    'America/Sao_Paulo',
    'Australia/Lord_Howe',
    'Africa/Casablanca',
    'America/St_Johns',
    'Pacific/Apia',
    'Asia/Kathmandu',
  ];
  const zones = new Map(names.map((name) => [name, new Zone(name)]));
  const anyZone = fc.constantFrom(...names);
  // Wider than the remembered days on both sides.
  const anyInstant = fc.integer({ min: at('1965-01-01T00:00:00Z') / 1000, max: at('2115-01-01T00:00:00Z') / 1000 });

  it('shows the local time that Intl shows, at any instant', () => {
    fc.assert(
      fc.property(anyZone, anyInstant, (name, seconds) => {
        expect(wall(zones.get(name)!, seconds * 1000)).toBe(shown(name, seconds * 1000));
      }),
      { numRuns: 3000 },
    );
  });

  it('shows it at every quarter of an hour of years with changes', () => {
    for (const [name, zone] of zones) {
      const differing: string[] = [];
      for (let t = at('2018-01-01T00:00:00Z'); t < at('2019-01-01T00:00:00Z'); t += HOUR / 4) {
        if (wall(zone, t) !== shown(name, t)) differing.push(new Date(t).toISOString());
      }
      expect({ name, differing }).toEqual({ name, differing: [] });
    }
  });

  it('finds for a wall time that is shown the earliest instant that shows it', () => {
    fc.assert(
      fc.property(anyZone, anyInstant, (name, seconds) => {
        const zone = zones.get(name)!;
        const instant = seconds * 1000;
        const local = new Date(instant + zone.offsetAt(instant));
        const found = zone.wallToInstant(
          local.getUTCFullYear(),
          local.getUTCMonth() + 1,
          local.getUTCDate(),
          local.getUTCHours(),
          local.getUTCMinutes(),
          local.getUTCSeconds(),
        );
        expect(found).toBeLessThanOrEqual(instant);
        expect(shown(name, found!)).toBe(shown(name, instant));
      }),
      { numRuns: 3000 },
    );
  });

  it('starts each day at its first instant', () => {
    fc.assert(
      fc.property(anyZone, fc.integer({ min: -2000, max: 53_000 }), (name, day) => {
        const zone = zones.get(name)!;
        const start = zone.startOfDay(day);
        expect(shown(name, start).slice(0, 10) >= formatDay(day)).toBe(true);
        expect(shown(name, start - 1000).slice(0, 10) < formatDay(day)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('day numbers', () => {
  it('count from 1970-01-01 and read back', () => {
    expect(dayNumber('1970-01-01')).toBe(0);
    expect(dayNumber('2022-11-25')).toBe(at('2022-11-25T00:00:00Z') / DAY_MS);
    fc.assert(
      fc.property(fc.integer({ min: -719_528, max: 2_932_896 }), (day) => {
        expect(dayNumber(formatDay(day))).toBe(day);
      }),
    );
  });

  it.each(['2022-02-30', '2023-02-29', '1900-02-29', '2022-13-01', '2022-00-10', '2022-1-1', '20220101', ''])(
    'refuse %p',
    (text) => {
      expect(() => dayNumber(text)).toThrow(RangeError);
    },
  );

  it('refuse what is no whole day of four-figure years', () => {
    expect(() => formatDay(0.5)).toThrow(RangeError);
    expect(() => formatDay(Number.NaN)).toThrow(RangeError);
    expect(() => formatDay(2_932_897)).toThrow(RangeError);
  });
});

it('refuses a name that is no zone', () => {
  expect(() => new Zone('Asia/Hanoi_City')).toThrow(/unknown time zone: Asia\/Hanoi_City/);
  expect(() => new Zone('')).toThrow(RangeError);
});
