import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import BetterSqlite3 from 'better-sqlite3';
import { eventually, HubBox, type Running } from '../support/hub';
import { CLEAN, figures, settled } from '../support/hub-facts';

/** What a store comes to: its figures, and a digest of every state. */
export interface Outcome {
  readonly figures: object;
  readonly states: string;
}

/** A simulated province as a file, and what it comes to when nothing disturbs its import. */
export interface Undisturbed {
  readonly box: HubBox;
  readonly file: string;
  readonly facts: number;
  /** How long the import took, in milliseconds. */
  readonly took: number;
  readonly outcome: Outcome;
}

const DATA = 'HUB_DATA_DIR';

export async function undisturbed(dossiers: number): Promise<Undisturbed> {
  const box = new HubBox();
  const file = box.path('facts.jsonl');
  await box.run(['simulate', '--dossiers', String(dossiers), '--seed', '3', '--to', '2023-01-01', '--out', file]);
  const started = Date.now();
  const { code, stdout } = await box.run(['import', file]);
  const facts = Number(/^accepted (\d+), repeated 0, dead-lettered 0$/m.exec(stdout)?.[1]);
  if (code !== 0 || !(facts > dossiers)) throw new Error(`the undisturbed import failed: ${stdout}`);
  return { box, file, facts, took: Date.now() - started, outcome: await outcomeOf(box, box.data) };
}

async function outcomeOf(box: HubBox, data: string): Promise<Outcome> {
  const rows = [];
  for (const period of ['2022-11', '2022']) rows.push(...settled(await figures(box, period, { [DATA]: data })));
  const database = new BetterSqlite3(`${data}/hub.db`, { readonly: true });
  const hash = createHash('sha256');
  try {
    for (const state of database.prepare('SELECT kind, subject, body FROM state ORDER BY kind, subject').iterate()) {
      hash.update(JSON.stringify(state));
    }
  } finally {
    database.close();
  }
  return { figures: rows, states: hash.digest('hex') };
}

/** Facts that are committed in a store; 0 while there is none. */
function committed(file: string): number {
  if (!existsSync(file)) return 0;
  let database: BetterSqlite3.Database | undefined;
  try {
    database = new BetterSqlite3(file, { readonly: true });
    return Number(database.prepare('SELECT SUM(accepted) FROM source').pluck().get() ?? 0);
  } catch {
    // Its tables are being made.
    return 0;
  } finally {
    database?.close();
  }
}

/**
 * Kills imports of one store at random moments, looks at what each left, imports to the end and compares with what was
 * undisturbed; then kills a rebuild. `moments` are the random numbers, each from 0 to 1: where among the commits the
 * kill falls, and how long after that commit.
 */
export async function killRound(whole: Undisturbed, name: string, moments: readonly [number, number][]): Promise<void> {
  try {
    await kills(whole, name, moments);
  } catch (error) {
    // The moments are random, so a failure must say which they were.
    (error as Error).message += `\n\nkilled at ${JSON.stringify(moments)}`;
    throw error;
  }
}

async function kills(whole: Undisturbed, name: string, moments: readonly [number, number][]): Promise<void> {
  const { box, file, facts, took } = whole;
  const data = box.path(name);
  const settings = { [DATA]: data };
  for (const [among, after] of moments) {
    const running = box.start(['import', file], settings);
    await untilCommitted(running, `${data}/hub.db`, among * 0.9 * facts);
    // Anywhere in the reading, merging and committing of a batch: at random is what this test is about.
    await delay((after * took) / 3);
    running.kill('SIGKILL');
    await running.ended;
    await expectClean(box, settings);
  }
  const finished = await box.run(['import', file], settings);
  expect([finished.code, finished.stderr]).toEqual([0, '']);
  const [, accepted, repeated] = /^accepted (\d+), repeated (\d+), dead-lettered 0$/m.exec(finished.stdout) ?? [];
  expect(Number(accepted) + Number(repeated)).toBe(facts);
  await expectClean(box, settings);
  expect(await outcomeOf(box, data)).toEqual(whole.outcome);

  const rebuilding = box.start(['rebuild'], settings);
  await delay((moments[0]![1] * took) / 2);
  rebuilding.kill('SIGKILL');
  await rebuilding.ended;
  await expectClean(box, settings);
  expect(await outcomeOf(box, data)).toEqual(whole.outcome);
}

async function untilCommitted(running: Running, file: string, count: number): Promise<void> {
  let over = false;
  running.ended.then(() => {
    over = true;
  });
  await eventually(
    () => (over || (existsSync(file) && committed(file) >= count) ? true : undefined),
    `${count} facts to be committed`,
  );
}

/** Whatever a kill leaves is a store of whole batches. */
async function expectClean(box: HubBox, settings: Record<string, string>): Promise<void> {
  const { code, stdout, stderr } = await box.run(['verify'], settings);
  expect([code, stdout, stderr]).toEqual([0, expect.stringMatching(CLEAN), '']);
}
