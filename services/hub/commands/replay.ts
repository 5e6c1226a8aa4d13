import type { Command } from 'commander';
import type { Config } from '../../../infra/config';
import { createKafka } from '../../../infra/kafka';
import {
  decodeFact,
  type Incoming,
  type Problem,
  readDeadLetters,
  removeDeadLetters,
  type StoredDeadLetter,
} from '../../indicators';
import { BATCH, importAll, problemText } from '../import';
import { readLog } from '../journal';
import type { OpenStore } from '../open';
import { Originals } from '../originals';
import { EXIT, exitWith, print, withStore } from './context';
import { tell } from './tell';

export function addReplay(program: Command): void {
  program
    .command('replay')
    .option('--from-dead-letters', 'retry what could not be taken in')
    .summary('read the log or the dead letters again')
    .description(
      'Merges again what the log holds (with Kafka: the topics), or retries the dead letters, those of a topic from the\n' +
        'original. What the store knows already changes nothing, and no position moves. Dead letters that are facts now\n' +
        'leave the list. Exit code 1 if any stays.',
    )
    .action(async (options: { fromDeadLetters?: boolean }) => {
      await withStore(async (open, config) => {
        const originals = config.kafka && new Originals(createKafka(config.kafka), config, open);
        await (options.fromDeadLetters === true
          ? retryDeadLetters(open, config, originals)
          : replayLog(open, originals));
      });
    });
}

async function replayLog(open: OpenStore, originals: Originals | undefined): Promise<void> {
  const source = async function* (): AsyncGenerator<Incoming[]> {
    if (originals !== undefined) yield* originals.all();
    yield* logBatches(open);
  };
  const totals = await importAll(open.store, source(), Date.now);
  tell(totals);
  if (totals.deadLettered > 0) exitWith(EXIT.FOUND);
}

async function* logBatches({ database }: OpenStore): AsyncGenerator<Incoming[]> {
  let after = 0;
  for (;;) {
    const page = await database.read((sql) => readLog(sql, after, BATCH));
    if (page === undefined) return;
    after = page.last;
    yield page.incoming;
  }
}

/** Retries each dead letter: from the original where its topic still has it; one that lost a value else stays. */
async function retryDeadLetters(
  { database, store }: Pick<OpenStore, 'database' | 'store'>,
  { futureBoundMs }: Pick<Config, 'futureBoundMs'>,
  originals: Originals | undefined,
): Promise<void> {
  const totals = { retried: 0, accepted: 0, repeated: 0, failed: 0, again: 0 };
  let after = { at: -1, id: '' };
  for (;;) {
    const letters = await database.read((sql) => readDeadLetters(sql, after, BATCH));
    const last = letters.at(-1);
    if (last === undefined) break;
    after = { at: last.at, id: last.id };
    const retries: Retry[] = [];
    for (const letter of letters) {
      const messages = (await originals?.of(letter)) ?? (letter.incomplete ? undefined : [kept(letter, futureBoundMs)]);
      if (messages !== undefined) retries.push({ letter, messages });
      else {
        totals.again++;
        process.stderr.write(`${problemText(letter)}; a value was removed: send it again\n`);
      }
    }
    const { solved, accepted, repeated } = await retry({ database, store }, retries);
    totals.retried += retries.length;
    totals.accepted += accepted;
    totals.repeated += repeated;
    totals.failed += retries.length - solved;
  }
  print(
    `retried ${totals.retried}: accepted ${totals.accepted}, repeated ${totals.repeated}, still failing ${totals.failed}; ` +
      `must be sent again ${totals.again}`,
  );
  if (totals.failed + totals.again > 0) exitWith(EXIT.FOUND);
}

/** A dead letter and what its message says now; of a message with several entries all of them. */
interface Retry {
  readonly letter: StoredDeadLetter;
  readonly messages: readonly Incoming[];
}

/** What the list keeps of the message. */
function kept({ origin, redacted }: StoredDeadLetter, futureBoundMs: number): Incoming {
  return { origin, decoded: decodeFact(redacted, { receivedAt: Date.now(), futureBoundMs }) };
}

async function retry(
  { database, store }: Pick<OpenStore, 'database' | 'store'>,
  retries: readonly Retry[],
): Promise<{ solved: number; accepted: number; repeated: number }> {
  const now = Date.now();
  const { solved, unsolved, outcome } = await database.write(async (sql) => {
    const sound = retries.flatMap(({ messages }) => messages.filter(({ decoded }) => decoded.ok));
    const outcome = await store.ingestInto(sql, sound, now);
    // A fact may still be refused, as one of a simulated province by a store of real facts.
    const refused = new Map(outcome.deadLetters.map((letter) => [nameOf(letter.origin), letter.problem]));
    const problemOf = ({ letter, messages }: Retry): Problem | undefined => {
      const faults = messages.flatMap(({ decoded }) => (decoded.ok ? [] : [decoded.problem]));
      const same = faults.find(({ field }) => field === letter.problem.field);
      return same ?? (faults.length === messages.length ? faults[0] : refused.get(nameOf(letter.origin)));
    };
    const judged = retries.map((each) => ({ letter: each.letter, problem: problemOf(each) }));
    const solved = judged.filter(({ problem }) => problem === undefined);
    await removeDeadLetters(
      sql,
      solved.map(({ letter }) => letter.id),
    );
    return { solved: solved.length, unsolved: judged.filter(({ problem }) => problem !== undefined), outcome };
  });
  for (const { letter, problem } of unsolved) {
    process.stderr.write(`${problemText({ ...letter, problem: problem! })}; still no fact\n`);
  }
  return { solved, accepted: outcome.accepted, repeated: outcome.repeated };
}

function nameOf({ place, position }: Incoming['origin']): string {
  return `${place}:${position}`;
}
