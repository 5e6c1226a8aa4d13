import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { importAll } from '../../services/hub/import';
import { verify } from '../../services/indicators';
import { readFacts, readMapping } from '../../services/procedures';
import { describeHubs } from '../support/databases';
import { type Served, serveHub } from '../support/served';

const DATA = resolve(__dirname, '../../../shared/data/wabo-receipt');
const LOG = join(DATA, 'receipt-events.csv.gz');
const PRESENT = existsSync(LOG);
if (!PRESENT) process.stderr.write(`The permit log is absent (shared/data/wabo-receipt): its tests are left out.\n`);
const given = PRESENT ? describe : describe.skip;

/** Figures that the log's own documentation computed. */
interface Row {
  as_of: string;
  received: number;
  internet: number;
  finished: number;
  finished_after_deadline: number;
  finished_on_or_before_deadline: number;
  pending: number;
  pending_past_deadline: number;
  late_total: number;
}

interface Expected {
  overall: { finished_after_deadline: number };
  as_of: Row[];
  as_of_log_end_by_department: Record<string, Row>;
  as_of_log_end_by_channel: Record<string, Row>;
  received_by_start_month: Record<string, { received: number; internet: number }>;
  finished_by_end_month: Record<string, { finished: number; finished_after_deadline: number }>;
  sensitivity: { finished_after_deadline_calendar_date_comparison_amsterdam: number };
}

const expected: Expected = PRESENT ? JSON.parse(readFileSync(join(DATA, 'expected.json'), 'utf8')) : undefined;

interface Value {
  numerator: number | null;
  denominator: number | null;
}

const INDICATOR_FIELDS = `
  received: indicator(code: "e-dossier-rate") { ...years }
  completed: indicator(code: "on-time-rate") { ...years }
  open: indicator(code: "overdue-dossiers") { now: value(period: "2012", agency: $agency, channel: $channel, asOf: $asOf) { ...halves }
                                              then: value(period: "2011", agency: $agency, channel: $channel, asOf: $asOf) { ...halves } }
`;
const QUERY = `
  query ($agency: ID, $channel: Channel, $asOf: DateTime) { ${INDICATOR_FIELDS} }
  fragment years on Indicator {
    a: value(period: "2010", agency: $agency, channel: $channel, asOf: $asOf) { ...halves }
    b: value(period: "2011", agency: $agency, channel: $channel, asOf: $asOf) { ...halves }
    c: value(period: "2012", agency: $agency, channel: $channel, asOf: $asOf) { ...halves }
  }
  fragment halves on IndicatorValue { numerator denominator missing }
`;

type Halves = Record<'a' | 'b' | 'c', Value>;

/** What the gateway says of everything up to an instant, in the words of the expectation. */
async function asOf(
  served: Served,
  instant: string,
  agency: string | null,
  channel: string | null,
): Promise<Partial<Row>> {
  type Answer = { received: Halves; completed: Halves; open: { now: Value & { missing: string | null }; then: Value } };
  const { received, completed, open } = await served.query<Answer>(QUERY, { agency, channel, asOf: instant });
  const sum = (halves: Halves, half: keyof Value): number =>
    Object.values(halves).reduce((total, value) => total + (value[half] ?? 0), 0);
  // The stock is asked in the year in which the instant lies.
  const stock = open.now.missing === 'NOT_DUE_YET' ? open.then : open.now;
  const late = sum(completed, 'denominator') - sum(completed, 'numerator');
  return {
    received: sum(received, 'denominator'),
    internet: sum(received, 'numerator'),
    finished: sum(completed, 'denominator'),
    finished_after_deadline: late,
    finished_on_or_before_deadline: sum(completed, 'numerator'),
    pending: stock.denominator!,
    pending_past_deadline: stock.numerator!,
    late_total: late + stock.numerator!,
  };
}

async function importLog(served: Served, file: string): Promise<number> {
  const mapping = await readMapping(join(__dirname, 'mapping.yaml'));
  const totals = await importAll(served.hub.open.store, readFacts(file, { mapping, receivedAt: Date.now }), Date.now);
  expect(totals.deadLettered).toBe(0);
  return totals.accepted;
}

