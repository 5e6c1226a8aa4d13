import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { InputError, messageOf } from '../errors';
import { Kafka } from './kafka';
import { Mariadb } from './mariadb';
import { type Say, silent } from './say';

/** Both servers of a folder, running or not. */
export interface Stack {
  readonly mariadb: Mariadb;
  readonly kafka: Kafka;
}

/** The stack of a folder; nothing is started. */
export function stackOf(folder: string, say: Say = silent): Stack {
  const path = resolve(folder);
  return { mariadb: new Mariadb(join(path, 'mariadb'), { say }), kafka: new Kafka(join(path, 'kafka'), { say }) };
}

/** Starts what does not run, and waits until both answer. @throws InputError that says what to do */
export async function upStack(folder: string, say: Say = silent): Promise<Stack> {
  const stack = stackOf(folder, say);
  const started = await Promise.allSettled([stack.mariadb.start(), stack.kafka.start()]);
  const failed = started.flatMap((one): unknown[] => (one.status === 'rejected' ? [one.reason] : []));
  if (failed.length > 1 && failed.every((one) => one instanceof InputError))
    throw new InputError(failed.map(messageOf).join('\n'));
  if (failed.length > 0) throw failed.find((one) => !(one instanceof InputError)) ?? failed[0];
  return stack;
}

/** Stops both cleanly; what does not run is left alone. */
export async function downStack(folder: string, say: Say = silent): Promise<void> {
  const { mariadb, kafka } = stackOf(folder, say);
  await Promise.all([mariadb.stop(), kafka.stop()]);
}

/** Stops both and removes their data. */
export async function resetStack(folder: string, say: Say = silent): Promise<void> {
  await downStack(folder, say);
  for (const name of ['mariadb', 'kafka']) rmSync(join(folder, name), { recursive: true, force: true });
}
