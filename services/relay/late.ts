import type { Sql } from '../../infra/database';
import { formatInstant } from '../../infra/graphql/scalars';
import {
  dossierOf,
  effectiveInstant,
  type LateMove,
  loadStates,
  readLateMoves,
  readMeta,
  type State,
} from '../indicators';
import { lateAt, workingDaysLate } from '../procedures';
import type { Work } from './changes';
import { eventMessage, type Message, TOPICS } from './event';
import { changesBetween, type LateCase, type LateChange } from './late-events';
import { type Ledger, type Mark, type Step, sendNoted } from './published';
import { type Relaying, sourceOf } from './relaying';

/** Dossiers looked at together. */
const PAGE = 500;

/** A day after every period: lateness is not cut by one. */
const FAR_DAY = 60_000;

/**
 * How far behind the last look it looks again: a batch that was being written then had its own clock, and what it says
 * of the minutes between is found here. Milliseconds.
 */
const MARGIN = 3_600_000;

/** Begins the body of a row whose case may have been told or not. */
const DOUBTFUL = '?';

/** What was told last of a dossier; a case that is null was cleared. */
interface Told {
  readonly row: Mark | undefined;
  readonly revision: string;
  readonly late: LateCase | null;
  /** Something was sent, and it is not known whether it came to be told; `late` says which case it is. */
  readonly isDoubtful: boolean;
}

/** As the store has it now. */
interface Current {
  readonly late: LateCase;
  readonly daysLate: number;
  /** null where the calendar does not know a year. */
  readonly workingDaysLate: number | null;
}

const LEDGER: Ledger = {
  table: 'published_late',
  column: 'subject',
  doubt: (_, { doubtful }) => doubtful.body,
  noteAgain: async (sql, subjects, revision) => {
    await sql.write(
      { table: 'changed_late', key: ['subject'], columns: ['subject', 'revision'], onConflict: 'replace' },
      subjects.map((subject) => [subject, revision]),
    );
  },
};

/**
 * Tells how late cases have changed: of the dossiers noted, of those that time alone has moved and, where everything is
 * looked at anew, of all that are late or were told to be.
 */
export async function publishLateCases(relaying: Relaying, work: Work): Promise<void> {
  const { database } = relaying;
  await eachPage(
    '',
    (sql, after) => readNoted(sql, after),
    ({ subject }) => subject,
    async (page) => {
      const subjects = page.map(({ subject }) => subject);
      await publish(
        relaying,
        subjects,
        page.map(({ subject, revision }) => [subject, revision]),
      );
    },
  );
  const looked = work.isRenewed ? 0 : Math.max(0, Number(work.before.looked) - MARGIN);
  const until = reached(relaying);
  await eachPage<LateMove, LateMove>(
    { at: looked, subject: '' },
    (sql, after) => readLateMoves(sql, after, until, PAGE),
    (move) => move,
    (page) => publish(relaying, [...new Set(page.map(({ subject }) => subject))], []),
  );
  if (!work.isRenewed) return;
  await eachPage(
    '',
    (sql, after) => readTold(sql, after),
    ({ subject }) => subject,
    (page) =>
      publish(
        relaying,
        page.map(({ subject }) => subject),
        [],
      ),
  );

  /** Reads page after page, each on a snapshot of its own. */
  async function eachPage<Row, Key>(
    start: Key,
    read: (sql: Sql, after: Key) => Promise<Row[]>,
    keyOf: (row: Row) => Key,
    take: (page: Row[]) => Promise<void>,
  ): Promise<void> {
    for (let after = start; ; ) {
      relaying.outlet.proceed();
      const page = await database.read((sql) => read(sql, after));
      if (page.length === 0) return;
      await take(page);
      after = keyOf(page.at(-1)!);
    }
  }
}

/** The last instant that counts, as for the API's late cases. */
function reached({ now, store }: Relaying): number {
  return effectiveInstant({ to: FAR_DAY }, null, now(), store.settings);
}

async function readNoted(sql: Sql, after: string): Promise<{ subject: string; revision: number }[]> {
  const text = 'SELECT subject, revision FROM changed_late WHERE subject > ? ORDER BY subject LIMIT ?';
  return sql.all(text, [after, PAGE]);
}

async function readTold(sql: Sql, after: string): Promise<{ subject: string }[]> {
  return sql.all('SELECT subject FROM published_late WHERE subject > ? ORDER BY subject LIMIT ?', [after, PAGE]);
}

/**
 * Compares dossiers with what was told of them, tells the difference, and notes it when the broker has it; before it
 * sends it notes that it does, as for values.
 */
