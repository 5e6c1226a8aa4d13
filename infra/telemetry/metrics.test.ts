import { createMetrics } from './metrics';

const value = (text: string, line: string): string | undefined =>
  text
    .split('\n')
    .find((each) => each.startsWith(`${line} `))
    ?.slice(line.length + 1);

test('what is counted is told under the names of the contract', async () => {
  const metrics = createMetrics();
  metrics.facts.inc({ topic: 'a', outcome: 'accepted' }, 3);
  metrics.batchSeconds.observe({ topic: 'a' }, 0.2);
  metrics.consumerLag.set({ topic: 'a', partition: '2' }, 7);
  metrics.transactionRetries.inc();
  const text = await metrics.text();
  expect(metrics.contentType).toMatch(/^text\/plain/);
  expect(value(text, 'hub_facts_total{topic="a",outcome="accepted"}')).toBe('3');
  expect(value(text, 'hub_batch_seconds_bucket{le="0.25",topic="a"}')).toBe('1');
  expect(value(text, 'hub_batch_seconds_bucket{le="0.1",topic="a"}')).toBe('0');
  expect(value(text, 'hub_consumer_lag{topic="a",partition="2"}')).toBe('7');
  expect(value(text, 'hub_transaction_retries_total')).toBe('1');
  expect(text).toContain('process_cpu_seconds_total');
});

test('two processes in one test do not share a count', async () => {
  createMetrics().databaseWaits.inc();
  expect(value(await createMetrics().text(), 'hub_database_waits_total')).toBe('0');
});

test('what nobody has looked at is absent, not 0', async () => {
  const text = await createMetrics().text();
  for (const name of ['hub_verify_differences', 'hub_relay_pending', 'hub_relay_lag_seconds', 'hub_ready'])
    expect(value(text, name)).toBeUndefined();
});

test('gauges are read when they are asked for; where that fails they are absent, and the rest is told', async () => {
  const metrics = createMetrics();
  let fails = false;
  metrics.atScrape([metrics.deadLetters, metrics.verifyDifferences], async () => {
    metrics.deadLetters.set({ source: fails ? 'half' : 'urn:a' }, 4);
    metrics.verifyDifferences.set(0);
    if (fails) throw new Error('the database is away');
  });
  metrics.atScrape([metrics.newestEvent], async () => metrics.newestEvent.set({ source: 'urn:a' }, 1_700_000_000));
  const first = await metrics.text();
  expect(value(first, 'hub_dead_letters{source="urn:a"}')).toBe('4');
  expect(value(first, 'hub_verify_differences')).toBe('0');
  fails = true;
  const second = await metrics.text();
  expect(second).not.toMatch(/^hub_dead_letters\{/m);
  expect(value(second, 'hub_verify_differences')).toBeUndefined();
  expect(value(second, 'hub_newest_event_timestamp_seconds{source="urn:a"}')).toBe('1700000000');
  expect(value(await metrics.text(), 'hub_scrape_failures_total')).toBe('2');
});

test('two that fill the same gauge do not undo each other, and what is gone is told no more', async () => {
  const metrics = createMetrics();
  let states = ['joining', 'running'];
  for (const [index, topic] of ['a', 'b'].entries()) {
    metrics.atScrape([metrics.consumerState], async () =>
      metrics.consumerState.set({ topic, state: states[index]! }, 1),
    );
  }
  const told = async (): Promise<string[]> => (await metrics.text()).match(/^hub_consumer_state\{.*$/gm) ?? [];
  expect(await told()).toEqual([
    'hub_consumer_state{topic="a",state="joining"} 1',
    'hub_consumer_state{topic="b",state="running"} 1',
  ]);
  states = ['running', 'running'];
  expect(await told()).toEqual([
    'hub_consumer_state{topic="a",state="running"} 1',
    'hub_consumer_state{topic="b",state="running"} 1',
  ]);
});

test('two that ask at once get one whole answer', async () => {
  const metrics = createMetrics();
  metrics.atScrape([metrics.deadLetters], async () => {
    metrics.deadLetters.set({ source: 'first' }, 1);
    await new Promise((resolve) => setImmediate(resolve));
    metrics.deadLetters.set({ source: 'second' }, 2);
  });
  for (const text of await Promise.all([metrics.text(), metrics.text()])) {
    expect(text.match(/^hub_dead_letters\{/gm)).toHaveLength(2);
  }
});
