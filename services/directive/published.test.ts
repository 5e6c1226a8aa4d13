import { INDICATORS } from '../indicators';
import { LETTER, publishedDirective } from '.';

const { directives, tasks, task, clause, acts, weights, weightsOn, problems } = publishedDirective();

test('the letter has ten clauses and 32 tasks in four sections', () => {
  expect(directives).toHaveLength(1);
  const [letter] = directives;
  expect(letter).toMatchObject({ number: LETTER, date: '2022-11-25' });
  expect(letter!.clauses.map(({ ref }) => ref)).toEqual(['1a', '1b', '1c', '1d', '1đ', '1e', '1g', '2', '3', '4']);
  expect(letter!.sections.map(({ ref }) => ref)).toEqual(['I', 'II', 'III', 'IV']);
  expect(tasks.map(({ number }) => number)).toEqual(Array.from({ length: 32 }, (_, index) => String(index + 1)));
  expect(problems).toEqual([]);
});

test('every clause is carried out by a task, and every task carries out a clause', () => {
  const carried = new Set(tasks.flatMap(({ clauses }) => clauses));
  expect([...carried].sort()).toEqual(directives[0]!.clauses.map(({ ref }) => ref).sort());
  for (const { number, clauses } of tasks) expect([number, clauses.length > 0]).toEqual([number, true]);
});

test('the indicators agree with the directive: their clauses exist, and a task shows where it has one of theirs', () => {
  for (const { code, clauses, tasks: rows } of INDICATORS) {
    for (const ref of clauses) if (ref !== 'annex') expect([code, clause(LETTER, ref)?.ref]).toEqual([code, ref]);
    for (const row of rows) {
      const own = task(String(row))?.clauses ?? [];
      expect([code, row, own.some((ref) => clauses.includes(ref))]).toEqual([code, row, true]);
    }
  }
});

test('a task and a clause that are not there are undefined', () => {
  expect(task('33')).toBeUndefined();
  expect(clause(LETTER, '1h')).toBeUndefined();
  expect(clause('1/UBND', '1a')).toBeUndefined();
});

test('every act that the letter needs is in the register, with what replaced it', () => {
  expect(acts.get('decree-61-2018')).toMatchObject({ inForceTo: '2025-06-30', successors: ['decree-118-2025'] });
  expect(acts.get('decree-9-2019')).toMatchObject({ inForceFrom: '2019-03-12', inForceTo: null });
  expect(acts.get('decree-107-2021')?.certainty).toBe('RECOLLECTED');
  expect(acts.get(directives[0]!.act!)?.number).toBe(LETTER);
});

describe('the weights of Decision 766', () => {
  const { groups } = weightsOn('2022-12-31')!;
  const parts = groups.flatMap((group) => group.parts);

  test('add up to 100 in six groups', () => {
    expect(groups.map(({ points }) => points)).toEqual([18, 20, 12, 10, 18, 22]);
    expect(parts.reduce((sum, { points }) => sum + points, 0)).toBe(100);
    expect(groups.filter(({ certainty }) => certainty === 'RECOLLECTED').map(({ code }) => code)).toEqual([
      'online-services',
    ]);
  });

  test('hold from the day of the decision, not before', () => {
    expect(weightsOn('2022-06-22')).toBeUndefined();
    expect(weightsOn('2022-06-23')).toBe(weights[0]);
    expect(weightsOn('2099-01-01')).toBe(weights[0]);
  });

  test('have their full marks below 100 % where the decision says so', () => {
    const lower = parts.filter(({ fullMark }) => fullMark !== 100).map(({ code, fullMark }) => [code, fullMark]);
    expect(Object.fromEntries(lower)).toEqual({
      'procedures-online': 80,
      'online-dossiers': 50,
      'procedures-with-payment': 80,
      'handling-without-complaint': 90,
      'digitised-with-result': 80,
      'data-reused': 80,
    });
  });

  test('leave one part without a formula', () => {
    expect(parts.filter(({ ratio }) => ratio === null).map(({ code }) => code)).toEqual(['certified-e-copies']);
    expect(parts.find(({ code }) => code === 'full-process')!.ratio).toEqual({
      numerator: 'full-online-coverage',
      denominator: 'online-service-coverage',
    });
  });
});
