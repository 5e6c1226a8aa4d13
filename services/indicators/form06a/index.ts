export type { Columns } from './columns';
export type { Form06aRows } from './names';
export { type Form06aLine, type Form06aQuestion, type Form06aSource, readForm06a } from './read';
export { type Form06aColumns, form06aTotals } from './totals';
