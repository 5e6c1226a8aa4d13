import type { Sql } from '../../infra/database';
import { FOREVER, parsePeriod, type State, said, valueAt, walkStates } from '../indicators';
import { reportedOf } from './reports/reported';
import { shareOf } from './tasks/assignment';

/** How many examples a sentence names. */
const SHOWN = 3;

/** Something strange that was found so many times; facts come in any order, so nothing of it is refused. */
class Oddity {
  #count = 0;
  readonly #examples: string[] = [];

  constructor(
    private readonly what: string,
    private readonly right: string,
  ) {}

  note(example: string): void {
    this.#count++;
    if (this.#examples.length < SHOWN) this.#examples.push(example);
  }

  sentences(): string[] {
    if (this.#count === 0) return [];
    const more = this.#count > this.#examples.length ? ', ...' : '';
    return [`${this.#count} ${this.what}: ${this.#examples.join(', ')}${more}. Right would be ${this.right}.`];
  }
}

/**
 * What is strange in the facts of the reporting system, a sentence for each kind of thing, with how many there are and
 * the first of them; none where all is well.
 * @param printed numbers of the tasks that directives print
 */
export async function reportingOddities(sql: Sql, printed: Iterable<string>): Promise<string[]> {
  return [...(await oddAssignments(sql, printed)), ...(await oddReports(sql)), ...(await oddForms(sql))];
}

async function oddAssignments(sql: Sql, printed: Iterable<string>): Promise<string[]> {
  const known = new Set(printed);
  await eachOf(sql, 'task', ({ subject }) => known.add(subject));
  const unknown = new Oddity(
    'assignments (data.taskNumber) are of a task that nothing describes',
    'the number of a printed task, or of one that a fact of type vn.province.task.v1 describes',
  );
  await eachOf(sql, 'assignment', (state) => {
    const { task } = shareOf(state);
    if (!known.has(task)) unknown.note(`${state.subject} (${task})`);
  });
  return unknown.sentences();
}

async function oddReports(sql: Sql): Promise<string[]> {
  const periods = new Oddity(
    'reports are for a period (data.period) that does not exist',
    'one such as 2022-11, 2022-Q4 or R2022-Q4, of the years 1990 to 2099',
  );
  const keys = new Oddity(
    'reported values (data.values) are of no indicator and no column',
    'keys such as on-time-rate, on-time-rate#num, on-time-rate#den or form-06a.3 to form-06a.13',
  );
  await eachOf(sql, 'report', (state) => {
    const period = said(state, 'period');
    if (typeof period === 'string' && !isPeriod(period)) periods.note(`${state.subject} (${period})`);
    const values = (said(state, 'values') as Readonly<Record<string, number>> | null | undefined) ?? {};
    for (const key of Object.keys(values)) {
      if (reportedOf(key) === undefined) keys.note(`${state.subject} (${key})`);
    }
  });
  return [...periods.sentences(), ...keys.sentences()];
}

async function oddForms(sql: Sql): Promise<string[]> {
  const grown = new Oddity(
    'forms ask for more fields (data.declaredFields) than before the review (data.baselineFields), a cut below zero',
    'at most as many as before',
  );
  await eachOf(sql, 'form', (state) => {
    const [baseline, declared] = [valueAt(state, 'baselineFields', FOREVER), valueAt(state, 'declaredFields', FOREVER)];
    if (typeof baseline !== 'number' || typeof declared !== 'number' || declared <= baseline) return;
    grown.note(`${state.subject} (${declared} > ${baseline})`);
  });
  return grown.sentences();
}

/** Walks the states of a kind a page at a time, voided ones left out. */
async function eachOf(
  sql: Sql,
  kind: 'task' | 'assignment' | 'report' | 'form',
  look: (state: State) => void,
): Promise<void> {
  for await (const page of walkStates(sql, kind)) {
    for (const state of page) if (said(state, 'voided') !== true) look(state);
  }
}

function isPeriod(text: string): boolean {
  try {
    parsePeriod(text);
    return true;
  } catch {
    return false;
  }
}
