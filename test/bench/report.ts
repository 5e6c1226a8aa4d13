import { cpus, totalmem } from 'node:os';
import { BATCH } from '../../services/hub/import';
import type { Round } from './imports';
import type { Latency } from './queries';
import { ratios, type Spread, spread } from './stats';

/** The rounds of one size. */
export interface Size {
  readonly dossiers: number;
  readonly rounds: readonly Round[];
}

const NAME = 54;
const CELL = 11;

/** On what it was measured. */
export function headText(note: string): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `Benchmark: Node ${process.version}, ${cpus().length} x ${cpu?.model ?? '?'}, ${memory} GiB; ${note}`;
}

/** Rates of the import, of its limits, their ratios, and the memory it takes. */
export function importTable(sizes: readonly Size[]): string {
  const spreads = (of: keyof Round): Spread[] => sizes.map(({ rounds }) => spread(rounds.map((round) => round[of])));
  const share = (limit: 'sameRows' | 'upserts', way: 'child' | 'inProcess'): Spread[] =>
    sizes.map(({ rounds }) =>
      spread(
        ratios(
          rounds.map((round) => round[way]),
          rounds.map((round) => round[limit]),
        ),
      ),
    );
  const whole = (value: number): string => Math.round(value).toLocaleString('en');
  const two = (value: number): string => value.toFixed(2);
  const line = (name: string, all: readonly Spread[], show: (value: number) => string): string =>
    row(
      name,
      all.flatMap(({ min, median, max }) => [min, median, max].map(show)),
    );
  return [
    row('IMPORT, facts a second (rounds interleaved)', sizes.flatMap(sizeHead)),
    row(
      '',
      sizes.flatMap(() => ['min', 'median', 'max']),
    ),
    line('hub import, as a process', spreads('child'), whole),
    line('import inside this process', spreads('inProcess'), whole),
    line('limit A: the same rows, bare loop', spreads('sameRows'), whole),
    line('limit B: one state upsert a fact, bare loop', spreads('upserts'), whole),
    line('hub import / limit A   (aim: at least 0.4)', share('sameRows', 'child'), two),
    line('hub import / limit B', share('upserts', 'child'), two),
    line('in this process / limit A', share('sameRows', 'inProcess'), two),
    line('in this process / limit B', share('upserts', 'inProcess'), two),
    '',
    row('MEMORY, the largest of the process, MiB', sizes.flatMap(sizeHead)),
    line('hub import', spreads('peakMiB'), whole),
    line('hub import of nothing', spreads('restMiB'), whole),
    memoryRatio(sizes),
  ].join('\n');
}

function sizeHead({ dossiers, rounds }: Size): string[] {
  return [`${(dossiers / 1000).toLocaleString('en')}k doss.`, `${Math.round(rounds[0]!.facts / 1000)}k facts`, ''];
}

function memoryRatio(sizes: readonly Size[]): string {
  const [small, large] = sizes.map(({ rounds }) => spread(rounds.map((round) => round.peakMiB)).median);
  return row('large / small, medians   (aim: flat)', ['', (large! / small!).toFixed(2)]);
}

/** Latencies of both stores, and how many times the large one takes. */
export function queryTable(latencies: readonly Latency[], sizes: readonly Size[], n: number): string {
  const ms = (value: number): string => value.toFixed(1);
  const stores = sizes.map(({ dossiers }) => `${(dossiers / 1000).toLocaleString('en')}k`);
  const heads = ['p50', 'p99'].flatMap((p) => [...stores.map((store) => `${p} ${store}`), `ratio`]);
  return [
    row(`QUERIES through the gateway, ms (${n} each, turn by turn)`, heads),
    ...latencies.map(({ query, p50, p99 }) =>
      row(
        query.name,
        [p50, p99].flatMap(([a, b]) => [ms(a), ms(b), (b / a).toFixed(2)]),
      ),
    ),
    row('(aim: ratio of the dashboard at most 1.3)', []),
  ].join('\n');
}

/** What each line means. */
export const NOTES = `
hub import: facts / (wall time of the command from spawn to exit - that of an import of an empty file, same round);
  a new store, JSON Lines unpacked on disk. In this process: from the first byte read until the store is closed.
limit A: every row the import left (states, contributions, cells, sources, ...), in the order of its key (the kindest
  to a B-tree), inserted once into a new file with the same tables, indexes and pragmas (WAL, synchronous FULL), in
  transactions as large as ${BATCH} facts' share. It decodes nothing, and writes a row once that the import wrote often.
limit B: for every fact one upsert of its subject's final state, in the order of the file, ${BATCH} a transaction.
ratios: of the measurements of one round, then min, median and max over the rounds.
queries: keep-alive HTTP to 'hub serve', one request at a time, the small and the large store in turns; the last query
  sums facts one by one where a half-month is cut, so it may grow with the store; the others read cells only.
memory: VmHWM of the importing process (the whole Node process).`;

function row(name: string, cells: readonly string[]): string {
  return `${name.padEnd(NAME)}${cells.map((cell) => cell.padStart(CELL)).join('')}`.trimEnd();
}
