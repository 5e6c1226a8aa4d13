import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../infra/config';
import weights from '../../schema/directive/766.json';
import type { Finding } from '../../services/hub/doctor/check';
import { examine } from '../../services/hub/doctor/examine';
import { checkProvince } from '../../services/hub/doctor/province';
import { openStore } from '../../services/hub/open';
import type { Fact } from '../../services/indicators';
import { at, fact } from '../reporting/support';
import { asIncoming } from '../support/engine';
import { DEADLINE, HubBox } from '../support/hub';
import { jsonLines, SOURCE } from '../support/hub-facts';

jest.setTimeout(2 * DEADLINE);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hub-doctor-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const NOW = at('2026-03-01');

function write(name: string, content: unknown): void {
  writeFileSync(join(folder, name), JSON.stringify(content));
}

/** What doctor finds about a province with these facts and settings, by name. */
async function found(
  facts: readonly Fact[],
  settings: Record<string, string> = {},
  now = NOW,
): Promise<Record<string, Finding>> {
  const open = await openStore(readConfig({ HUB_DATA_DIR: 'data', ...settings }, folder));
  const findings: Record<string, Finding> = {};
  try {
    await open.store.ingest(asIncoming(facts), NOW);
    for await (const finding of checkProvince(open, now)) findings[finding.name] = finding;
  } finally {
    await open.close();
  }
  return findings;
}

const agency = (code: string, data: Fact['data'] = {}): Fact => fact('agency', code, '2025-01-01', data);

