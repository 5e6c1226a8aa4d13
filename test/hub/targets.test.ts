import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../infra/config';
import { InputError } from '../../infra/errors';
import { figuresOn, questionOf } from '../../services/hub/asking';
import { openStore } from '../../services/hub/open';
import { loadTargets } from '../../services/hub/targets';
import { indicatorOf, judge } from '../../services/indicators';
import { at, fact } from '../reporting/support';
import { asIncoming } from '../support/engine';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hub-targets-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

/** The faults that a file is refused with, its head left out. */
function faultsOf(content: unknown): readonly string[] {
  const file = write('targets.yaml', content);
  try {
    loadTargets(file);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    expect(error.message).toContain(`HUB_TARGETS=${file}: `);
    return error.faults;
  }
  return [];
}

const ROW = { indicator: 'on-time-rate', value: 95, from: '2026-01-01' };
const faultsOfRow = (change: object): readonly string[] => faultsOf({ targets: [{ ...ROW, ...change }] });

describe('a file of targets', () => {
  test('no file: the program alone', () => expect(loadTargets().own).toEqual([]));

  test('rows in YAML, each for all, a level or an agency', () => {
    const file = write(
      'targets.yaml',
      'targets:\n  - {indicator: on-time-rate, value: 95.5, from: 2026-01-01}\n' +
        '  - {indicator: late-dossiers, value: 3, from: "2026-01-01", level: COMMUNE}\n' +
        '  - {indicator: on-time-rate, value: 0, from: "2026-01-01", agency: "000.01"}\n',
    );
    expect(loadTargets(file).own).toEqual([
      { indicator: 'on-time-rate', value: 95.5, from: '2026-01-01', level: null, agency: null },
      { indicator: 'late-dossiers', value: 3, from: '2026-01-01', level: 'COMMUNE', agency: null },
      { indicator: 'on-time-rate', value: 0, from: '2026-01-01', level: null, agency: '000.01' },
    ]);
    expect(faultsOf({ targets: [] })).toEqual([]);
  });

  test.each<[change: object, fault: RegExp]>([
    [
      { indicator: 'on-time-rat' },
      /^row 1, indicator: "on-time-rat", expected the code .*; did you mean on-time-rate\?$/,
    ],
    [{ indicator: 4 }, /^row 1, indicator: 4, expected the code of an indicator/],
    [{ indicator: undefined }, /^row 1, indicator: missing, expected/],
    [{ value: 100.5 }, /^row 1, value: 100\.5, expected a percentage from 0 to 100/],
    [{ value: -1 }, /^row 1, value: -1, expected a percentage/],
    [{ value: '95 %' }, /^row 1, value: "95 %", expected a percentage/],
    [{ indicator: 'late-dossiers', value: 2.5 }, /^row 1, value: 2\.5, expected a whole number from 0$/],
    [{ from: '2026-02-30' }, /^row 1, from: "2026-02-30", expected a date that exists/],
    [{ from: 2026 }, /^row 1, from: 2026, expected a date/],
    [{ level: 'WARD' }, /^row 1, level: "WARD", expected PROVINCE, DEPARTMENT, DISTRICT, COMMUNE, CENTRAL$/],
    [{ agency: 17 }, /^row 1, agency: 17, expected an agency code as a text/],
    [{ agency: 'x'.repeat(65) }, /^row 1, agency: "x+", expected an agency code .* 1 to 64 /],
    [{ level: 'COMMUNE', agency: 'C1' }, /^row 1, agency: "C1", expected nothing beside level \(COMMUNE\)/],
    [{ levle: 'COMMUNE' }, /^row 1: "levle", expected only indicator, .*; did you mean level\?$/],
  ])('%j is refused with what would be right', (change, fault) => {
    expect(faultsOfRow(change)).toEqual([expect.stringMatching(fault)]);
  });

  test('all faults at once, each with its row', () => {
    const rows = [{ ...ROW, value: 101 }, 'x', { ...ROW, from: 'soon', level: 'town' }];
    expect(faultsOf({ targets: rows, target: 1 }).map((fault) => fault.split(':')[0])).toEqual([
      ...['the file', 'row 1, value', 'row 2', 'row 3, from', 'row 3, level'],
    ]);
  });

  test('two rows for the same from the same day; from another day, or for others, they stand', () => {
    const others = [{ from: '2026-07-01' }, { level: 'COMMUNE' }, { agency: 'C1' }, { indicator: 'early-rate' }];
    const rows = [ROW, ...others.map((change) => ({ ...ROW, ...change }))];
    expect(faultsOf({ targets: rows })).toEqual([]);
    expect(faultsOf({ targets: [...rows, { ...ROW, value: 1, agency: 'C1' }] })).toEqual([
      'row 6, from: "2026-01-01", expected another day than that of row 4, which is for the same: on-time-rate',
    ]);
  });

  test.each(['', '[]', 'targets: many', '- on-time-rate'])('%j is no file of targets', (text) => {
    expect(faultsOf(text)).toEqual([expect.stringMatching(/^the file: .*, expected an object with targets/)]);
  });

  test('a file that is absent, or neither JSON nor YAML', () => {
    expect(() => loadTargets(join(folder, 'none.yaml'))).toThrow(
      /HUB_TARGETS=.*none\.yaml: expected a file in JSON or/,
    );
    expect(() => loadTargets(write('bad.yaml', '{targets: [}'))).toThrow(/HUB_TARGETS=.*bad\.yaml: expected a file in/);
  });
});

