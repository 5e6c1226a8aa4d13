import { publishedDirective } from '../../directive';
import { basesOf } from './legal-basis';
import { INDICATORS } from './registry';

const directive = publishedDirective();

test.each(INDICATORS)('$code stands on acts of the register', (indicator) => {
  expect(basesOf(indicator, directive).map(({ id }) => id)).toEqual(
    expect.arrayContaining(['letter-15090-2022', 'resolution-131-2022', ...(indicator.basis ?? [])]),
  );
});

test('an act that the register does not have is named', () => {
  expect(() => basesOf({ code: 'x', basis: ['decree-0-1900'] }, directive)).toThrow('decree-0-1900');
});

test.each(INDICATORS)('$code names clauses and tasks that the letter has', ({ clauses, tasks }) => {
  for (const ref of clauses) expect(directive.clause('15090/UBND-VP', ref)).toBeDefined();
  for (const number of tasks) expect(directive.task(String(number))).toBeDefined();
});
