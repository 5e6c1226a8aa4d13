import { randomInt } from 'node:crypto';
import { type BulkWrite, placeholders, type Sql } from '../../infra/database';
import type { Message, Topic } from './event';
import type { Relaying } from './relaying';

/** What a row says was published, or may have been. */
export interface Mark {
  readonly body: string;
  readonly revision: string;
}

/** A row on its way: as it was read, while its messages are being sent, and when the broker has them. */
export interface Step {
  readonly key: string;
  /** undefined: there was no such row. */
  readonly before: Mark | undefined;
  readonly doubtful: Mark;
  readonly after: Mark;
}

/** Rows of what was published, of one table. */
export interface Ledger {
  readonly table: string;
  /** A column that all of these rows have in common, and its value. */
  readonly within?: readonly [column: string, value: string];
  /** The column that tells them apart. */
  readonly column: string;
  /** The body that says that what a step sent may be the last that was told. */
  doubt(current: Mark | undefined, step: Step): string;
  /** Notes, under this revision, that rows are to be looked at again. */
  noteAgain(sql: Sql, keys: readonly string[], revision: number): Promise<void>;
}

/** Another relay has told the same meanwhile: what was worked out may be older, and is worked out anew. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken';
}

/**
 * Sends messages. Before, it notes that it does; when the broker has them, that they are published. A relay that stood
 * still for a while and lost its lock may send after its successor has told newer values, so that what it sent is the
 * newest on the topic: it finds by the rows that another was at work, puts them in doubt under a greater revision, and
 * leaves a note, by which the relay that has the lock tells the present values again.
 * @param done what else belongs into the transaction that notes them as published
 * @throws Overtaken where another relay has written the rows since they were read: nothing is sent
 */
export async function sendNoted(
  { database, outlet }: Relaying,
  ledger: Ledger,
  steps: readonly Step[],
  topic: Topic,
  messages: readonly Message[],
  done: (sql: Sql) => Promise<void> = async () => {},
): Promise<void> {
  await database.write(async (sql) => {
    const found = await readMarks(sql, ledger, steps);
    if (steps.some(({ key, before }) => !isSame(found.get(key), before))) {
      throw new Overtaken('another relay was at work; what it has not told is worked out anew');
    }
    await writeMarks(sql, ledger, steps, ({ doubtful }) => doubtful);
  });
  let failure: { readonly error: unknown } | undefined;
  await outlet.send(topic, messages).catch((error: unknown) => {
    // It may have come to be published all the same.
    failure = { error };
  });
  await database.write(async (sql) => {
    const found = await readMarks(sql, ledger, steps);
    const own = steps.filter(({ key, doubtful }) => isSame(found.get(key), doubtful));
    const others = steps.filter((step) => !own.includes(step));
    if (failure === undefined) {
      await writeMarks(sql, ledger, own, ({ after }) => after);
      await done(sql);
    }
    if (others.length === 0) return;
    await writeMarks(sql, ledger, others, (step) => doubtAgain(ledger, found.get(step.key), step));
    await ledger.noteAgain(
      sql,
      others.map(({ key }) => key),
      freshRevision(),
    );
  });
  if (failure !== undefined) throw failure.error;
}

/** Differs from what the other relay may be writing at this moment, so that it notices, too. */
function doubtAgain(ledger: Ledger, current: Mark | undefined, step: Step): Mark {
  const [one, other] = [BigInt(current?.revision ?? '0'), BigInt(step.after.revision)];
  return { body: ledger.doubt(current, step), revision: String((one > other ? one : other) + 1n) };
}

/** A note is removed by its revision: this one is none of a commit, nor of another such note. */
function freshRevision(): number {
  return -randomInt(1, 2 ** 48 - 1);
}

/** The rows of these steps, which nobody else may change until the transaction ends. */
async function readMarks(sql: Sql, ledger: Ledger, steps: readonly Step[]): Promise<Map<string, Mark>> {
  if (steps.length === 0) return new Map();
  const { table, within, column } = ledger;
  const rows = await sql.all<Mark & { name: string }>(
    `SELECT ${column} AS name, body, revision FROM ${table} WHERE ${within === undefined ? '' : `${within[0]} = ? AND `}
     ${column} IN (${placeholders(steps.length)})${sql.dialect.forUpdate}`,
    [...(within === undefined ? [] : [within[1]]), ...steps.map(({ key }) => key)],
  );
  return new Map(rows.map(({ name, body, revision }) => [name, { body, revision }]));
}

async function writeMarks(
  sql: Sql,
  { table, within, column }: Ledger,
  steps: readonly Step[],
  markOf: (step: Step) => Mark,
): Promise<void> {
  if (steps.length === 0) return;
  const key = within === undefined ? [column] : [within[0], column];
  const bulk: BulkWrite = { table, key, columns: [...key, 'body', 'revision'], onConflict: 'replace' };
  const rows = steps.map((step) => {
    const { body, revision } = markOf(step);
    return [...(within === undefined ? [] : [within[1]]), step.key, body, revision];
  });
  await sql.write(bulk, rows);
}

function isSame(one: Mark | undefined, other: Mark | undefined): boolean {
  return one?.body === other?.body && one?.revision === other?.revision;
}
