import 'reflect-metadata';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killChildren, runHub, serveHub } from './hub';
import { type Corpus, importRound, type Round, storeOf } from './imports';
import { measureQueries } from './queries';
import { headText, importTable, NOTES, queryTable } from './report';

/**
 * `npm run bench [-- --small]`: import beside its limit, queries and memory at two sizes, all in one run. Nothing here
 * passes or fails: it prints ratios of measurements that were taken side by side.
 */
const FULL = { sizes: [10_000, 200_000], rounds: 3, requests: 300 } as const;
const SMALL = { sizes: [2_000, 20_000], rounds: 3, requests: 100 } as const;

const started = Date.now();

async function main(folder: string, { sizes, rounds, requests }: typeof FULL | typeof SMALL): Promise<void> {
  const empty = join(folder, 'empty.jsonl');
  writeFileSync(empty, '');
  const corpora: Corpus[] = [];
  for (const dossiers of sizes) {
    const file = join(folder, `${dossiers}.jsonl`);
    await runHub(['simulate', '--dossiers', String(dossiers), '--out', file], join(folder, 'unused'));
    say(`simulated ${dossiers} dossiers: ${Math.round(statSync(file).size / 1e6)} MB of JSON Lines`);
    corpora.push({ dossiers, file, empty, folder });
  }

  const measured = corpora.map(({ dossiers }) => ({ dossiers, rounds: [] as Round[] }));
  for (let round = 1; round <= rounds; round++) {
    for (const [index, corpus] of corpora.entries()) {
      const label = `round ${round} of ${rounds}, ${corpus.dossiers} dossiers: `;
      measured[index]!.rounds.push(await importRound(corpus, (text) => say(label + text)));
    }
  }
  print(`${headText(`JSON Lines, simulated, seed 1, ${rounds} rounds`)}\n`);
  print(`${importTable(measured)}\n`);

  const hubs = [await serveHub(storeOf(corpora[0]!)), await serveHub(storeOf(corpora[1]!))] as const;
  const latencies = await measureQueries(hubs, requests, say);
  for (const hub of hubs) await hub.stop();
  print(queryTable(latencies, measured, requests));
  print(NOTES);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function say(text: string): void {
  process.stderr.write(`[${String(Math.round((Date.now() - started) / 1000)).padStart(4)} s] ${text}\n`);
}

const folder = mkdtempSync(join(tmpdir(), 'hub-bench-'));
process.on('exit', () => {
  killChildren();
  rmSync(folder, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));
const unknown = process.argv.slice(2).find((argument) => argument !== '--small');
if (unknown === undefined) {
  main(folder, process.argv.includes('--small') ? SMALL : FULL).catch((error: unknown) => {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    // Children and stores may still be open.
    process.exit(1);
  });
} else {
  process.stderr.write(`unknown option ${unknown}; the one there is: --small (2,000 and 20,000 dossiers)\n`);
  process.exitCode = 2;
}
