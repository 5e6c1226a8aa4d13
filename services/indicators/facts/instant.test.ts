import fc from 'fast-check';
import { expectedInstant, isInRange, parseDate, parseInstant } from './instant';

describe('parseInstant', () => {
  it.each([
    ['2022-11-25T08:15:00+07:00', '2022-11-25T01:15:00.000Z'],
    ['2022-11-25T08:15:00Z', '2022-11-25T08:15:00.000Z'],
    ['2022-11-25t08:15:00z', '2022-11-25T08:15:00.000Z'],
    ['2022-11-25T08:15:00-00:00', '2022-11-25T08:15:00.000Z'],
    ['2022-12-31T23:30:00.5-05:45', '2023-01-01T05:15:00.500Z'],
    ['2022-11-25T08:15:00.123999999Z', '2022-11-25T08:15:00.123Z'],
    ['2022-11-25T08:15:00.0000001Z', '2022-11-25T08:15:00.000Z'],
    ['2024-02-29T00:00:00+23:59', '2024-02-28T00:01:00.000Z'],
  ])('reads %s', (text, expected) => {
    expect(new Date(parseInstant(text)).toISOString()).toBe(expected);
  });

  it.each([
    ['2022-02-30T00:00:00Z', /exist/],
    ['2023-02-29T00:00:00Z', /exist/],
    ['2022-13-01T00:00:00Z', /exist/],
    ['2022-00-01T00:00:00Z', /exist/],
    ['2022-01-00T00:00:00Z', /exist/],
    ['2022-01-01T24:00:00Z', /exist/],
    ['2022-01-01T00:60:00Z', /exist/],
    ['2022-01-01T00:00:00+24:00', /exist/],
    ['2022-01-01T00:00:00+07:60', /exist/],
    ['2016-12-31T23:59:60Z', /leap second/],
    ['2022-11-25T08:15:00', /such as 2022-11-25T08:15:00\+07:00/],
    ['2022-11-25', /not a date alone/],
    ['2022-11-25 08:15:00+07:00', /a T between/],
    ['2022-11-25T08:15:00+0700', /offset written as/],
    ['2022-11-25T08:15:00+07', /offset written as/],
    ['2022-11-25T08:15:00 +07:00', /offset written as/],
    ['2022-11-25T08:15:00Zx', /offset written as/],
    ['2022-11-25T08:15:00.Z', /offset/],
    ['2022-11-25T08:15Z', /such as/],
    ['22-11-25T08:15:00+07:00', /such as/],
    ['２０２２-11-25T08:15:00+07:00', /such as/],
    ['+2022-11-25T08:15:00Z', /such as/],
    ['', /such as/],
    ['2022-11-25T08:15:00+07:00 ', /offset written as/],
  ])('refuses %p and says why', (text, reason) => {
    expect(parseInstant(text)).toBeNaN();
    expect(expectedInstant(text)).toMatch(reason);
  });

  it('is the inverse of writing an instant, with any offset', () => {
    const offset = fc.integer({ min: -(23 * 60 + 59), max: 23 * 60 + 59 });
    fc.assert(
      fc.property(fc.integer({ min: -62_000_000_000_000, max: 250_000_000_000_000 }), offset, (instant, minutes) => {
        const local = new Date(instant + minutes * 60_000).toISOString().slice(0, 23);
        const size = Math.abs(minutes);
        const [h, m] = [Math.floor(size / 60), size % 60].map((part) => String(part).padStart(2, '0'));
        expect(parseInstant(`${local}${minutes < 0 ? '-' : '+'}${h}:${m}`)).toBe(instant);
      }),
    );
  });

  it('reads nothing out of a text with one character changed that RFC 3339 does not allow', () => {
    const rfc = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i;
    const base = '2022-11-25T08:15:00.250+07:00';
    fc.assert(
      fc.property(fc.nat(base.length - 1), fc.string({ minLength: 0, maxLength: 2 }), (at, put) => {
        const text = base.slice(0, at) + put + base.slice(at + 1);
        if (!rfc.test(text)) expect(parseInstant(text)).toBeNaN();
      }),
      { numRuns: 2000 },
    );
  });
});

it('takes instants from 1990 up to 2100', () => {
  expect(isInRange(parseInstant('1989-12-31T23:59:59.999Z'))).toBe(false);
  expect(isInRange(parseInstant('1990-01-01T00:00:00.000Z'))).toBe(true);
  expect(isInRange(parseInstant('2099-12-31T23:59:59.999Z'))).toBe(true);
  expect(isInRange(parseInstant('2100-01-01T00:00:00.000Z'))).toBe(false);
  expect(expectedInstant('0022-11-25T08:15:00+07:00')).toMatch(/date out of range/);
  expect(isInRange(Number.NaN)).toBe(false);
});

it('reads the day a text begins with', () => {
  expect(parseDate('2022-11-25')).toBe(Date.UTC(2022, 10, 25) / 86_400_000);
  expect(parseDate('2022-11-2')).toBeNaN();
  expect(parseDate('2022-11-31')).toBeNaN();
});