test('all is well: what there is', async () => {
  const findings = await found([agency('P'), agency('A', { parentCode: 'P' })]);
  expect(Object.values(findings)).toEqual([
    { name: 'directive', ok: true, says: expect.stringMatching(/^15090\/UBND-VP, 32 tasks, 1 set of weights, \d+ of/) },
    { name: 'targets', ok: true, says: "the program's" },
    { name: 'calendar', ok: true, says: expect.stringMatching(/^days off of 2022, 2023, 2024, 2025, 2026 known \(/) },
    { name: 'agencies', ok: true, says: '2 described' },
    { name: 'reported facts', ok: true, says: 'nothing odd' },
  ]);
});

test('agencies: circles, parents and successors that nothing describes are odd, and no failure', async () => {
  const { agencies } = await found([
    agency('A', { parentCode: 'B' }),
    agency('B', { parentCode: 'A' }),
    agency('C', { parentCode: 'NOWHERE', validTo: '2025-06-30', successorCodes: ['LATER'] }),
  ]);
  expect(agencies).toMatchObject({ ok: true, odd: true });
  expect(agencies!.says).toMatch(/^3 described\n {5}agency A: parentCode closes the circle A -> B -> A/);
  expect(agencies!.says).toMatch(/agency C: parentCode is NOWHERE, which no fact describes/);
  expect(agencies!.says).toMatch(/agency C: successorCodes names LATER, which no fact describes/);
});

test('of many oddities the first are told, and how many more there are', async () => {
  const { agencies } = await found(Array.from({ length: 25 }, (_, i) => agency(`A${i}`, { parentCode: `X${i}` })));
  expect(agencies!.says.split('\n')).toHaveLength(12);
  expect(agencies!.says).toMatch(/\n {5}and 15 more$/);
});

test('tasks, forms, periods and reported values', async () => {
  const findings = await found([
    fact('assignment', '99@A', '2025-01-01', { taskNumber: '99', agencyCode: 'A' }),
    fact('assignment', '32@A', '2025-01-01', { taskNumber: '32', agencyCode: 'A' }),
    fact('form', 'F', '2025-01-01', { baselineFields: 10, declaredFields: 11 }),
    fact('report', 'R', '2025-01-01', { period: '2025-Q9', values: { nonsense: 1 } }),
  ]);
  const { says, ...rest } = findings['reported facts']!;
  expect(rest).toEqual({ name: 'reported facts', ok: true, odd: true });
  expect(says.split('\n     ')).toEqual([
    'counted as they are',
    expect.stringMatching(/^1 assignments .*: 99@A \(99\)\. Right would be/),
    expect.stringMatching(/^1 reports .*: R \(2025-Q9\)/),
    expect.stringMatching(/^1 reported values .*: R \(nonsense\)/),
    expect.stringMatching(/^1 forms .*: F \(11 > 10\)/),
  ]);
});

test('weights that overlap, and agencies in files that nothing describes', async () => {
  const [set] = weights;
  write('w.json', [set, { ...set, validFrom: '2025-01-01' }]);
  write('d.json', { weights: 'w.json', parties: { SO_TTTT: ['A', 'GONE'] } });
  const row = { indicator: 'on-time-rate', value: 90, from: '2025-01-01' };
  write('t.json', {
    targets: [
      { ...row, agency: 'A' },
      { ...row, agency: 'GONE' },
    ],
  });
  const { directive, targets } = await found([agency('A')], { HUB_DIRECTIVE: 'd.json', HUB_TARGETS: 't.json' });
  expect(directive).toMatchObject({ ok: true, odd: true });
  expect(directive!.says.split('\n     ')).toEqual([
    expect.stringContaining('2 sets of weights'),
    expect.stringMatching(/w\.json: overlapping weights: 2022-06-23 to further notice and 2025-01-01/),
    'HUB_DIRECTIVE: parties.SO_TTTT: GONE is an agency that no fact describes',
  ]);
  expect(targets).toEqual({
    name: 'targets',
    ok: true,
    odd: true,
    says:
      "the program's, and 2 of the province's own\n" +
      '     HUB_TARGETS: the target of on-time-rate is for GONE, an agency that no fact describes',
  });
});

test('a year whose days off nobody knows is odd once it has begun', async () => {
  expect((await found([], {}, at('2026-12-31'))).calendar).not.toHaveProperty('odd');
  const { calendar } = await found([], {}, at('2027-01-01'));
  expect(calendar).toMatchObject({
    ok: true,
    odd: true,
    says: expect.stringContaining('days off of 2027 are not known'),
  });
});

test('files with faults are failures, each by its own name, and the rest is looked at without them', async () => {
  write('t.json', { targets: [{ indicator: 'on-time-rate', value: 101, from: '2025-01-01' }] });
  write('d.json', { party: {} });
  write('c.json', {});
  const environment = { HUB_EMPTY: '1', HUB_TARGETS: 't.json', HUB_DIRECTIVE: 'd.json', HUB_CALENDAR: 'c.json' };
  const findings: Finding[] = [];
  for await (const finding of examine({ environment, root: folder })) findings.push(finding);
  expect(findings.filter(({ ok }) => !ok).map(({ name, says }) => `${name}: ${says.split('\n')[1]}`)).toEqual([
    expect.stringMatching(/^directive: .*d\.json: "party": expected only the keys/),
    expect.stringMatching(/^targets: .*row 1, value: 101/),
    expect.stringMatching(/^calendar: .*version: missing/),
  ]);
  expect(findings.filter(({ ok }) => ok).map(({ name }) => name)).toEqual([
    ...['node', 'configuration', 'store', 'agencies', 'reported facts', 'disk', 'clock'],
  ]);
});

test('on the command line what is odd is marked, and the exit code is 0', async () => {
  const box = new HubBox();
  const message = {
    ...{ specversion: '1.0', id: '1', source: SOURCE, type: 'vn.province.agency.v1', subject: 'A' },
    ...{ time: '2025-01-01T00:00:00+07:00', data: { parentCode: 'A' } },
  };
  await box.run(['import', box.write('facts.jsonl', jsonLines([message]))]);
  const { code, stdout } = await box.run(['doctor']);
  await box.close();
  expect(stdout).toMatch(/^odd {2}agencies: 1 described\n {5}agency A: parentCode closes the circle A -> A/m);
  expect(code).toBe(0);
});
