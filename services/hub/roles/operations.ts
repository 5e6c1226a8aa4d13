import { type KafkaClient, withAdmin } from '../../../infra/kafka';
import { countDeadLetters, readMeta, readSources } from '../../indicators';
import { tellVerification } from '../verified';
import type { Process } from './part';

/** What every process tells of the store: whether it fits, and what stands in it. */
export function watchStore({ open: { database, store }, health, metrics }: Process): void {
  health.add('database', async () => {
    await database.read(readMeta);
    return 'ok';
  });
  health.add('definitions', async () => {
    const digest = await database.read(async (sql) => (await readMeta(sql)).get('digest'));
    return digest === store.digest ? 'ok' : 'rebuilt by another process: restart';
  });
  tellVerification(database, metrics);
  let counted = 0;
  metrics.atScrape([], async () => {
    metrics.transactionRetries.inc(database.retries - counted);
    counted = database.retries;
  });
  metrics.atScrape([metrics.deadLetters, metrics.newestEvent], async () => {
    const [sources, letters] = await database.read(async (sql) => [
      await readSources(sql),
      await countDeadLetters(sql),
    ]);
    for (const { source, newestEvent } of sources) {
      metrics.deadLetters.set({ source }, letters.get(source) ?? 0);
      if (newestEvent !== null) metrics.newestEvent.set({ source }, newestEvent / 1000);
    }
  });
}

/** How long one look at Kafka is good for, in milliseconds. */
const GOOD_FOR = 5000;

/** Whether Kafka answers, asked at most every few seconds. */
export function kafkaCheck(kafka: KafkaClient): () => Promise<string> {
  let last: { readonly at: number; readonly says: Promise<string> } | undefined;
  return () => {
    if (last === undefined || performance.now() - last.at > GOOD_FOR) {
      const says = withAdmin(kafka, 'reach it', async (admin) => {
        await admin.describeCluster();
        return 'ok';
      });
      last = { at: performance.now(), says };
    }
    return last.says;
  };
}
