import { didYouMean, nearest } from './suggest';

it.each([
  ['agency_code', 'agencyCode'],
  ['AgencyCode', 'agencyCode'],
  ['agencCode', 'agencyCode'],
  ['recievedAt', 'receivedAt'],
  ['dueAt', 'dueAt'],
  ['due', undefined],
  ['status2x3', undefined],
  ['x'.repeat(1_000_000), undefined],
])('nearest to %.20s is %s', (name, meant) => {
  expect(nearest(name, ['agencyCode', 'receivedAt', 'returnedAt', 'dueAt', 'status'])).toBe(meant);
});

it('prefers the nearer, and guesses less for short names', () => {
  expect(nearest('ratedAs', ['ratedXs', 'ratedAs'])).toBe('ratedAs');
  expect(nearest('form', ['from'])).toBeUndefined();
  expect(nearest('form', ['forms'])).toBe('forms');
});

it('says so in words, or nothing', () => {
  expect(didYouMean('colum', ['column'])).toBe('; did you mean column?');
  expect(didYouMean('x', ['column'])).toBe('');
});