const received = at('2026-01-05');
const FACTS = [
  fact('agency', 'P', '2020-01-01', { level: 'PROVINCE' }),
  ...['C1', 'C2'].flatMap((code) => [
    fact('agency', code, '2020-01-01', { level: 'COMMUNE', parentCode: 'P' }),
    fact('dossier', `${code}-1`, '2026-01-05', { agencyCode: code, receivedAt: received, channel: 'ONLINE' }),
    fact('dossier', `${code}-2`, '2026-01-05', { agencyCode: code, receivedAt: received, channel: 'COUNTER' }),
  ]),
];

test('figures are held against them: the agency before its level, the level before all, none before its day', async () => {
  write('t.json', {
    targets: [
      { indicator: 'e-dossier-rate', value: 40, from: '2026-01-31' },
      { indicator: 'e-dossier-rate', value: 60, from: '2026-01-31', level: 'COMMUNE' },
      { indicator: 'e-dossier-rate', value: 45, from: '2026-01-31', agency: 'C1' },
    ],
  });
  const open = await openStore(readConfig({ HUB_DATA_DIR: 'data', HUB_TARGETS: 't.json' }, folder));
  try {
    await open.store.ingest(asIncoming(FACTS), at('2026-03-01'));
    const figures = figuresOn(open, open.database, at('2026-03-01'));
    const judged = async (period: string, agency?: string): Promise<unknown> => {
      const question = (await questionOf(open, { period, ...(agency === undefined ? {} : { agency }) }))(
        indicatorOf('e-dossier-rate'),
      );
      const figure = await figures.figure(question);
      return [judge(figure).target, judge(figure).status, figure.target?.basis];
    };
    expect(await judged('2026-01')).toEqual([40, 'MET', 'PROVINCE']);
    expect(await judged('2026-01', 'C1')).toEqual([45, 'MET', 'PROVINCE']);
    expect(await judged('2026-01', 'C2')).toEqual([60, 'MISSED', 'PROVINCE']);
    expect(await judged('2026-01-30', 'C2')).toEqual([50, 'NO_VALUE', 'DECISION_766']);
  } finally {
    await open.close();
  }
});

test('a file with faults is told before a store is made', async () => {
  write('t.json', { targets: [{ ...ROW, value: 101 }] });
  write('d.json', { parties: { NOBODY: ['X'] } });
  const opened = (settings: Record<string, string>): Promise<unknown> =>
    openStore(readConfig({ HUB_DATA_DIR: 'data', ...settings }, folder));
  await expect(opened({ HUB_TARGETS: 't.json' })).rejects.toThrow(
    /t\.json: the targets have faults:\n {2}row 1, value/,
  );
  await expect(opened({ HUB_DIRECTIVE: 'd.json' })).rejects.toThrow(/d\.json: parties: "NOBODY": expected one of/);
  expect(existsSync(join(folder, 'data'))).toBe(false);
});

test('the files of docs/configuration.md load as they stand', async () => {
  const page = readFileSync(join(__dirname, '../../docs/configuration.md'), 'utf8');
  const blocks = [...page.matchAll(/^\*\*`([\w.]+)`\*\*\n\n```yaml\n([\s\S]*?)^```$/gm)];
  for (const [, name, content] of blocks) write(name!, content);
  expect(blocks.map(([, name]) => name)).toEqual(['targets.yaml', 'directive.yaml', 'second.yaml', 'weights.yaml']);
  const open = await openStore(
    readConfig({ HUB_DATA_DIR: 'data', HUB_TARGETS: 'targets.yaml', HUB_DIRECTIVE: 'directive.yaml' }, folder),
  );
  await open.close();
  const { targets, directive } = open;
  expect(targets.own).toHaveLength(5);
  expect(directive.tasks).toHaveLength(33);
  expect(directive.parties.get('SO_TTTT')!.codes).toEqual(['000.00.02.H06']);
  expect(directive.weightsOn('2027-01-01')!.groups).toHaveLength(1);
  expect(directive.problems).toEqual([]);
});
