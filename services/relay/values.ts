import type { BulkWrite, Session } from '../../infra/database';
import { formatInstant } from '../../infra/graphql/scalars';
import {
  bucketsOf,
  CHANGE,
  effectiveInstant,
  expectedOf,
  type Figure,
  Figures,
  INDICATORS,
  judge,
  type Period,
  readMeta,
  referencedAgencies,
} from '../indicators';
import { eventMessage, type Message, TOPICS } from './event';
import { type Ledger, type Mark, type Step, sendNoted } from './published';
import { type Relaying, sourceOf } from './relaying';

/** What of a value an outside reader is told of when it changes. */
type Shown = readonly [
  numerator: number | null,
  denominator: number | null,
  value: number | null,
  missing: string | null,
  target: number | null,
  status: string,
];

/** By indicator. null: something was sent, and it is not known whether it came to be published. */
type Values = Readonly<Record<string, Shown | null>>;

/** Stands for "everything" where an agency's code is expected; no agency can be named so in a key. */
export const EVERYTHING = '-';

/** The rows of a period, by agency. */
function ledgerOf(period: Period): Ledger {
  return {
    table: 'published_value',
    within: ['period', period.text],
    column: 'agency',
    doubt: (current, { doubtful }) => {
      const [theirs, own] = [current?.body ?? '{}', doubtful.body].map((body) => JSON.parse(body) as Values);
      const sent = Object.entries(own!).filter(([, shown]) => shown === null);
      return JSON.stringify({ ...theirs, ...Object.fromEntries(sent) });
    },
    // The first half-month of a period leads to it.
    noteAgain: async (sql, _, revision) => {
      await sql.write(CHANGED_BUCKET, [[CHANGE.FLOW, bucketsOf(period.from).half, revision]]);
    },
  };
}

const CHANGED_BUCKET: BulkWrite = {
  table: 'changed_bucket',
  key: ['kind', 'bucket'],
  columns: ['kind', 'bucket', 'revision'],
  onConflict: 'replace',
};

/**
 * Works out all values of a period on one snapshot, sends those that differ from what was published last, and notes
 * them when the broker has them. Before it sends them it notes that it does: where it ends in between, whatever the
 * values are by then is told, also where it is what was published before. A value without data is told only where one
 * with data was told before.
 * @returns how many were sent
 */
export async function publishPeriod(relaying: Relaying, period: Period): Promise<number> {
  relaying.outlet.proceed();
  const { messages, steps } = await compare(relaying, period);
  if (messages.length > 0) await sendNoted(relaying, ledgerOf(period), steps, TOPICS.values, messages);
  return messages.length;
}

/** Messages to send, and what their rows say before and after. */
interface Difference {
  readonly messages: Message[];
  readonly steps: Step[];
}

async function compare(relaying: Relaying, period: Period): Promise<Difference> {
  const { database, store } = relaying;
  const { zone } = store.settings;
  const now = relaying.now();
  const session = database.session();
  try {
    const published = await readPublished(session, period.text);
    const T = effectiveInstant(period, null, now, store.settings);
    const agencies = new Set(['', ...published.keys(), ...(await agenciesWithData(session, relaying, T))]);
    const source = sourceOf(await session.read(async (sql) => (await readMeta(sql)).get('simulated')));
    const time = formatInstant(now, zone);
    const found = await readFigures(relaying, session, period, [...agencies], now);
    const messages: Message[] = [];
    const steps: Step[] = [];
    for (const [agency, figures] of found) {
      const row = published.get(agency);
      const before = { revision: row?.revision ?? '0', values: JSON.parse(row?.body ?? '{}') as Values };
      const told: Record<string, Shown> = {};
      let newest = before.revision;
      for (const figure of figures) {
        const { code } = figure.question.indicator;
        const shown = shownOf(figure);
        if (!isNews(before.values[code], shown)) continue;
        told[code] = shown;
        // A clock that was set back, or new definitions at an old revision: what is told later is still the newer.
        const revision = later(figure.revision, before.revision, before.values[code] === null);
        if (BigInt(revision) > BigInt(newest)) newest = revision;
        const key = `${code}|${agency === '' ? EVERYTHING : agency}|${period.text}`;
        const id = `${key}@${revision}`;
        const data = dataOf(figure, shown, formatInstant(figure.T, zone), revision);
        messages.push(eventMessage(source, { type: 'vn.province.indicator-value.v1', key, id, time, data }));
      }
      const codes = Object.keys(told);
      if (codes.length === 0) continue;
      const markOf = (own: Values): Mark => ({ body: JSON.stringify({ ...before.values, ...own }), revision: newest });
      const doubtful = markOf(Object.fromEntries(codes.map((code) => [code, null])));
      steps.push({ key: agency, before: row, doubtful, after: markOf(told) });
    }
    return { messages, steps };
  } finally {
    session.close();
  }
}

