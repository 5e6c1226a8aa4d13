import fc from 'fast-check';
import { canonical, compareSequence, compareStamp, digestOf } from './stamp';

const sequence = fc.oneof(
  fc.constant(null),
  fc.constantFrom('9', '10', '09', '1a', 'a', '', '00', '0', '123456789012345678901234567890'),
  fc.string({ maxLength: 4 }),
);

test('digits compare as numbers of any length, absent is lowest', () => {
  expect(compareSequence('9', '10')).toBeLessThan(0);
  expect(compareSequence('99999999999999999999', '100000000000000000000')).toBeLessThan(0);
  expect(compareSequence('07', '7')).toBe(0);
  expect(compareSequence(null, '0')).toBeLessThan(0);
  // 9 < 10 < 1a must not come back to 9.
  expect(compareSequence('10', '1a')).toBeLessThan(0);
  expect(compareSequence('9', '1a')).toBeLessThan(0);
});

test('sequences are totally ordered: antisymmetric and transitive', () => {
  fc.assert(
    fc.property(sequence, sequence, sequence, (a, b, c) => {
      expect(Math.sign(compareSequence(a, b))).toBe(-Math.sign(compareSequence(b, a)) + 0);
      if (compareSequence(a, b) <= 0 && compareSequence(b, c) <= 0) {
        expect(compareSequence(a, c)).toBeLessThanOrEqual(0);
      }
    }),
    { numRuns: 2000 },
  );
});

test('a stamp is compared by time, then sequence, then source, then id', () => {
  const base = { time: 5, sequence: '2', source: 'b', id: 'b' };
  expect(compareStamp(base, { ...base, time: 6, sequence: '1', source: 'a', id: 'a' })).toBeLessThan(0);
  expect(compareStamp(base, { ...base, sequence: '3', source: 'a', id: 'a' })).toBeLessThan(0);
  expect(compareStamp(base, { ...base, source: 'c', id: 'a' })).toBeLessThan(0);
  expect(compareStamp(base, { ...base, id: 'c' })).toBeLessThan(0);
  expect(compareStamp(base, { ...base })).toBe(0);
});

test('canonical text and digest do not depend on the order of keys, and tell values apart', () => {
  expect(canonical({ b: [1, null], a: 'x' })).toBe('{"a":"x","b":[1,null]}');
  expect(digestOf({ a: 1, b: 'x' })).toBe(digestOf({ b: 'x', a: 1 }));
  const contents = [{ a: 1 }, { a: '1' }, { a: null }, { a: true }, { b: 1 }, { a: 1, b: 1 }, { a: [1] }, {}];
  expect(new Set(contents.map(digestOf)).size).toBe(contents.length);
});
