import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { MIGRATIONS, openSqlite } from '../../infra/database';
import { importAll } from '../../services/hub/import';
import { encodeFact, Store } from '../../services/indicators';
import { readFacts, readMapping } from '../../services/procedures';
import { dumpOf } from '../support/dump';
import { ask, PROJECT } from '../support/hub';
import { CLEAN } from '../support/hub-facts';
import { describeStack } from '../support/stack';
import { StackBox } from '../support/stack-box';

const DATA = resolve(PROJECT, '../shared/data/wabo-receipt');
const LOG = join(DATA, 'receipt-events.csv.gz');
const PRESENT = existsSync(LOG);
if (!PRESENT)
  process.stderr.write('The permit log is absent (shared/data/wabo-receipt): it is not sent through Kafka.\n');
const given = PRESENT ? test : test.skip;
const AS = { HUB_TIME_ZONE: 'Europe/Amsterdam', HUB_LATENESS: 'INSTANT' };

describeStack('the permit log', (stack) => {
  let box: StackBox;
  beforeAll(async () => {
    box = new StackBox(await stack.place());
    await box.createTopics();
  });
  afterAll(() => box.close());

  given(
    'gives through Kafka and MariaDB what its import into an embedded store gives, row by row, and the figures of its documentation',
    async () => {
      const file = box.write('log.csv', gunzipSync(readFileSync(LOG)));
      const mapping = await readMapping(join(PROJECT, 'test/wabo/mapping.yaml'), { defaultZone: AS.HUB_TIME_ZONE });
      const read = (): ReturnType<typeof readFacts> => readFacts(file, { mapping, receivedAt: Date.now });
      const database = await openSqlite(box.path('imported', 'hub.db'), MIGRATIONS);
      const store = await Store.open(database, { timeZone: AS.HUB_TIME_ZONE, lateness: 'INSTANT' });
      await importAll(store, read(), Date.now);
      const wanted = await dumpOf(database);
      await database.close();

      const records: { key: string; value: string }[] = [];
      for await (const messages of read()) {
        for (const { decoded } of messages) {
          if (decoded.ok) records.push({ key: decoded.fact.subject, value: JSON.stringify(encodeFact(decoded.fact)) });
        }
      }
      expect(records.length).toBeGreaterThan(8000);
      // The newest first: no fact finds the one before it.
      await box.produce(records.reverse());
      const worker = await box.role(['procedures'], AS);
      await box.taken();
      expect((await worker.stop()).code).toBe(0);
      expect((await box.run(['verify'], { ...box.settings, ...AS })).stdout).toMatch(CLEAN);
      expect(await box.dump()).toEqual(wanted);
      await expectDocumented(box);
    },
    120_000,
  );
});

/** The figures of each month that the log's own documentation computed. */
interface Documented {
  readonly received_by_start_month: Record<string, { received: number; internet: number }>;
  readonly finished_by_end_month: Record<string, { finished: number; finished_after_deadline: number }>;
}

/** The gateway on the server's store answers the figures of the log's documentation. */
async function expectDocumented(box: StackBox): Promise<void> {
  const documented = JSON.parse(readFileSync(join(DATA, 'expected.json'), 'utf8')) as Documented;
  const gateway = await box.role(['gateway'], AS);
  const query = `query ($month: Period!) {
    indicators(codes: ["e-dossier-rate", "on-time-rate"]) { value(period: $month) { numerator denominator } } }`;
  for (const [month, { received, internet }] of Object.entries(documented.received_by_start_month)) {
    const { finished, finished_after_deadline } = documented.finished_by_end_month[month]!;
    const { indicators } = await ask<{ indicators: object[] }>(gateway.url, query, { month });
    expect([month, ...indicators]).toEqual([
      month,
      { value: { numerator: internet, denominator: received } },
      { value: { numerator: finished - finished_after_deadline, denominator: finished } },
    ]);
  }
  expect((await gateway.stop()).code).toBe(0);
}
