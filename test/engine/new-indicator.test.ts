import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { parse } from 'graphql';
import { readConfig } from '../../infra/config';
import { addExplain } from '../../services/hub/commands/explain';
import { addIndicators } from '../../services/hub/commands/indicators';
import { addVerify } from '../../services/hub/commands/verify';
import { generatedFiles } from '../../services/hub/generated';
import { openStore } from '../../services/hub/open';
import { createSubgraphs } from '../../services/hub/subgraphs';
import { type Fact, findIndicator, INDICATORS } from '../../services/indicators';
import type { Petition } from '../../services/indicators/definitions/petitions';
import { TOPICS } from '../../services/relay';
import { openWorld, Topics } from '../relay/support';
import { instant } from '../scenario/build';
import { thing } from '../scenario/kinds/build';
import { asIncoming } from '../support/engine';

// The one module that changes; everything else is the program as it is.
jest.mock('../../services/indicators/definitions/petitions', () => withOneMore());

/** The petitions' definitions with one more entry, which measures what nothing measured before. */
function withOneMore(): object {
  type Petitions = typeof import('../../services/indicators/definitions/petitions');
  type Definition = typeof import('../../services/indicators/definitions/indicator');
  type Measuring = typeof import('../../services/indicators/measure/measure');
  const actual = jest.requireActual<Petitions>('../../services/indicators/definitions/petitions');
  const { half, targetDerived } = jest.requireActual<Definition>('../../services/indicators/definitions/indicator');
  const { flow } = jest.requireActual<Measuring>('../../services/indicators/measure/measure');
  const fiveDays = 5 * 86_400_000;
  const whenReceived = (p: Petition): number | null => p.receivedAt;
  const entry: Petitions['PETITIONS'][number] = {
    number: 43,
    code: 'petitions-within-five-days',
    title: { vi: 'Tỷ lệ phản ánh, kiến nghị trả lời trong năm ngày', en: 'Petitions answered within five days' },
    clauses: ['1a'],
    tasks: [17],
    unit: 'PERCENT',
    better: 'HIGHER',
    targets: [targetDerived(40)],
    fact: 'petition',
    lateness: false,
    denominator: half('Petitions received', 'Số phản ánh, kiến nghị tiếp nhận', flow('quick-received', whenReceived)),
    numerator: half(
      'Those among them answered within five days',
      'Trong đó: số trả lời trong năm ngày',
      flow('quick-answered', whenReceived, {
        since: (p) => p.answeredAt,
        amount: (p) => p.answeredAt! - p.receivedAt! <= fiveDays,
      }),
    ),
  };
  return { ...actual, PETITIONS: [...actual.PETITIONS, entry] };
}

const CODE = 'petitions-within-five-days';
const NOW = instant('2022-12-20 09:00');

const petition = (subject: string, agencyCode: string, answeredAt: string | null): Fact[] =>
  thing('petition', subject, ['2022-11-02 09:00', { agencyCode, receivedAt: '2022-11-02 09:00', answeredAt }]);

/** KN answers one of two within five days, KM none. */
const FACTS: readonly Fact[] = [
  ...petition('quick', 'KN', '2022-11-07 09:00'),
  ...petition('slow', 'KN', '2022-11-07 09:00:00.001'),
  ...petition('open', 'KM', null),
];

/**
 * Fills a store as the program did that knew 42 indicators.
 * @returns its digest
 */
async function fillAsBefore(folder: string): Promise<string> {
  type StoreModule = typeof import('../../services/indicators/store/store');
  type DatabaseModule = typeof import('../../infra/database');
  let digest = '';
  await jest.isolateModulesAsync(async () => {
    jest.unmock('../../services/indicators/definitions/petitions');
    const { Store } = jest.requireActual<StoreModule>('../../services/indicators/store/store');
    const { MIGRATIONS, openSqlite } = jest.requireActual<DatabaseModule>('../../infra/database');
    const database = await openSqlite(join(folder, 'hub.db'), MIGRATIONS);
    const store = await Store.open(database, { timeZone: 'Asia/Ho_Chi_Minh', lateness: 'DATE' });
    await store.ingest(asIncoming(FACTS), NOW);
    await database.close();
    digest = store.digest;
  });
  return digest;
}

/** Runs a command of the hub in this process; what it prints on standard output. */
async function hub(...words: string[]): Promise<string> {
  const program = new Command('hub').exitOverride();
  for (const add of [addIndicators, addVerify, addExplain]) add(program);
  let printed = '';
  const out = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  try {
    await program.parseAsync(words, { from: 'user' });
  } finally {
    out.mockRestore();
  }
  return printed;
}

