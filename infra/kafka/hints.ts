import type { OffsetsByTopicPartition } from 'kafkajs';
import { messageOf } from '../errors';
import type { KafkaLog } from './client';
import { nameOf, type Place } from './records';

type Commit = (offsets: OffsetsByTopicPartition) => Promise<void>;

/**
 * Tells Kafka now and then how far the group has read. Nothing depends on it (the stored position is the truth): it is
 * for those who look at the group's lag, and spares a seek at the next start.
 */
export class Hints {
  #pending = new Map<string, { readonly place: Place; readonly next: number }>();
  #lastMs = 0;
  #running: Promise<void> = Promise.resolve();

  constructor(
    private readonly log: KafkaLog,
    private readonly everyMs: number,
  ) {}

  note(place: Place, next: number): void {
    this.#pending.set(nameOf(place), { place, next });
  }

  /** What was noted belongs to a generation that is over. */
  forget(): void {
    this.#pending.clear();
  }

  /** Commits what was noted, in the background and not more often than asked for. */
  now(commit: Commit): void {
    if (performance.now() - this.#lastMs >= this.everyMs) void this.flush(commit);
  }

  /** Commits what was noted. Never fails. */
  flush(commit: Commit): Promise<void> {
    const hints = [...this.#pending.values()];
    this.#pending.clear();
    this.#lastMs = performance.now();
    if (hints.length > 0) this.#running = this.#running.then(() => this.#commit(hints, commit));
    return this.#running;
  }

  async #commit(hints: readonly { readonly place: Place; readonly next: number }[], commit: Commit): Promise<void> {
    try {
      const topics = [...new Set(hints.map(({ place }) => place.topic))];
      await commit({
        topics: topics.map((topic) => ({
          topic,
          partitions: hints
            .filter(({ place }) => place.topic === topic)
            .map(({ place, next }) => ({ partition: place.partition, offset: String(next) })),
        })),
      });
    } catch (error) {
      this.log('debug', 'Kafka was not told how far the group has read', { error: messageOf(error) });
    }
  }
}
