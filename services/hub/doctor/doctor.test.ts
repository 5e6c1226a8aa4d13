import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeStack } from '../../../test/support/stack';
import type { Finding } from './check';
import { judgeClocks, judgeGrants } from './database';
import { examine } from './examine';

jest.setTimeout(120_000);

const USER = { user: 'hub', database: 'hub_city' };
const SOME = 'SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, ALTER, INDEX, CREATE TEMPORARY TABLES';

test.each([
  ['on all databases', ["GRANT ALL PRIVILEGES ON *.* TO `hub`@`%` IDENTIFIED BY PASSWORD '*1'"]],
  ['on its own', ["GRANT USAGE ON *.* TO 'hub'@'%'", "GRANT ALL PRIVILEGES ON `hub\\_city`.* TO 'hub'@'%'"]],
  ['by a pattern', ["GRANT ALL PRIVILEGES ON `hub\\_%`.* TO 'hub'@'%'"]],
  ['by an open pattern', ["GRANT ALL PRIVILEGES ON `hub_ci%`.* TO 'hub'@'%'"]],
  ['one by one', [`GRANT ${SOME} ON \`hub_city\`.* TO 'hub'@'%'`]],
])('rights %s are enough', (_, lines) => expect(judgeGrants(lines, USER)).toBe('all that are needed on hub_city'));

test.each([
  ['none', ["GRANT USAGE ON *.* TO 'hub'@'%'"], /lacks SELECT, INSERT, .*GRANT SELECT.* ON `hub_city`\.\* TO 'hub'$/],
  ['on another database', ["GRANT ALL PRIVILEGES ON `hub\\_town`.* TO 'hub'@'%'"], /lacks SELECT/],
  ['by a longer pattern', ["GRANT ALL PRIVILEGES ON `ub\\_%`.* TO 'hub'@'%'"], /lacks SELECT/],
  ['without one', [`GRANT ${SOME.replace('ALTER, ', '')} ON \`hub_city\`.* TO 'hub'@'%'`], /lacks ALTER on hub_city/],
])('rights %s are too few, and the statement that mends it is told', (_, lines, words) => {
  expect(() => judgeGrants(lines, USER)).toThrow(words);
});

test('rights by a role are not judged', () => {
  expect(judgeGrants(["GRANT `clerks` TO 'hub'@'%'"], USER)).toMatch(/a role may give them/);
});

test('clocks: a slow answer is no difference, minutes are', () => {
  expect(judgeClocks(1000, 900, 1100)).toContain('agrees');
  expect(judgeClocks(5000, 0, 60_000)).toContain('agrees');
  expect(judgeClocks(4000, 0, 100)).toContain('agrees');
  expect(() => judgeClocks(600_000, 0, 100)).toThrow('600 s ahead of');
  expect(() => judgeClocks(0, 600_000, 600_100)).toThrow('600 s behind');
});

async function found(environment: Record<string, string>): Promise<Record<string, Finding>> {
  const folder = mkdtempSync(join(tmpdir(), 'hub-doctor-'));
  const findings: Record<string, Finding> = {};
  try {
    for await (const finding of examine({ environment, root: folder })) findings[finding.name] = finding;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return findings;
}

const PROVINCE = ['directive', 'targets', 'calendar', 'agencies', 'reported facts'];

test('embedded: store, what the province says, disk and clock', async () => {
  const findings = await found({ HUB_EMPTY: '1' });
  expect(Object.keys(findings)).toEqual(['node', 'configuration', 'store', ...PROVINCE, 'disk', 'clock']);
  for (const { ok } of Object.values(findings)) expect(ok).toBe(true);
});

test('servers that are not there: each is told, the rest is looked at, no password is shown', async () => {
  const findings = await found({
    HUB_DATABASE_URL: 'mysql://hub:p4ss-w0rd@127.0.0.1:9/hub',
    HUB_KAFKA_BROKERS: '127.0.0.1:9',
    HUB_KAFKA_SASL: 'plain:hub:p4ss-w0rd',
  });
  expect(findings['configuration']).toMatchObject({
    ok: true,
    says: 'database hub on 127.0.0.1, Kafka 127.0.0.1:9, keys on',
  });
  expect(findings['store']).toMatchObject({ ok: false, says: expect.stringContaining('127.0.0.1:9') });
  expect(findings['kafka']).toMatchObject({ ok: false, says: expect.stringContaining('127.0.0.1:9') });
  expect(findings['clock']?.ok).toBe(true);
  expect(JSON.stringify(findings)).not.toContain('p4ss-w0rd');
});

describeStack('on the stack', (stack) => {
  test('all is well, and topics that are absent are told', async () => {
    const findings = await found({
      HUB_DATABASE_URL: await stack.databaseUrl(),
      HUB_KAFKA_BROKERS: stack.brokers,
      HUB_KAFKA_PREFIX: stack.topicPrefix(),
    });
    const names = ['store', 'database server', 'database rights', 'database clock', ...PROVINCE];
    const kafka = ['kafka', 'kafka topics', 'kafka codecs'];
    expect(Object.keys(findings)).toEqual(['node', 'configuration', ...names, ...kafka, 'clock']);
    expect(Object.values(findings).filter(({ ok }) => !ok)).toEqual([]);
    expect(findings['database server']!.says).toMatch(/^\d+\.\d+\.\d+.* at 127\.0\.0\.1:\d+$/);
    expect(findings['database rights']!.says).toMatch(/^all that are needed/);
    expect(findings['kafka']!.says).toMatch(/^1 broker by way of /);
    expect(findings['kafka topics']!.says).toMatch(/province\.procedures\.facts\.v1.*absent/);
  });
});