const folder = mkdtempSync(join(tmpdir(), 'hub-new-indicator-'));
/** The store of before, and the same rebuilt. */
const [old, rebuilt] = [join(folder, 'old'), join(folder, 'rebuilt')];
const environment = process.env;
let digestBefore: string;
beforeAll(async () => {
  mkdirSync(old);
  digestBefore = await fillAsBefore(old);
  cpSync(old, rebuilt, { recursive: true });
  use(rebuilt);
  await hub('rebuild');
});
afterAll(() => {
  process.env = environment;
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => use(rebuilt));

/** Makes a folder the data folder of the commands. */
function use(data: string): void {
  process.env = { ...environment, HUB_DATA_DIR: data };
}

const open = () => openStore(readConfig(process.env, folder));

describe('one more entry in one file', () => {
  test('is an indicator, the last in the table', () => {
    expect(INDICATORS).toHaveLength(43);
    expect(INDICATORS.at(-1)).toMatchObject({ number: 43, code: CODE });
    expect(findIndicator(CODE)).toBe(INDICATORS.at(-1));
  });

  test('makes a store of before ask for a rebuild, which fills it; a verification finds nothing', async () => {
    use(old);
    await expect(hub('indicators', '--period', '2022-11')).rejects.toThrow(/other definitions .* rebuild/);
    expect(await hub('rebuild')).toContain('rebuilt from 3 states');
    expect(await hub('verify')).toContain('verified 3 states: 0 differences');
    const { store, close } = await open();
    expect(store.digest).not.toBe(digestBefore);
    await close();
  });

  test('is shown and explained on the command line', async () => {
    const november = ['indicators', '--period', '2022-11'];
    const rows = async (...more: string[]) =>
      JSON.parse(await hub(...november, ...more, '--format', 'json')) as Record<string, unknown>[];
    const [all, ofAgency] = [await rows(), await rows('--agency', 'KN')];
    expect(all).toHaveLength(43);
    expect(all.at(-1)).toMatchObject({ indicator: CODE, agency: null, numerator: 1, denominator: 3, status: 'MISSED' });
    expect(ofAgency.at(-1)).toMatchObject({ indicator: CODE, numerator: 1, denominator: 2, value: 50, status: 'MET' });
    expect(await hub(...november)).toMatch(/^43 {2}.+ năm ngày +1 +3 +33\.33 %/m);
    const told = await hub('explain', CODE, '--agency', 'KN', '--period', '2022-11', '--lang', 'en');
    expect(told).toContain('Those among them answered within five days');
    expect(told).toContain('quick');
  });

  test('is in GraphQL, with its value and the facts behind it', async () => {
    const store = await open();
    const servers = await createSubgraphs(store, { showPersons: false, now: () => NOW, auth: 'off' });
    const subgraph = servers.find(({ name }) => name === 'indicators')!;
    const document = parse(`{
      indicators { code number value(period: "2022-11") { numerator denominator } }
      indicator(code: "${CODE}") { value(period: "2022-11") { evidence(half: GAP) { edges { node { code } } } } } }`);
    const { data, errors } = await subgraph.execute({ document, variables: {}, headers: {} });
    expect(errors).toBeUndefined();
    const { indicators, indicator } = JSON.parse(JSON.stringify(data)) as { indicators: object[]; indicator: object };
    expect(indicators).toHaveLength(43);
    expect(indicators.at(-1)).toEqual({ code: CODE, number: 43, value: { numerator: 1, denominator: 3 } });
    const gap = { edges: [{ node: { code: 'open' } }, { node: { code: 'slow' } }] };
    expect(indicator).toEqual({ value: { evidence: gap } });
    for (const server of servers) await server.stop();
    await store.close();
  });

  test('is on the page of the documentation', async () => {
    const page = (await generatedFiles()).get('docs/indicators.md')!;
    expect(page).toContain(`| 43 | [\`${CODE}\`](#${CODE}) |`);
    expect(page).toContain(`## ${CODE}\n\n43. Petitions answered within five days\n`);
    expect(page).toContain('- **Numerator (tử số)**: Those among them answered within five days.');
  });

  test('is among the events that tell of values', async () => {
    const world = await openWorld('DATE', NOW);
    const topics = new Topics();
    await world.ingest(FACTS);
    world.start(topics);
    await world.quiet();
    const told = topics.compacted(TOPICS.values);
    expect(told.get(`${CODE}|KN|2022-11`)?.data).toMatchObject({ numerator: 1, denominator: 2, value: 50 });
    expect(told.get(`${CODE}|-|2022-Q4`)?.data).toMatchObject({ numerator: 1, denominator: 3, status: 'MISSED' });
    await world.close();
  });
});
