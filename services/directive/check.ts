import type { Faults } from './faults';
import type { Act, Directive, Heading, Party, Task } from './model';

interface Known {
  readonly parties: ReadonlyMap<string, Party>;
  readonly acts: ReadonlyMap<string, Act>;
}

/** Notes what in a directive points nowhere, or is said twice in it or in those before it. */
export function checkDirective(
  directive: Directive,
  before: readonly Directive[],
  { parties, acts }: Known,
  faults: Faults,
): void {
  const { number, act, clauses, sections, tasks } = directive;
  if (before.some((other) => other.number === number)) {
    faults.add('number', number, 'a number that no other directive has');
  }
  if (act !== undefined) faults.unknown([act], acts.keys(), 'act');
  faults.repeated(refsOf(clauses), (index) => `clauses[${index}].ref`);
  faults.repeated(refsOf(sections), (index) => `sections[${index}].ref`);
  faults.repeated(
    tasks.map((task) => task.number),
    (index) => `tasks[${index}].number`,
  );
  const taken = new Map(before.flatMap((other) => other.tasks.map((task) => [task.number, other.number])));
  tasks.forEach((task, index) => {
    const at = `tasks[${index}]`;
    const owner = taken.get(task.number);
    if (owner !== undefined)
      faults.add(`${at}.number`, task.number, `another: ${owner} has it; a prefix sets it apart`);
    checkTask(task, directive, parties, at, faults);
  });
}

function checkTask(task: Task, directive: Directive, parties: Known['parties'], at: string, faults: Faults): void {
  faults.unknown([task.section], refsOf(directive.sections), `${at}.section`);
  faults.unknown(task.clauses, refsOf(directive.clauses), `${at}.clauses`);
  faults.unknown(task.leads.parties, parties.keys(), `${at}.leads.parties`);
  faults.unknown(task.supporting.parties, parties.keys(), `${at}.supporting.parties`);
}

/** Notes acts that are there twice, that end before they begin, or that point to acts not there. */
export function checkActs(acts: readonly Act[], faults: Faults): void {
  const ids = acts.map(({ id }) => id);
  faults.repeated(ids, (index) => `[${index}].id`);
  acts.forEach(({ successors, amends, inForceFrom, inForceTo }, index) => {
    faults.unknown(successors, ids, `[${index}].successors`);
    faults.unknown(amends, ids, `[${index}].amends`);
    if (inForceFrom !== null && inForceTo !== null && inForceTo < inForceFrom) {
      faults.add(`[${index}].inForceTo`, inForceTo, `a date not before inForceFrom (${inForceFrom})`);
    }
  });
}

function refsOf(headings: readonly Heading[]): string[] {
  return headings.map(({ ref }) => ref);
}
