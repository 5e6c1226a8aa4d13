import { byNumber, type Columns, checkBalance, columnsOf } from './columns';

const SUMS = new Map([
  ['received', 10],
  ['received-online', 4],
  ['carried-over', 5],
  ['completed', 9],
  ['completed-early', 3],
  ['completed-late', 2],
  ['completed-dated', 8],
  ['left', 1],
  ['in-progress', 5],
  ['overdue', 2],
]);

describe('a line of form II.06a', () => {
  test('has its columns from the sums', () => {
    const columns = columnsOf(SUMS);
    expect(byNumber(columns)).toEqual({ 3: 15, 4: 4, 5: 6, 6: 5, 7: 10, 8: 3, 9: 5, 10: 2, 11: 5, 12: 3, 13: 2 });
    expect([columns.withdrawn, columns.undated]).toEqual([1, 1]);
  });

  test('of nothing is all 0', () => {
    expect(Object.values(columnsOf(new Map())).every((value) => value === 0)).toBe(true);
  });

  test.each([
    ['received', 16, '3 = 7 + 11'],
    ['receivedOther', 7, '3 = 4 + 5 + 6'],
    ['early', 4, '7 = 8 + 9 + 10'],
    ['withinDue', 4, '11 = 12 + 13'],
    ['undated', -1, 'undated >= 0'],
  ] as const)('that does not balance is refused: %s = %d (%s)', (column, value, sum) => {
    const columns: Columns = columnsOf(SUMS);
    expect(() => checkBalance(columns)).not.toThrow();
    expect(() => checkBalance({ ...columns, [column]: value })).toThrow(sum);
  });

  test.each(['received', 'carried-over', 'completed', 'left', 'in-progress'])('shows when %s is lost', (key) => {
    expect(() => columnsOf(new Map([...SUMS, [key, 0]]))).toThrow('does not balance');
  });
});
