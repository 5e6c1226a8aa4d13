import { setTimeout as delay } from 'node:timers/promises';
import { type Database, DatabaseAway, type Lock, LockLost } from '../../infra/database';
import type { WorkingDays } from '../../infra/time/working-days';
import type { CatalogueReader } from '../catalog';
import type { Targets } from '../indicators';
import { isMovedByTime, type StoreView } from './changes';
import { runCycle } from './cycle';
import type { Sender, Topic } from './event';
import { Outlet, Stopped } from './outlet';
import { readPending } from './poll';
import { Overtaken } from './published';

/** `standby`: another relay is at work; `waiting`: Kafka or the database is away, and it tries again. */
export type RelayState = 'standby' | 'running' | 'waiting' | 'stopped' | 'crashed';

export interface RelayOptions {
  readonly database: Database;
  readonly store: StoreView;
  readonly catalogue: CatalogueReader;
  readonly workingDays: WorkingDays;
  /** What values are held against. */
  readonly targets: Targets;
  readonly sender: Sender;
  /** Waits so many milliseconds for the right to send; undefined where another relay has it all that time. */
  readonly takeLock: (wait: number) => Promise<Lock | undefined>;
  /** Whether an error of the sender means that the same may succeed later; absent: one named KafkaAway. */
  readonly isAway?: (error: unknown) => boolean;
  /** The clock, epoch milliseconds. */
  readonly now?: () => number;
  readonly pace?: Partial<Pace>;
  readonly onPublished?: (topic: Topic, count: number) => void;
  readonly log?: (level: 'info' | 'warn' | 'error', message: string, error?: unknown) => void;
}

/** In milliseconds. */
export interface Pace {
  /** Between two looks at an idle store. */
  readonly poll: number;
  /** Changes are told when none has come for so long ... */
  readonly settle: number;
  /** ... and at the latest so long after the first was noticed. */
  readonly settleAtMost: number;
  /** Under `INSTANT`, how often it is looked for what time alone has moved. */
  readonly tick: number;
  /** First and longest pause while something is away. */
  readonly pause: number;
  readonly pauseAtMost: number;
  /** How long one attempt at the lock waits. */
  readonly standby: number;
}

const PACE: Pace = {
  poll: 200,
  settle: 200,
  settleAtMost: 1000,
  tick: 60_000,
  pause: 250,
  pauseAtMost: 10_000,
  standby: 2000,
};

export interface Relay {
  state(): RelayState;
  /** Notes of changes that wait, as last seen, a rebuild as one; a long queue is counted to some ten thousand. */
  pending(): number;
  /** For how long something has waited, as far as this process has seen; 0 where nothing does. */
  oldestPendingMs(): number;
  /** Resolves when it has ended by an error that waiting does not mend. */
  readonly crashed: Promise<Error>;
  /** Ends after the piece of work under way. */
  stop(): Promise<void>;
}

/** Publishes what changes in the store, one relay at a time among all processes, until stopped. */
export function startRelay(options: RelayOptions): Relay {
  return new RunningRelay(options);
}

class RunningRelay implements Relay {
  readonly crashed: Promise<Error>;
  readonly #pace: Pace;
  readonly #now: () => number;
  readonly #stopping = new AbortController();
  readonly #ended: Promise<void>;
  #state: RelayState = 'standby';
  #pending = 0;
  /** When something that waits was first seen, by the clock of `performance`. */
  #pendingSince: number | undefined;
  /** The instant of the last whole cycle; undefined before the first of this process. */
  #looked: number | undefined;
  #pause = 0;