async function checkAll(served: Served): Promise<void> {
  for (const row of expected.as_of) {
    const { as_of: instant, ...figures } = row;
    expect({ instant, ...(await asOf(served, instant, null, null)) }).toMatchObject({ instant, ...pick(figures) });
  }
  const departments = { General: 'GEN', 'Customer contact': 'CC', Experts: 'EXP' };
  for (const [department, code] of Object.entries(departments)) {
    const row = expected.as_of_log_end_by_department[department]!;
    expect({ department, ...(await asOf(served, row.as_of, code, null)) }).toMatchObject({ department, ...pick(row) });
  }
  const channels = { ONLINE: ['Internet'], POSTAL: ['Post'], COUNTER: ['Desk', 'e-mail', 'Intern'] };
  for (const [channel, names] of Object.entries(channels)) {
    const rows = names.map((name) => expected.as_of_log_end_by_channel[name]!);
    const total = rows.map(pick).reduce((a, b) => addUp(a, b));
    const found = await asOf(served, rows[0]!.as_of, null, channel);
    expect({ channel, ...found }).toMatchObject({
      channel,
      ...total,
      ...(channel === 'ONLINE' ? {} : { internet: 0 }),
    });
  }
}

type Figures = Omit<Row, 'as_of'>;

function pick(row: Omit<Row, 'as_of'>): Figures {
  const { received, internet, finished, finished_after_deadline, finished_on_or_before_deadline } = row;
  const { pending, pending_past_deadline, late_total } = row;
  return {
    ...{ received, internet, finished, finished_after_deadline, finished_on_or_before_deadline },
    ...{ pending, pending_past_deadline, late_total },
  };
}

function addUp(a: Figures, b: Figures): Figures {
  return Object.fromEntries(
    Object.entries(a).map(([name, value]) => [name, value + b[name as keyof Figures]]),
  ) as never;
}

given('the permit log', () => {
  describeHubs('through the gateway', (settings) => {
    test('under INSTANT gives every figure of its documentation', async () => {
      const served = await serveHub({ ...(await settings()), timeZone: 'Europe/Amsterdam', lateness: 'INSTANT' });
      try {
        expect(await importLog(served, LOG)).toBe(8577);
        await checkAll(served);
        const months = Object.keys(expected.received_by_start_month);
        for (const month of months) {
          const { indicators } = await served.query<{ indicators: { value: Value }[] }>(
            `query ($month: Period!) { indicators(codes: ["e-dossier-rate", "on-time-rate"]) { value(period: $month) { numerator denominator } } }`,
            { month },
          );
          const [received, completed] = indicators.map(({ value }) => value) as [Value, Value];
          const begun = expected.received_by_start_month[month]!;
          const ended = expected.finished_by_end_month[month]!;
          expect({ month, received, completed }).toEqual({
            month,
            received: { numerator: begun.internet, denominator: begun.received },
            completed: { numerator: ended.finished - ended.finished_after_deadline, denominator: ended.finished },
          });
        }
        // Importing it again changes nothing, and the cells are what the states say.
        expect(await importLog(served, LOG)).toBe(0);
        const { database, store } = served.hub.open;
        expect((await verify(database, store.settings)).count).toBe(0);
      } finally {
        await served.stop();
      }
    }, 120_000);

    test('gives the same when its rows are shuffled and repeated', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'hub-wabo-'));
      const served = await serveHub({ ...(await settings()), timeZone: 'Europe/Amsterdam', lateness: 'INSTANT' });
      try {
        const [head, ...rows] = gunzipSync(readFileSync(LOG)).toString('utf8').trimEnd().split('\n');
        const shuffled = [...rows, ...rows.filter((_, i) => i % 3 === 0)];
        // A fixed generator, so that a failure can be seen again.
        let seed = 20101001;
        for (let i = shuffled.length - 1; i > 0; i--) {
          seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
          const j = seed % (i + 1);
          [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
        }
        const file = join(folder, 'shuffled.csv');
        writeFileSync(file, [head, ...shuffled].join('\n'));
        expect(await importLog(served, file)).toBe(8577);
        await checkAll(served);
      } finally {
        await served.stop();
        rmSync(folder, { recursive: true, force: true });
      }
    }, 120_000);

    test('under DATE finishes 309 late', async () => {
      const served = await serveHub({ ...(await settings()), timeZone: 'Europe/Amsterdam', lateness: 'DATE' });
      try {
        await importLog(served, LOG);
        const last = expected.as_of.at(-1)!;
        const found = await asOf(served, last.as_of, null, null);
        expect(found.finished_after_deadline).toBe(309);
        expect(309).toBe(expected.sensitivity.finished_after_deadline_calendar_date_comparison_amsterdam);
      } finally {
        await served.stop();
      }
    }, 120_000);
  });
});