async function publish(
  relaying: Relaying,
  subjects: readonly string[],
  notes: readonly (readonly [subject: string, revision: number])[],
): Promise<void> {
  const { database, store, now } = relaying;
  const T = reached(relaying);
  const { revision, source, states, told } = await database.read(async (sql) => {
    const meta = await readMeta(sql);
    return {
      revision: meta.get('revision') ?? '0',
      source: sourceOf(meta.get('simulated')),
      states: await loadStates(sql, 'dossier', subjects),
      told: await loadTold(sql, subjects),
    };
  });
  const time = formatInstant(now(), store.settings.zone);
  const messages: Message[] = [];
  const steps: Step[] = [];
  for (const subject of subjects) {
    const state = states.get(subject);
    const current = state === undefined ? null : currentOf(state, T, relaying);
    const before = told.get(subject) ?? NOTHING_TOLD;
    const changes = changesBetween(before.isDoubtful ? 'unknown' : before.late, current?.late ?? null);
    if (changes.length === 0) continue;
    let last = before.revision;
    // So that the same is told again under the same revisions.
    const next = BigInt(nextRevision(revision, T, last)) - 1n;
    const doubtful = {
      body: `${DOUBTFUL}${JSON.stringify(current?.late ?? before.late)}`,
      revision: String(next),
    };
    for (const change of changes) {
      last = nextRevision(revision, T, last);
      const data = dataOf(subject, change, current, before.late, last, relaying);
      const id = `${subject}@${last}`;
      messages.push(eventMessage(source, { type: 'vn.province.late-case.v1', key: subject, id, time, data }));
    }
    const after = { body: current === null ? '' : JSON.stringify(current.late), revision: last };
    steps.push({ key: subject, before: before.row, doubtful, after });
  }
  const done = async (sql: Sql): Promise<void> => {
    if (notes.length > 0) await sql.remove('changed_late', ['subject', 'revision'], notes);
  };
  if (steps.length > 0) await sendNoted(relaying, LEDGER, steps, TOPICS.late, messages, done);
  else if (notes.length > 0) await database.write(done);
}

const NOTHING_TOLD: Told = { row: undefined, revision: '0', late: null, isDoubtful: false };

async function loadTold(sql: Sql, subjects: readonly string[]): Promise<Map<string, Told>> {
  const rows = await sql.all<Mark & { subject: string }>(
    `SELECT subject, body, revision FROM published_late WHERE subject IN (${subjects.map(() => '?').join(', ')})`,
    subjects,
  );
  return new Map(
    rows.map(({ subject, body, revision }) => {
      const isDoubtful = body.startsWith(DOUBTFUL);
      const late = body === '' ? null : JSON.parse(isDoubtful ? body.slice(DOUBTFUL.length) : body);
      return [subject, { row: { body, revision }, revision, late, isDoubtful }];
    }),
  );
}

function currentOf(state: State, T: number, { store: { settings }, workingDays }: Relaying): Current | null {
  const life = dossierOf(state, settings);
  const view = life === undefined ? undefined : lateAt(state, life, T, settings);
  if (life === undefined || view === undefined) return null;
  return {
    late: {
      agency: life.agency === '' ? null : life.agency,
      procedure: life.procedure === '' ? null : life.procedure,
      dueAt: view.dueAt,
      completedAt: view.completedAt,
      explained: view.explainedAt !== null,
      apologised: view.apologisedAt !== null,
      closed: life.exitAt !== null && life.exitAt <= T,
    },
    daysLate: view.daysLate,
    workingDaysLate: workingDaysLate(view, settings.zone, workingDays),
  };
}

/** Commit, then T, then the place among several events of one look: whatever is told later is greater. */
function nextRevision(commit: string, T: number, last: string): string {
  const own = (BigInt(commit) * 10n ** 14n + BigInt(T)) * 10n;
  const next = BigInt(last) + 1n;
  return String(own > next ? own : next);
}

function dataOf(
  dossier: string,
  change: LateChange,
  current: Current | null,
  before: LateCase | null,
  revision: string,
  { store: { settings } }: Relaying,
): Record<string, unknown> {
  const { agency, procedure, dueAt, completedAt } = (current?.late ?? before)!;
  return {
    dossier,
    agency,
    procedure,
    dueAt: formatInstant(dueAt, settings.zone),
    completedAt: completedAt === null ? null : formatInstant(completedAt, settings.zone),
    daysLate: current?.daysLate ?? 0,
    workingDaysLate: current === null ? 0 : current.workingDaysLate,
    change,
    revision,
  };
}
