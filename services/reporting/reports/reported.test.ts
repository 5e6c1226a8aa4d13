import { agrees, reportedOf } from './reported';

describe('keys of reported values', () => {
  it.each([
    ['on-time-rate', 'value'],
    ['on-time-rate#num', 'numerator'],
    ['on-time-rate#den', 'denominator'],
  ])('%s is the %s of the indicator', (key, part) => {
    expect(reportedOf(key)).toMatchObject({ indicator: { code: 'on-time-rate' }, part });
  });

  it('knows the columns 3 to 13 of form 06a', () => {
    expect(['3', '9', '10', '13'].map((column) => reportedOf(`form-06a.${column}`))).toEqual(
      ['3', '9', '10', '13'].map((column) => ({ column })),
    );
  });

  it.each([
    'form-06a.2',
    'form-06a.14',
    'form-06a.03',
    'on-time',
    'on-time-rate#gap',
    'on-time-rate#num#num',
    '#num',
    '',
  ])('knows nothing of %p', (key) => {
    expect(reportedOf(key)).toBeUndefined();
  });
});

describe('whether a reported number agrees', () => {
  it.each([
    [98, 98.49, true],
    [98, 98.5, false],
    [99, 98.5, true],
    [98.5, 98.46, true],
    [98.5, 98.44, false],
    [1.01, 1.005, true],
    [33.33, 100 / 3, true],
    [33.3333333333, 100 / 3, true],
    [-20, -20.4, true],
    [-21, -20.5, true],
    [0, 0.4, true],
    [0, -0.4, true],
    [1e-7, 1.04e-7, true],
    [1e-7, 2e-7, false],
    [1000000, 1000000, true],
    [1000000, 1000001, false],
  ])('%d against %d: %p', (reported, computed, expected) => {
    expect(agrees(reported, computed)).toBe(expected);
  });
});
