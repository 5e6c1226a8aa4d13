import { InputError } from '../../../infra/errors';
import { type Decoded, decodeFact, type Incoming, redactWhole } from '../../indicators';
import type { Progress } from './bytes';
import type { Mapping } from './mapping';
import { describeFault, type FaultyLine, readLines } from './read-lines';
import { readTable } from './table';

export interface ReadFactsOptions {
  /** Given: the file is a table. Otherwise it is JSON Lines. */
  readonly mapping?: Mapping;
  /** The clock: asked once a batch. */
  readonly receivedAt: () => number;
  /** How much later than that a fact's `time` may be, in milliseconds (1 day). */
  readonly futureBoundMs?: number;
  /** Most messages of a batch (1,000). */
  readonly batchSize?: number;
  readonly onProgress?: (progress: Progress) => void;
}

/**
 * Reads the facts of a file, packed by gzip or not, in batches: CloudEvents as JSON Lines, or a table through a mapping.
 * What is no fact is handed out as a problem; nothing is left out but blank lines.
 * @throws InputError, after all that could be read, when the file as a whole is at fault
 */
export async function* readFacts(path: string, options: ReadFactsOptions): AsyncGenerator<Incoming[]> {
  const { mapping, ...rest } = options;
  if (mapping !== undefined) {
    yield* readTable(path, mapping, rest);
    return;
  }
  if (/\.[ct]sv(\.gz)?$/i.test(path)) throw new InputError(`${path} is a table: it needs a mapping to become facts`);
  const { receivedAt, futureBoundMs, ...reading } = rest;
  for await (const lines of readLines(path, reading)) {
    const arrival = { receivedAt: receivedAt(), futureBoundMs };
    yield lines.map((line) => ({
      origin: { place: path, position: line.number },
      decoded: 'text' in line ? decodeFact(line.text, arrival) : refusedLine(line),
    }));
  }
}

function refusedLine(line: FaultyLine): Decoded {
  const { expected, what } = describeFault(line);
  return { ok: false, problem: { field: '', expected }, ...redactWhole(what) };
}
