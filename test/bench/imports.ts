import { rmSync } from 'node:fs';
import { readConfig } from '../../infra/config';
import { importAll } from '../../services/hub/import';
import { openStore } from '../../services/hub/open';
import { ROOT } from '../../services/hub/root';
import { readFacts } from '../../services/procedures';
import { runHub } from './hub';
import { upsertsPerFact, writeSameRows } from './limits';

/** What is imported. */
export interface Corpus {
  readonly dossiers: number;
  /** JSON Lines. */
  readonly file: string;
  /** A file without a fact: its import is what starting and stopping costs. */
  readonly empty: string;
  /** Folder of the stores. */
  readonly folder: string;
}

/** One round: each way once, right after another, in facts per second. */
export interface Round {
  readonly facts: number;
  readonly child: number;
  readonly inProcess: number;
  readonly sameRows: number;
  readonly upserts: number;
  readonly peakMiB: number;
  /** Of an import of nothing. */
  readonly restMiB: number;
}

/** Where the last round leaves the imported store. */
export function storeOf({ folder, dossiers }: Corpus): string {
  return `${folder}/store-${dossiers}`;
}

/** Runs one round; the store that the child left stays, for the queries. */
export async function importRound(corpus: Corpus, say: (text: string) => void): Promise<Round> {
  const store = storeOf(corpus);
  const scratch = `${corpus.folder}/scratch`;
  for (const folder of [store, scratch]) clear(folder);

  const nothing = await runHub(['import', corpus.empty], scratch);
  clear(scratch);
  const whole = await runHub(['import', corpus.file], store);
  const facts = acceptedOf(whole.output);
  const child = facts / (whole.seconds - nothing.seconds);
  say(`hub import ${round(child)} facts/s`);

  const inProcess = facts / (await importHere(corpus.file, scratch));
  clear(scratch);
  say(`in process ${round(inProcess)} facts/s`);

  const sameRows = facts / (await writeSameRows(store, scratch, facts));
  clear(scratch);
  say(`limit, same rows ${round(sameRows)} facts/s`);
  const upserts = facts / (await upsertsPerFact(store, scratch, corpus.file));
  clear(scratch);
  say(`limit, upserts ${round(upserts)} facts/s`);
  return { facts, child, inProcess, sameRows, upserts, peakMiB: whole.peakMiB, restMiB: nothing.peakMiB };
}

/** Seconds of an import in this process, from the first byte read to the store closed. */
async function importHere(file: string, folder: string): Promise<number> {
  const open = await openStore(readConfig({ HUB_DATA_DIR: folder }, ROOT));
  globalThis.gc?.();
  const started = performance.now();
  try {
    await importAll(open.store, readFacts(file, { receivedAt: Date.now }), Date.now);
  } finally {
    await open.close();
  }
  return (performance.now() - started) / 1000;
}

function acceptedOf(output: string): number {
  const found = /accepted (\d+), repeated 0, dead-lettered 0/.exec(output);
  if (found === null) throw new Error(`an import of simulated facts should take every one: ${output}`);
  return Number(found[1]);
}

function clear(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

function round(value: number): string {
  return Math.round(value).toLocaleString('en');
}
