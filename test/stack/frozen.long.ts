import { ownServers, whyNoStack } from '../support/stack';
import { StackBox } from '../support/stack-box';
import { untilReady } from './faults';

const why = whyNoStack();
if (why !== undefined) process.stderr.write(`left out: a database that hangs: ${why}\n`);

(why === undefined ? describe : describe.skip)('a database that hangs', () => {
  const servers = ownServers();

  test('makes a process not ready, and does not keep it from ending', async () => {
    const [kafka, mariadb] = await Promise.all([servers.kafka(), servers.mariadb()]);
    const box = new StackBox({ databaseUrl: mariadb.url(), brokers: kafka.broker, prefix: '' });
    try {
      await box.createTopics();
      const worker = await box.role(['procedures', 'relay']);
      await untilReady(worker, true);
      process.kill(mariadb.pid!, 'SIGSTOP');
      const checks = await untilReady(worker, false);
      expect(checks['database']).toMatch(/no answer in 2 s/);
      worker.running.kill('SIGTERM');
      const { code, signal } = await worker.running.ended;
      expect([code, signal]).toEqual([0, null]);
    } finally {
      if (mariadb.pid !== undefined) process.kill(mariadb.pid, 'SIGCONT');
      await box.close();
    }
  }, 180_000);
});
