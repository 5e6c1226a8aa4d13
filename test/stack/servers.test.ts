import { ownServers, whyNoStack } from '../support/stack';
import { FaultBox } from './faults';
import { outlived } from './servers';

const why = whyNoStack();
if (why !== undefined) process.stderr.write(`left out: servers that stop in the middle of a batch: ${why}\n`);

(why === undefined ? describe : describe.skip)('servers that stop in the middle of a batch', () => {
  const servers = ownServers();

  test('the worker and the relay say so, and go on by themselves: nothing is lost, nothing counts twice', async () => {
    const [kafka, mariadb] = await Promise.all([servers.kafka(), servers.mariadb()]);
    const box = await FaultBox.open({ databaseUrl: mariadb.url(), brokers: kafka.broker, prefix: '' });
    try {
      await outlived(
        box,
        [
          { server: kafka, by: 'stop', says: /facts of \S+ are not taken in now/ },
          { server: mariadb, by: 'stop', says: /database server at \S+ cannot be reached/ },
        ],
        21,
      );
    } finally {
      await box.close();
    }
  }, 180_000);
});
