import fc from 'fast-check';
import { createSender, ensureTopics, partitionRanges, readRecords, topicName } from '../../infra/kafka';
import { dossierOf, effectiveInstant, loadStates, walkStates } from '../../services/indicators';
import { lateAt } from '../../services/procedures';
import { type Message, TOPICS, type Topic } from '../../services/relay';
import { histories } from '../oracle/arbitraries';
import { testClient } from '../support/kafka';
import { describeStack } from '../support/stack';
import { at, expectTopicIsApi, openWorld, received, Topics, until } from './support';

jest.setTimeout(120_000);

/** Facts of several random provinces, each dossier under a name of its own. */
function facts(seed: number) {
  return fc
    .sample(histories(), { numRuns: 12, seed })
    .flatMap((history, i) =>
      history.map((each) => (each.kind === 'dossier' ? { ...each, subject: `${i}-${each.subject}` } : each)),
    );
}

describeStack('the relay on Kafka and MariaDB', (stack) => {
  test.each(['DATE', 'INSTANT'] as const)('the compacted topics are what the API says, under %s', async (rule) => {
    const config = await stack.databaseConfig();
    const kafka = testClient([stack.brokers], stack.topicPrefix());
    const wishes = Object.values(TOPICS).map((topic) => {
      const kind = topic === TOPICS.letters ? ('log' as const) : ('current' as const);
      return { topic: topicName(kafka, topic), partitions: 3, kind };
    });
    expect(await ensureTopics(kafka, wishes)).toEqual([]);
    const sender = createSender(kafka, { giveUpAfterMs: 10_000 });
    const send = (topic: Topic, messages: readonly Message[]) => sender.send(topicName(kafka, topic), messages);
    const world = await openWorld(rule, at('2022-12-20'), config);
    try {
      const told = facts(rule === 'DATE' ? 1 : 2);
      // Filled before there is a relay, and on while two of them run.
      await world.engine.ingest(told.slice(0, 100));
      const [one, other] = [world.start({ send }), world.start({ send })];
      await world.quiet();
      expect([one.state(), other.state()].sort()).toEqual(['running', 'standby']);
      for (let i = 100; i < told.length; i += 60) await world.ingest(told.slice(i, i + 60));
      await world.ingest([received('late', 'A', at('2022-12-01'), { dueAt: at('2022-12-22') })]);
      await world.quiet();
      // The one at work ends; time goes on; the other takes over.
      const working = one.state() === 'running' ? one : other;
      await working.stop();
      world.now = at('2022-12-27');
      await until(() => [one, other].some((relay) => relay !== working && relay.state() === 'running'));
      await world.quiet();

      const topics = new Topics();
      for (const topic of [TOPICS.values, TOPICS.late]) {
        const name = topicName(kafka, topic);
        for (const { partition, start, end } of await partitionRanges(kafka, name)) {
          for await (const record of readRecords(kafka, { topic: name, partition }, start, end)) {
            await topics.send(topic, [{ key: record.key!.toString(), value: record.value!.toString() }]);
          }
        }
      }
      topics.expectGrowing();
      await expectTopicIsApi(world, topics);

      const { settings } = world.store;
      const T = effectiveInstant({ to: 60_000 }, null, world.now, settings);
      const right: string[] = [];
      await world.engine.database.read(async (sql) => {
        for await (const page of walkStates(sql, 'dossier')) {
          for (const state of page) {
            const life = dossierOf(state, settings);
            const view = life === undefined ? undefined : lateAt(state, life, T, settings);
            if (view !== undefined) right.push(`${state.subject} ${life!.agency} ${view.completedAt !== null}`);
          }
        }
        expect((await loadStates(sql, 'dossier', ['late'])).size).toBe(1);
      });
      const standing = [...topics.compacted(TOPICS.late).values()].filter(({ data }) => data['change'] !== 'CLEARED');
      const found = standing.map(
        ({ data }) => `${data['dossier']} ${data['agency'] ?? ''} ${data['completedAt'] !== null}`,
      );
      expect(found.sort()).toEqual(right.sort());
      expect(found.length).toBeGreaterThan(3);
    } finally {
      await world.close();
      await sender.stop();
    }
  });
});
