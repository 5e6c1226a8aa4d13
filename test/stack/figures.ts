import { MIGRATIONS, openSqlite } from '../../infra/database';
import { simulate } from '../../services/hub/simulate';
import { Random } from '../../services/hub/simulate/random';
import { ADAPTERS, type Adapter } from '../../services/hub/topics';
import { decodeFact, Store } from '../../services/indicators';
import { type Dump, dumpOf } from '../support/dump';
import { eventually } from '../support/hub';
import { CLEAN } from '../support/hub-facts';
import type { Record, RoleProcess, StackBox } from '../support/stack-box';

/** The kinds that the reporting system tells of; both systems tell of agencies. */
const REPORTED = /^vn\.province\.(agency|petition|document|workitem|regime|report|task|assignment|watermark)\.v1$/;
/** The kinds that the procedure-processing system tells of. */
const PROCESSED = /^vn\.province\.(agency|procedure|form|dossier)\.v1$/;

/** The facts that one system of a simulated province tells, and the messages that say them. */
export interface Told {
  readonly events: object[];
  readonly records: Record[];
}

/** The messages say each fact three times, in random order, each copy on a random partition. */
export function shuffled(dossiers: number, seed: number, by: Adapter = 'procedures'): Told {
  const kinds = by === 'reporting' ? REPORTED : PROCESSED;
  const all = [...simulate({ dossiers, seed, from: '2026-01-01', to: '2026-11-01' })];
  const events = all.filter(({ type }) => kinds.test(type));
  const random = new Random(seed, by === 'reporting' ? 1 : 0);
  const records = [...events, ...events, ...events].map((event) => ({
    key: event.subject,
    value: JSON.stringify(event),
    partition: random.whole(0, 5),
  }));
  for (let i = records.length - 1; i > 0; i--) {
    const j = random.whole(0, i);
    [records[i], records[j]] = [records[j]!, records[i]!];
  }
  return { events, records };
}

/** What an embedded store makes of the same facts, each once and in order. */
export async function embedded(box: StackBox, events: readonly object[]): Promise<Dump> {
  const database = await openSqlite(box.path('embedded', 'hub.db'), MIGRATIONS);
  try {
    const store = await Store.open(database);
    const now = Date.now();
    const messages = events.map((event, position) => ({
      origin: { place: 'embedded', position },
      decoded: decodeFact(event, { receivedAt: now }),
    }));
    await store.ingest(messages, now);
    return await dumpOf(database);
  } finally {
    await database.close();
  }
}

/** The stored rows are what the stored facts say, and what an embedded store makes of the same facts. */
export async function expectExact(box: StackBox, events: readonly object[]): Promise<Dump> {
  const verified = await box.run(['verify'], box.settings);
  // All of it, so that a failure shows what was said.
  expect(verified).toEqual({ ...verified, code: 0, stdout: expect.stringMatching(CLEAN) });
  const [stored, wanted] = [await box.dump(), await embedded(box, events)];
  expect(stored.states.length).toBe(wanted.states.length);
  expect(stored).toEqual(wanted);
  return stored;
}

/** Three workers of a topic, of which one joins late, one leaves and comes back, and one is killed. */
async function churn(box: StackBox, role: Adapter, produced: Promise<void>): Promise<RoleProcess[]> {
  const first = await box.role([role]);
  const second = await box.role([role]);
  await eventually(
    async () => ((await accepted(first)) + (await accepted(second)) > 0 ? true : undefined),
    'first facts',
  );
  const third = await box.role([role]);
  expect((await second.stop()).code).toBe(0);
  const again = await box.role([role]);
  first.running.kill('SIGKILL');
  await produced;
  return [third, again];
}

async function accepted({ url }: RoleProcess): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^hub_facts_total\{[^}]*outcome="accepted"[^}]*\} (\d+)/m.exec(text)?.[1] ?? 0);
}

/** Sends what both systems tell of so many dossiers three times, shuffled, while workers of both topics come and go. */
export async function countedOnce(box: StackBox, dossiers: number, seed: number): Promise<number> {
  const told = ADAPTERS.map((role) => ({ role, ...shuffled(dossiers, seed, role) }));
  const workers = await Promise.all(told.map(({ role, records }) => churn(box, role, box.produce(records, role))));
  for (const { role } of told) await box.taken(role);
  for (const worker of workers.flat()) expect((await worker.stop()).code).toBe(0);
  const events = told.flatMap((each) => each.events);
  const { reportSlots } = await expectExact(box, events);
  expect(reportSlots.length).toBeGreaterThan(100);
  return events.length;
}
