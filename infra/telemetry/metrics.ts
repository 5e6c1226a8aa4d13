import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What the hub counts and measures, for Prometheus. Durations are seconds, instants seconds since 1970. */
export interface Metrics {
  /** Facts by what became of them: `accepted` (new), `repeated` (known already), `dead` (dead-lettered). */
  readonly facts: Counter<'topic' | 'outcome'>;
  /** Dead letters in the store. */
  readonly deadLetters: Gauge<'source'>;
  /** How long a batch took, from its first record to the commit. */
  readonly batchSeconds: Histogram<'topic'>;
  readonly batchRecords: Histogram<'topic'>;
  /** Transactions that were undone and run again. */
  readonly transactionRetries: Counter;
  /** Times that a batch waited for a database that was away. */
  readonly databaseWaits: Counter;
  /** Records of a partition that are not in the store yet. */
  readonly consumerLag: Gauge<'topic' | 'partition'>;
  /** 1 at the state that a consumer is in; the others are absent. */
  readonly consumerState: Gauge<'topic' | 'state'>;
  /** Changes that the relay has not published yet. */
  readonly relayPending: Gauge;
  readonly relayPublished: Counter<'topic'>;
  /** Age of the oldest change that is not published yet. */
  readonly relayLagSeconds: Gauge;
  /** What the last `hub verify` found; absent until there was one. */
  readonly verifyDifferences: Gauge;
  readonly verifyTimestamp: Gauge;
  /** The latest time among the facts of a source. */
  readonly newestEvent: Gauge<'source'>;
  readonly httpRequests: Counter<'route' | 'status'>;
  /** 1 while every check of /readyz passes. */
  readonly ready: Gauge;
  /**
   * Has gauges filled whenever Prometheus asks; several may fill the same ones. Where that fails or takes longer than
   * 2 s they are absent from the answer, rather than old, and `hub_scrape_failures_total` counts it.
   * @param fill sets the gauges; they are empty when it is called
   */
  atScrape(gauges: readonly Gauge<string>[], fill: () => Promise<void>): void;
  /** Everything as text, to be sent as `contentType`. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** How long a reading may take, in milliseconds. */
const PATIENCE = 2000;

/** The metrics of this process, in a registry of their own. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const counter = <T extends string>(name: string, help: string, labelNames: T[] = []): Counter<T> =>
    new Counter({ name, help, labelNames, registers });
  const gauge = <T extends string>(name: string, help: string, labelNames: T[] = []): Gauge<T> =>
    emptied(new Gauge({ name, help, labelNames, registers }));
  const histogram = <T extends string>(name: string, help: string, labelNames: T[], buckets: number[]): Histogram<T> =>
    new Histogram({ name, help, labelNames, buckets, registers });
  const failures = counter('hub_scrape_failures_total', 'Gauges that could not be read when Prometheus asked');
  const readings: { gauges: readonly Gauge<string>[]; fill: () => Promise<void> }[] = [];

  const read = async ({ gauges, fill }: (typeof readings)[number]): Promise<void> => {
    try {
      await inTime(fill(), PATIENCE);
    } catch {
      failures.inc();
      for (const each of gauges) emptied(each);
    }
  };
  const scrape = async (): Promise<string> => {
    // All of them before the first is filled: two readings may share a gauge.
    for (const { gauges } of readings) for (const each of gauges) emptied(each);
    await Promise.all(readings.map(read));
    return registry.metrics();
  };
  // Two that ask at once get one answer: the second must not empty what is being filled for the first.
  let told: Promise<string> | undefined;
  return {
    facts: counter('hub_facts_total', 'Facts by what became of them', ['topic', 'outcome']),
    deadLetters: gauge('hub_dead_letters', 'Dead letters in the store now; those that were solved are gone', [
      'source',
    ]),
    batchSeconds: histogram('hub_batch_seconds', 'Time of a batch up to its commit', ['topic'], BATCH_SECONDS),
    batchRecords: histogram('hub_batch_records', 'Records of a batch', ['topic'], BATCH_RECORDS),
    transactionRetries: counter('hub_transaction_retries_total', 'Transactions that were undone and run again'),
    databaseWaits: counter('hub_database_waits_total', 'Times that a batch waited for a database that was away'),
    consumerLag: gauge('hub_consumer_lag', 'Records not in the store yet', ['topic', 'partition']),
    consumerState: gauge('hub_consumer_state', '1 at the state that the consumer is in', ['topic', 'state']),
    relayPending: gauge('hub_relay_pending', 'Changes not published yet'),
    relayPublished: counter('hub_relay_published_total', 'Events published', ['topic']),
    relayLagSeconds: gauge('hub_relay_lag_seconds', 'Age of the oldest change not published yet'),
    verifyDifferences: gauge('hub_verify_differences', 'Cells that the last hub verify found different'),
    verifyTimestamp: gauge('hub_verify_timestamp_seconds', 'When hub verify ran last'),
    newestEvent: gauge('hub_newest_event_timestamp_seconds', 'Latest time among the facts of a source', ['source']),
    httpRequests: counter('hub_http_requests_total', 'HTTP requests answered', ['route', 'status']),
    ready: gauge('hub_ready', '1 while every check of /readyz passes'),
    atScrape: (gauges, fill) => void readings.push({ gauges, fill }),
    text: () => {
      told ??= scrape().finally(() => {
        told = undefined;
      });
      return told;
    },
    contentType: registry.contentType,
  };
}

/** From 5 ms to 20 s, in seconds. */
const BATCH_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20];
const BATCH_RECORDS = [1, 10, 50, 100, 250, 500, 1000, 2000, 5000];

/** A gauge begins at 0 and falls back to it, which would say of what nobody has looked at that all is well. */
function emptied<T extends string>(gauge: Gauge<T>): Gauge<T> {
  gauge.reset();
  gauge.remove({});
  return gauge;
}

/** @throws where the work takes longer than so many milliseconds */
export async function inTime<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${milliseconds / 1000} s`)), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
