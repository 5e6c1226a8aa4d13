import { Zone } from '../../../infra/time/zone';
import { statusOf } from './status';

const zone = new Zone('Asia/Ho_Chi_Minh');
const at = (text: string): number => Date.parse(`${text}+07:00`);
const dueAt = at('2022-12-15T17:00:00');
const endOfDay = at('2022-12-15T23:59:59.999');

describe.each([
  ['DATE', endOfDay],
  ['INSTANT', dueAt],
] as const)('under %s', (rule, last) => {
  const status = (submittedAt: number | null, now: number): string =>
    statusOf({ dueAt, submittedAt }, now, { zone, rule });

  it('is on time up to the last instant, and late right after it', () => {
    expect(status(last, last + 1000)).toBe('ON_TIME');
    expect(status(last + 1, last + 1000)).toBe('LATE');
  });

  it('is missing right after the last instant', () => {
    expect(status(null, last)).toBe('NOT_DUE');
    expect(status(null, last + 1)).toBe('MISSING');
  });

  it('is never late without a due date', () => {
    expect(statusOf({ dueAt: null, submittedAt: last }, last, { zone, rule })).toBe('ON_TIME');
    expect(statusOf({ dueAt: null, submittedAt: null }, last, { zone, rule })).toBe('NOT_DUE');
  });
});
