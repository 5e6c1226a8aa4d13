import { ownServers, whyNoStack } from '../support/stack';
import { FaultBox } from './faults';
import { type Outage, outlived } from './servers';

const why = whyNoStack();
if (why !== undefined) process.stderr.write(`left out: servers that stop again and again: ${why}\n`);

(why === undefined ? describe : describe.skip)('servers that stop again and again', () => {
  const servers = ownServers();

  test('ten times each, cleanly and not: nothing is lost, nothing counts twice', async () => {
    const [kafka, mariadb] = await Promise.all([servers.kafka(), servers.mariadb()]);
    const box = await FaultBox.open({ databaseUrl: mariadb.url(), brokers: kafka.broker, prefix: '' });
    const outages = Array.from({ length: 10 }, (_, round): Outage[] => {
      const by = round % 2 === 0 ? 'stop' : 'kill';
      return [
        { server: kafka, by, says: /facts of \S+ are not taken in now/ },
        { server: mariadb, by, says: /database server at \S+ cannot be reached/ },
      ];
    });
    try {
      await outlived(box, outages.flat(), 22);
    } finally {
      await box.close();
    }
  }, 900_000);
});
