import { places } from './ranking';

const row = (agency: string, value: number | null) => ({ agency, value });
const shown = (rows: readonly { place: number; agency: string }[]): string =>
  rows.map(({ place, agency }) => `${place}${agency}`).join(' ');

describe('places', () => {
  const rows = [row('D', 1), row('C', 5), row('E', null), row('B', 5), row('A', 9), row('0', null)];

  test('equal ones share one, the next comes after as many; those without a value share the last', () => {
    expect(shown(places(rows, 'HIGHER'))).toBe('1A 2B 2C 4D 50 5E');
  });

  test('follow the direction in which a value is better, but what has none is last either way', () => {
    expect(shown(places(rows, 'LOWER'))).toBe('1D 2B 2C 4A 50 5E');
  });

  test('0 is a value', () => {
    expect(shown(places([row('A', null), row('B', 0)], 'HIGHER'))).toBe('1B 2A');
    expect(places([], 'HIGHER')).toEqual([]);
  });
});