/** All indicators of each agency (''), read together: a number of statements that does not grow with them. */
async function readFigures(
  { store, catalogue, targets }: Relaying,
  session: Session,
  period: Period,
  agencies: readonly string[],
  now: number,
): Promise<[agency: string, figures: Figure[]][]> {
  const { settings } = store;
  const figures = new Figures({ reads: session, settings, catalogue: (sql) => catalogue.within(sql), targets, now });
  const { from, to } = period;
  const filters = { only: false, asOf: null, channel: null, procedure: null, field: null, on: null };
  return Promise.all(
    agencies.map(async (agency): Promise<[string, Figure[]]> => {
      const asked = { ...filters, agency: agency === '' ? null : agency, from, to, period };
      return [agency, await Promise.all(INDICATORS.map((indicator) => figures.figure({ ...asked, indicator })))];
    }),
  );
}

/** What was published last of a period, by agency. */
async function readPublished(session: Session, period: string): Promise<Map<string, Mark>> {
  const rows = await session.read((sql) =>
    sql.all<{ agency: string; body: string; revision: string }>(
      'SELECT agency, body, revision FROM published_value WHERE period = ?',
      [period],
    ),
  );
  return new Map(rows.map(({ agency, body, revision }) => [agency, { body, revision }]));
}

/** The agencies that facts name or that owed a report by T, and all above them, in the tree of its local day. */
async function agenciesWithData(
  session: Session,
  { catalogue, store: { settings } }: Relaying,
  T: number,
): Promise<Set<string>> {
  return session.read(async (sql) => {
    const tree = (await catalogue.within(sql)).tree(settings.zone.localDay(T));
    const owing = (await expectedOf(sql, settings)).agencies(T);
    const found = new Set<string>();
    for (const code of [...(await referencedAgencies(sql)), ...owing]) {
      for (let at: string | null = code; at !== null && !found.has(at); at = tree.parent(at)) found.add(at);
    }
    found.delete(EVERYTHING);
    return found;
  });
}

function shownOf(figure: Figure): Shown {
  const { target, status } = judge(figure);
  return [figure.numerator, figure.denominator, figure.value, figure.missing, target, status];
}

function isNews(before: Shown | null | undefined, now: Shown): boolean {
  if (before === undefined) return now[3] !== 'NO_DATA';
  if (before === null) return true;
  return before.some((part, i) => part !== now[i]);
}

/** @param mayRepeat whether what was told last may be told again as the same event */
function later(revision: string, last: string, mayRepeat: boolean): string {
  const isLater = BigInt(revision) > BigInt(last) || (mayRepeat && revision === last);
  return isLater ? revision : String(BigInt(last) + 1n);
}

function dataOf({ question }: Figure, shown: Shown, asOf: string, revision: string): Record<string, unknown> {
  const [numerator, denominator, value, missing, target, status] = shown;
  const of = { indicator: question.indicator.code, agency: question.agency, period: question.period!.text };
  return { ...of, numerator, denominator, value, missing, target, status, asOf, revision };
}