  constructor(private readonly options: RelayOptions) {
    this.#pace = { ...PACE, ...options.pace };
    this.#now = options.now ?? Date.now;
    let crash: (error: Error) => void;
    this.crashed = new Promise((resolve) => {
      crash = resolve;
    });
    this.#ended = this.#run().then(
      () => {
        this.#state = 'stopped';
      },
      (error: unknown) => {
        this.#state = 'crashed';
        this.#log('error', 'the relay has ended', error);
        crash(error instanceof Error ? error : new Error(String(error)));
      },
    );
  }

  state(): RelayState {
    return this.#state;
  }

  pending(): number {
    return this.#pending;
  }

  oldestPendingMs(): number {
    return this.#pendingSince === undefined ? 0 : Math.round(performance.now() - this.#pendingSince);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#ended;
  }

  async #run(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      let lock: Lock | undefined;
      try {
        lock = await this.options.takeLock(this.#pace.standby);
        if (lock === undefined) {
          this.#state = 'standby';
          await this.#sleep(this.#pace.poll);
        } else await this.#work(lock);
      } catch (error) {
        if (error instanceof Stopped) return;
        if (error instanceof LockLost) this.#log('warn', 'the relay has lost its lock', error);
        else if (!this.#isAway(error)) throw error;
        await this.#wait(error);
      } finally {
        await lock?.release();
      }
    }
  }

  /** Looks again and again, while the lock is held. */
  async #work(lock: Lock): Promise<void> {
    const { database, store, catalogue, workingDays, targets, sender, onPublished } = this.options;
    const outlet = new Outlet(sender, lock, () => this.#stopping.signal.aborted, onPublished);
    // Another relay may have been at work meanwhile: nothing is known of how far it came.
    this.#looked = undefined;
    this.#state = 'running';
    while (!this.#stopping.signal.aborted) {
      try {
        if ((await this.#look()) || this.#isDue()) {
          await this.#settle();
          await runCycle({ database, store, catalogue, workingDays, targets, outlet, now: this.#now }).then((work) => {
            this.#looked = Number(work.after.looked);
          });
          await this.#look();
        } else {
          await lock.check();
        }
        this.#state = 'running';
        this.#pause = 0;
      } catch (error) {
        if (error instanceof Stopped || error instanceof LockLost || !this.#isAway(error)) throw error;
        // What could not be sent is worked out anew: only current values are told afterwards.
        await this.#wait(error);
        continue;
      }
      await this.#sleep(this.#pace.poll);
    }
  }

  /** Whether anything waits to be told. */
  async #look(): Promise<boolean> {
    const { count } = await readPending(this.options.database);
    this.#pending = count;
    if (count === 0) this.#pendingSince = undefined;
    else this.#pendingSince ??= performance.now();
    return count > 0;
  }

  /** Whether time alone may have moved something. */
  #isDue(): boolean {
    if (this.#looked === undefined) return true;
    const { settings } = this.options.store;
    const now = this.#now();
    if (!isMovedByTime(this.#looked, now, settings)) return false;
    return settings.rule === 'DATE' || now - this.#looked >= this.#pace.tick;
  }

  /** Waits until changes have stopped coming for a moment, so that many of one place are told as one. */
  async #settle(): Promise<void> {
    const { settle, settleAtMost } = this.#pace;
    const began = performance.now();
    let { revision } = await readPending(this.options.database);
    let changed = began;
    while (performance.now() - changed < settle && performance.now() - began < settleAtMost) {
      await this.#sleep(Math.min(settle / 4, 50));
      const seen = await readPending(this.options.database);
      if (seen.revision === revision) continue;
      revision = seen.revision;
      changed = performance.now();
    }
  }

  #isAway(error: unknown): boolean {
    const { isAway = (thrown) => (thrown as Error | null)?.name === 'KafkaAway' } = this.options;
    return error instanceof DatabaseAway || error instanceof Overtaken || isAway(error);
  }

  async #wait(error: unknown): Promise<void> {
    const { pause, pauseAtMost } = this.#pace;
    this.#state = 'waiting';
    if (this.#pause === 0) this.#log('warn', 'the relay waits and tries again', error);
    this.#pause = Math.min(pauseAtMost, this.#pause === 0 ? pause : this.#pause * 2);
    await this.#sleep(this.#pause);
  }

  async #sleep(milliseconds: number): Promise<void> {
    await delay(milliseconds, undefined, { signal: this.#stopping.signal }).catch(() => {});
  }

  #log(level: 'info' | 'warn' | 'error', message: string, error?: unknown): void {
    this.options.log?.(level, message, error);
  }
}
