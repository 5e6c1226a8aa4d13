import type { Command } from 'commander';
import { decodeFact, type Incoming, readDeadLetters, removeDeadLetters, type StoredDeadLetter } from '../../indicators';
import { BATCH, importAll, problemText } from '../import';
import { readLog } from '../journal';
import type { OpenStore } from '../open';
import { EXIT, exitWith, print, withStore } from './context';
import { tell } from './tell';

export function addReplay(program: Command): void {
  program
    .command('replay')
    .option('--from-dead-letters', 'retry what could not be taken in')
    .summary('read the log or the dead letters again')
    .description(
      'Merges the facts of the log again, or retries the dead letters; what the store knows already changes nothing.\n' +
        'Dead letters that are facts now leave the list. Exit code 1 if any stays.',
    )
    .action(async (options: { fromDeadLetters?: boolean }) => {
      await withStore((open) => (options.fromDeadLetters === true ? retryDeadLetters(open) : replayLog(open)));
    });
}

async function replayLog(open: OpenStore): Promise<void> {
  const totals = await importAll(open.store, logBatches(open), Date.now);
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

/** Retries each dead letter; one that lost a value must be sent again by its source. */
async function retryDeadLetters({ database, store }: OpenStore): Promise<void> {
  const totals = { retried: 0, accepted: 0, repeated: 0, failed: 0, again: 0 };
  let after = { at: -1, id: '' };
  for (;;) {
    const letters = await database.read((sql) => readDeadLetters(sql, after, BATCH));
    const last = letters.at(-1);
    if (last === undefined) break;
    after = { at: last.at, id: last.id };
    const whole = letters.filter((letter) => !letter.incomplete);
    for (const letter of letters.filter((candidate) => candidate.incomplete)) {
      totals.again++;
      process.stderr.write(`${problemText(letter)}; a value was removed: send it again\n`);
    }
    const { solved, accepted, repeated } = await retry({ database, store }, whole);
    totals.retried += whole.length;
    totals.accepted += accepted;
    totals.repeated += repeated;
    totals.failed += whole.length - solved;
  }
  print(
    `retried ${totals.retried}: accepted ${totals.accepted}, repeated ${totals.repeated}, still failing ${totals.failed}; ` +
      `must be sent again ${totals.again}`,
  );
  if (totals.failed + totals.again > 0) exitWith(EXIT.FOUND);
}

async function retry(
  { database, store }: Pick<OpenStore, 'database' | 'store'>,
  letters: readonly StoredDeadLetter[],
): Promise<{ solved: number; accepted: number; repeated: number }> {
  const now = Date.now();
  const messages = letters.map((letter) => ({
    letter,
    incoming: { origin: letter.origin, decoded: decodeFact(letter.redacted, { receivedAt: now }) },
  }));
  return database.write(async (sql) => {
    const sound = messages.filter(({ incoming }) => incoming.decoded.ok);
    const outcome = await store.ingestInto(
      sql,
      sound.map(({ incoming }) => incoming),
      now,
    );
    // A fact may still be refused, as one of a simulated province by a store of real facts.
    const refused = new Set(outcome.deadLetters.map(({ origin }) => `${origin.place}:${origin.position}`));
    const solved = sound.filter(({ letter: { origin } }) => !refused.has(`${origin.place}:${origin.position}`));
    await removeDeadLetters(
      sql,
      solved.map(({ letter }) => letter.id),
    );
    for (const { letter, incoming } of messages.filter((message) => !solved.includes(message))) {
      const problem = incoming.decoded.ok ? letter.problem : incoming.decoded.problem;
      process.stderr.write(`${problemText({ ...letter, problem })}; still no fact\n`);
    }
    return { solved: solved.length, accepted: outcome.accepted, repeated: outcome.repeated };
  });
}
