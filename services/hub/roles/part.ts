import type { Config } from '../../../infra/config';
import type { KafkaClient } from '../../../infra/kafka';
import type { Health, Logger, Metrics } from '../../../infra/telemetry';
import type { OpenStore } from '../open';

/** What the parts of a process share. */
export interface Process {
  readonly config: Config;
  readonly open: OpenStore;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly health: Health;
  /** The clock, epoch milliseconds. */
  readonly now: () => number;
  /** Absent where the hub runs without Kafka. */
  readonly kafka: KafkaClient | undefined;
}

/** A part of a process that runs until it is stopped. */
export interface Part {
  /** Finishes what is under way and lets everything go. */
  stop(): Promise<void>;
  /** Resolves where the part has ended by itself, with what ended it; then the process must end, too. */
  readonly crashed?: Promise<Error>;
}
