import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError } from '../../infra/errors';
import weights from '../../schema/directive/766.json';
import letter from '../../schema/directive/15090.json';
import { type LoadOptions, loadDirective } from '.';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'directive-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Writes a file; its path. */
function write(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

/** The lines of the error that a load ends with, without the folder. */
function faultsOf(configuration: unknown, known: LoadOptions['known'] = {}): string[] {
  const file = write('directive.yaml', configuration);
  try {
    loadDirective({ file, known });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.message
      .split('\n')
      .slice(error.faults.length === 0 ? 0 : 1)
      .map((line) => line.trim().replaceAll(`${folder}/`, ''));
  }
  return [];
}

const words = (en: string): { vi: string; en: string } => ({ vi: en, en });
const SECOND = {
  number: '7/UBND',
  date: '2026-03-01',
  title: words('a second one'),
  parties: { BQL_KCN: { name: words('industrial zones') } },
  clauses: [{ ref: '1', title: words('one') }],
  sections: [{ ref: 'I', title: words('first') }],
  tasks: [
    {
      number: '7-1',
      section: 'I',
      title: words('do it'),
      clauses: ['1'],
      leads: { parties: ['BQL_KCN', 'SO_TTTT'], printed: 'BQL các KCN' },
      supporting: { parties: [], printed: null },
      dueAt: '2028-02-29',
      dueNote: null,
      recurring: false,
      product: null,
    },
  ],
};
const [FIRST_TASK] = SECOND.tasks;

/** The faults of a second directive with something changed in it, or in its task. */
function secondFaults(change: object, task: object = {}): string[] {
  write('second.json', { ...SECOND, tasks: [{ ...FIRST_TASK, ...task }], ...change });
  return faultsOf('directives: [second.json]');
}

const [SET] = weights;
/** The faults of weights with something changed in the first part of the first set. */
function weightFaults(part: object, known?: LoadOptions['known']): string[] {
  const [group, ...groups] = SET!.groups;
  const [first, ...parts] = group!.parts;
  write('weights.json', [{ ...SET, groups: [{ ...group, parts: [{ ...first, ...part }, ...parts] }, ...groups] }]);
  return faultsOf('weights: weights.json', known);
}

describe('what a province adds', () => {
  test('codes of the parties, in YAML', () => {
    const file = write('directive.yaml', 'parties:\n  SO_TTTT: ["000.00.11.H06"]\n  DISTRICTS:\n    - H1\n');
    const { parties } = loadDirective({ file });
    expect(parties.get('SO_TTTT')).toMatchObject({ codes: ['000.00.11.H06'], levels: [] });
    expect(parties.get('DISTRICTS')).toMatchObject({ codes: ['H1'], levels: ['DISTRICT'] });
    expect(parties.get('CONG_AN')!.codes).toEqual([]);
  });

  test('a second directive beside the letter, with a party of its own', () => {
    write('second.json', SECOND);
    const file = write('directive.yaml', 'directives: [second.json]\nparties: { BQL_KCN: ["000.00.40.H06"] }');
    const data = loadDirective({ file });
    expect(data.directives.map(({ number }) => number)).toEqual(['15090/UBND-VP', '7/UBND']);
    expect(data.tasks).toHaveLength(33);
    expect(data.task('7-1')).toMatchObject({ directive: '7/UBND', dueAt: '2028-02-29' });
    expect(data.task('17')!.directive).toBe('15090/UBND-VP');
    expect(data.clause('7/UBND', '1')!.title.en).toBe('one');
    expect(data.clause('7/UBND', '1a')).toBeUndefined();
    expect(data.parties.get('BQL_KCN')!.codes).toEqual(['000.00.40.H06']);
  });

  test('weights of its own, which stand in the place of the published ones', () => {
    write('weights.json', [
      { ...SET, validTo: '2025-12-31' },
      { ...SET, validFrom: '2026-01-01' },
    ]);
    const { weightsOn, problems } = loadDirective({ file: write('directive.yaml', 'weights: weights.json') });
    expect(weightsOn('2025-12-31')!.validFrom).toBe('2022-06-23');
    expect(weightsOn('2026-01-01')!.validFrom).toBe('2026-01-01');
    expect(problems).toEqual([]);
  });

  test('nothing, from an empty file', () => {
    expect(loadDirective({ file: write('directive.yaml', '') }).tasks).toHaveLength(32);
  });
});

describe('weights whose days are odd are used and reported', () => {
  function load(...days: [string, string | null][]): ReturnType<typeof loadDirective> {
    write(
      'weights.json',
      days.map(([validFrom, validTo]) => ({ ...SET, validFrom, validTo })),
    );
    return loadDirective({ file: write('directive.yaml', 'weights: weights.json') });
  }

  test('overlapping: the set that begins last holds, wherever it stands', () => {
    const { weightsOn, problems } = load(['2026-01-01', null], ['2022-06-23', null]);
    expect(weightsOn('2025-12-31')!.validFrom).toBe('2022-06-23');
    expect(weightsOn('2026-01-01')!.validFrom).toBe('2026-01-01');
    expect(problems).toEqual([
      `${join(folder, 'weights.json')}: overlapping weights: 2022-06-23 to further notice and 2026-01-01 to further notice; where both hold the latter are used: expected days that do not overlap`,
    ]);
  });

  test('overlapping by one day, and within another', () => {
    expect(load(['2022-01-01', '2022-12-31'], ['2022-12-31', null]).problems).toHaveLength(1);
    const { weightsOn, problems } = load(
      ['2022-01-01', '2025-12-31'],
      ['2023-01-01', '2023-12-31'],
      ['2025-06-01', null],
    );
    expect(problems.map((problem) => problem.includes('overlapping weights'))).toEqual([true, true]);
    expect(weightsOn('2023-06-01')!.validFrom).toBe('2023-01-01');
    expect(weightsOn('2024-06-01')!.validFrom).toBe('2022-01-01');
  });

  test('a gap: nothing holds in it', () => {
    const { weightsOn, problems } = load(['2022-01-01', '2022-12-31'], ['2023-01-03', null]);
    expect(weightsOn('2023-01-01')).toBeUndefined();
    expect(problems).toEqual([
      `${join(folder, 'weights.json')}: no weights from 2023-01-01 to 2023-01-02: expected days without a gap`,
    ]);
  });
});

describe('bad input is refused with its file, place, value and what would be right', () => {
  test('a file that is absent, or no YAML', () => {
    expect(() => loadDirective({ file: join(folder, 'none.yaml') })).toThrow(/none\.yaml cannot be read/);
    expect(faultsOf('directives: [gone.json]')[0]).toMatch(/^gone\.json cannot be read .*expected a file in JSON/);
    expect(faultsOf('parties: [')[0]).toMatch(/^directive\.yaml is neither JSON nor YAML/);
    expect(faultsOf('parties: { SO_TTTT: [A], SO_TTTT: [B] }')[0]).toMatch(/keys must be unique/i);
  });

  test('a configuration with other keys, an unknown party, a code that is a number', () => {
    expect(faultsOf('party: {}')).toEqual([
      'directive.yaml: "party": expected only the keys parties, directives, weights',
    ]);
    expect(faultsOf('parties: { SO_TT: [A] }')[0]).toMatch(
      /^directive\.yaml: parties: "SO_TT": expected one of ALL, DISTRICTS, VP_UBND/,
    );
    expect(faultsOf('parties: { SO_TTTT: [79] }')).toEqual([
      'directive.yaml: parties.SO_TTTT[0]: 79: expected an agency code as a text, such as "000.00.11.H06"',
    ]);
    expect(faultsOf('[1]')).toEqual([
      'directive.yaml: [1]: expected what a province adds: parties, directives, weights',
    ]);
  });

  test('a task with an unknown clause, section or party', () => {
    expect(secondFaults({}, { clauses: ['1', '1a'] })).toEqual([
      'second.json: tasks[0].clauses: "1a": expected one of 1',
    ]);
    expect(secondFaults({}, { section: 'II' })).toEqual(['second.json: tasks[0].section: "II": expected one of I']);
    expect(secondFaults({}, { supporting: { parties: ['SO_Y_TE'], printed: null } })[0]).toMatch(
      /^second\.json: tasks\[0\]\.supporting\.parties: "SO_Y_TE": expected one of ALL, .*BQL_KCN$/,
    );
  });

  test('a number, a ref or a party that is taken', () => {
    expect(secondFaults({}, { number: '17' })).toEqual([
      'second.json: tasks[0].number: "17": expected another: 15090/UBND-VP has it; a prefix sets it apart',
    ]);
    expect(secondFaults({ tasks: [FIRST_TASK, FIRST_TASK] })).toEqual([
      'second.json: tasks[1].number: "7-1": expected one that is there only once',
    ]);
    expect(secondFaults({ clauses: [...SECOND.clauses, ...SECOND.clauses] })).toEqual([
      'second.json: clauses[1].ref: "1": expected one that is there only once',
    ]);
    expect(secondFaults({ number: letter.number })).toContain(
      'second.json: number: "15090/UBND-VP": expected a number that no other directive has',
    );
    expect(secondFaults({ parties: { ...SECOND.parties, ALL: { name: words('all') } } })).toEqual([
      'second.json: parties: "ALL": expected a key that no other file has',
    ]);
  });

  test('a date that does not exist, a field that is absent, a half of the words', () => {
    expect(secondFaults({}, { dueAt: '2027-02-29' })).toEqual([
      'second.json: tasks[0].dueAt: "2027-02-29": expected a date that exists, written yyyy-MM-dd, or null',
    ]);
    expect(secondFaults({ date: '1/3/2026' })).toEqual([
      'second.json: date: "1/3/2026": expected a date that exists, written yyyy-MM-dd',
    ]);
    expect(secondFaults({}, { recurring: undefined })).toEqual([
      'second.json: tasks[0].recurring: absent: expected true or false',
    ]);
    expect(secondFaults({}, { title: { vi: 'việc' } })).toEqual([
      'second.json: tasks[0].title.en: absent: expected a text that is not empty',
    ]);
    expect(secondFaults({}, { product: { vi: 'việc' } })).toEqual([
      'second.json: tasks[0].product: {"vi":"việc"}: expected a text in both languages, or null',
    ]);
    expect(secondFaults({}, { clauses: ['1', '1'] })).toEqual([
      'second.json: tasks[0].clauses: ["1","1"]: expected a list of clause refs, each only once',
    ]);
    expect(secondFaults({ parties: { 'bql-kcn': { name: words('zones') } } })).toEqual([
      'second.json: parties: "bql-kcn": expected a key of capital letters, digits and _, such as SO_TTTT',
    ]);
  });

  test('an act that is not in the register', () => {
    expect(secondFaults({ act: 'letter-7' })[0]).toMatch(
      /^second\.json: act: "letter-7": expected one of letter-15090/,
    );
  });

  test('points that do not add up, a part twice, an impossible full mark', () => {
    expect(weightFaults({ points: 7 })).toEqual([
      'weights.json: [0].groups[0].points: 18: expected 19, the sum of the parts of transparency',
    ]);
    expect(weightFaults({ points: 0 })).toEqual([
      'weights.json: [0].groups[0].parts[0].points: 0: expected points above 0',
    ]);
    expect(weightFaults({ code: 'e-results' })).toEqual([
      'weights.json: [0].groups[5].parts[0].code: "e-results": expected one that is there only once',
    ]);
    expect(weightFaults({ fullMark: 0 })[0]).toMatch(/^weights\.json: \[0\]\.groups\[0\]\.parts\[0\]\.fullMark: 0: /);
  });

  test('a ratio of no known form, or of a name that nothing has', () => {
    expect(weightFaults({ ratio: { indicator: 'on-time-rate', part: 'x' } })[0]).toMatch(
      /^weights\.json: \[0\]\.groups\[0\]\.parts\[0\]\.ratio: \{"indicator.*expected \{indicator: code\}, \{part: code\}/,
    );
    const known = { indicators: ['on-time-rate'] };
    expect(weightFaults({ ratio: { indicator: 'on-time' } }, known)).toContain(
      'weights.json: [0].groups[0].parts[0].ratio.indicator: "on-time": expected one of on-time-rate',
    );
    expect(weightFaults({ ratio: { numerator: 'on-time-rate', denominator: 'all' } }, known)).toContain(
      'weights.json: [0].groups[0].parts[0].ratio.denominator: "all": expected one of on-time-rate',
    );
    expect(weightFaults({ ratio: { part: 'no-such' } }, { parts: ['data-reused'] })).toContain(
      'weights.json: [0].groups[0].parts[0].ratio.part: "no-such": expected one of data-reused',
    );
  });

  test('weights that end before they begin', () => {
    write('weights.json', [{ ...SET, validTo: '2022-06-22' }]);
    expect(faultsOf('weights: weights.json')).toEqual([
      'weights.json: [0].validTo: "2022-06-22": expected a date not before validFrom (2022-06-23)',
    ]);
  });

  test('all faults of all files at once', () => {
    write('second.json', { ...SECOND, date: 'soon' });
    write('weights.json', []);
    expect(faultsOf('directives: [second.json]\nweights: weights.json')).toHaveLength(2);
  });
});
