import { type ImportTotals, problemText, totalsText } from '../import';
import { print } from './context';

/** Ends an import: the first dead letters on standard error, the counts on standard output. */
export function tell(totals: ImportTotals): void {
  for (const problem of totals.problems) process.stderr.write(`${problemText(problem)}\n`);
  const more = totals.deadLettered - totals.problems.length;
  if (more > 0) process.stderr.write(`and ${more} more dead letters\n`);
  print(totalsText(totals));
}
