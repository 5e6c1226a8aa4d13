import 'reflect-metadata';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resetStack, upStack } from '../../infra/stack';
import { killChildren, runHub, serveHub } from './hub';
import { type Corpus, importRound, type Round, storeOf } from './imports';
import { measureQueries } from './queries';
import { headText, importTable, NOTES, queryTable } from './report';
import { type StackRound, stackRound, stackTable, visibility } from './stack';
import { spread } from './stats';

/**
 * `npm run bench [-- --small] [--embedded|--stack]`: import beside its limit, queries and memory at two sizes, and facts
 * from Kafka into MariaDB beside its limits, all in one run. Nothing here passes or fails: it prints ratios of measurements that were taken side by side.
 */
const FULL = { sizes: [10_000, 200_000], rounds: 3, requests: 300, stack: 155_000, markers: 300 } as const;
const SMALL = { sizes: [2_000, 20_000], rounds: 3, requests: 100, stack: 10_000, markers: 100 } as const;
type Size = typeof FULL | typeof SMALL;

const started = Date.now();

async function embedded(folder: string, { sizes, rounds, requests }: Size): Promise<void> {
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

/** Kafka into MariaDB, on servers of its own. */
async function stacked(folder: string, { stack: dossiers, rounds, markers }: Size): Promise<void> {
  const file = join(folder, 'stack.jsonl');
  await runHub(['simulate', '--dossiers', String(dossiers), '--out', file], join(folder, 'unused'));
  const servers = join(folder, 'stack');
  const stack = await upStack(servers, say);
  try {
    const corpus = { file, dossiers, stack };
    const measured: StackRound[] = [];
    for (let round = 1; round <= rounds; round++) {
      measured.push(await stackRound(corpus, (text) => say(`round ${round} of ${rounds}: ${text}`)));
    }
    print(`\n${stackTable(dossiers, measured)}`);
    const rate = spread(measured.map(({ hub }) => hub)).median / 2;
    const { p50, p99, max } = await visibility(corpus, rate, markers);
    print(
      `produce to visible in GraphQL at ${Math.round(rate)} facts/s (half the rate), ${markers} facts, ms: ` +
        `p50 ${p50.toFixed(0)}, p99 ${p99.toFixed(0)}, max ${max.toFixed(0)}   (aim: p99 under 1000)`,
    );
  } finally {
    await resetStack(servers, say);
  }
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
const asked = process.argv.slice(2);
const unknown = asked.find((argument) => !['--small', '--embedded', '--stack'].includes(argument));
if (unknown === undefined) {
  const size = asked.includes('--small') ? SMALL : FULL;
  run(size).catch((error: unknown) => {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    // Children and stores may still be open.
    process.exit(1);
  });
} else {
  process.stderr.write(
    `unknown option ${unknown}; there are: --small (fewer dossiers), --embedded and --stack (only that part)\n`,
  );
  process.exitCode = 2;
}

async function run(size: Size): Promise<void> {
  if (!asked.includes('--stack')) await embedded(folder, size);
  if (!asked.includes('--embedded')) await stacked(folder, size);
}
