import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../infra/config';
import { questionOf } from '../../services/hub/asking';
import { explain } from '../../services/hub/explain/explanation';
import { type FactsBehind, factsBehind } from '../../services/hub/explain/facts-behind';
import type { Language } from '../../services/hub/explain/phrases';
import { explanationText } from '../../services/hub/explain/text';
import { type OpenStore, openStore } from '../../services/hub/open';
import { INDICATORS, indicatorOf } from '../../services/indicators';
import { at, fact } from '../reporting/support';
import { asIncoming } from '../support/engine';
import { DEADLINE, HubBox } from '../support/hub';
import { dossier, expectRefusal, jsonLines } from '../support/hub-facts';

jest.setTimeout(2 * DEADLINE);

const NOW = at('2023-03-01');
let folder: string;
let open: OpenStore;

const received = { receivedAt: at('2022-11-10T08:00'), channel: 'ONLINE', dueAt: at('2022-11-18T17:00') };
/** Four dossiers of A promised for November 18: two in time, one late, one open; B says nothing. */
const FACTS = [
  fact('agency', 'P', '2020-01-01', { name: 'Tỉnh', nameEn: 'Province', level: 'PROVINCE' }),
  fact('agency', 'A', '2020-01-01', { name: 'Sở A', parentCode: 'P', level: 'DEPARTMENT' }),
  fact('agency', 'B', '2020-01-01', { name: 'Sở B', parentCode: 'P', level: 'DEPARTMENT' }),
  ...['in-time-1', 'in-time-2', 'late', 'open'].map((subject) =>
    fact('dossier', subject, '2022-11-10', { ...received, agencyCode: 'A' }),
  ),
  ...['in-time-1', 'in-time-2'].map((subject) =>
    fact('dossier', subject, '2022-11-18', { completedAt: at('2022-11-18T10:00') }),
  ),
  fact('dossier', 'late', '2022-11-22', { completedAt: at('2022-11-22T10:00') }),
  fact('form', 'F1', '2022-11-01', { inForce: true, baselineFields: 10, declaredFields: 4 }),
  fact('form', 'F2', '2022-11-01', { inForce: true, baselineFields: 10, declaredFields: 12 }),
];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hub-explain-'));
  open = await openStore(readConfig({ HUB_DATA_DIR: folder }, folder));
  await open.store.ingest(asIncoming(FACTS), NOW);
});
afterAll(async () => {
  await open.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Asking {
  readonly code?: string;
  readonly agency?: string;
  readonly period?: string;
  readonly asOf?: string;
  readonly lang?: Language;
  readonly shown?: number;
  readonly now?: number;
}

async function told({ code = 'on-time-rate', period = '2022-11', lang = 'en', ...rest }: Asking = {}): Promise<string> {
  const { shown = 20, now = NOW, ...asked } = rest;
  const question = (await questionOf(open, { period, ...asked }))(indicatorOf(code));
  return explanationText(await explain(open, question, { shown, now }), lang);
}

const digestOf = (...rows: [string, number][]): string =>
  createHash('sha256')
    .update(rows.map(([subject, amount]) => `${subject}\t${amount}\n`).join(''))
    .digest('hex');

test('a ratio in English, from the first line to the last', async () => {
  const two: [string, number][] = [
    ['in-time-1', 1],
    ['in-time-2', 1],
  ];
  expect(await told({ agency: 'P' })).toBe(
    `4. Completed early or on time (on-time-rate)
Agency: P (Province), with all below it
Period: 2022-11, from 2022-11-01 to 2022-11-30, both included
As of: 2022-11-30T23:59:59.999+07:00

Value: 66.67 % (2 / 3)
Target: ≥ 100 % from 2022-11-25 (by the letter)
Result: missed
State: the period is over
Agencies that sent nothing in the period: B (Sở B)
Newest fact: 2022-11-22T00:00:00.000+07:00

Definition
  Kind: a percentage; what happened in the period; more is better
  Denominator = 3: Dossiers completed in the period that had a due date
  Numerator = 2: Those among them that never became late
  Lateness rule: late from the beginning of the day after the due day (DATE, zone Asia/Ho_Chi_Minh)

Basis
  Document: 15090/UBND-VP (2022-11-25), Carrying out Resolution 131/NQ-CP in Ba Ria - Vung Tau
  Clause 1a: ${open.directive.clause('15090/UBND-VP', '1a')!.title.en}
  Task 5: ${open.directive.task('5')!.title.en}
  Task 14: ${open.directive.task('14')!.title.en}
  Legal basis: 61/2018/NĐ-CP, One-stop mechanism (in force to 2025-06-30; replaced by 118/2025/NĐ-CP)

Numerator: 2 dossier(s), together 2 (sha256 ${digestOf(...two)})
  in-time-1  A  1
  in-time-2  A  1

Denominator: 3 dossier(s), together 3 (sha256 ${digestOf(...two, ['late', 1])})
  in-time-1  A  1
  in-time-2  A  1
  late       A  1

Gap (in the denominator, not in the numerator): 1 dossier(s), together 1 (sha256 ${digestOf(['late', 1])})
  late  A  1`,
  );
});

test('in Vietnamese, with its own dates and numbers', async () => {
  const text = await told({ agency: 'A', lang: 'vi' });
  for (const line of [
    '4. Tỷ lệ giải quyết trước hạn và đúng hạn (on-time-rate)',
    'Cơ quan: A (Sở A), gồm cả các đơn vị trực thuộc',
    'Kỳ: 2022-11, từ 01/11/2022 đến hết 30/11/2022',
    'Giá trị: 66,67 % (2 / 3)',
    'Chỉ tiêu: ≥ 100 % từ 25/11/2022 (theo công văn)',
    'Kết quả: chưa đạt',
    '  Mẫu số = 3: Số hồ sơ giải quyết xong trong kỳ có ngày hẹn trả',
    '  Văn bản: 15090/UBND-VP (25/11/2022), Triển khai Nghị quyết 131/NQ-CP tại tỉnh Bà Rịa - Vũng Tàu',
    `  Nhiệm vụ 5: ${open.directive.task('5')!.title.vi}`,
  ]) {
    expect(text.split('\n')).toContain(line);
  }
});

test('many facts: the first of them, how many more, and one digest however many are shown', async () => {
  const [few, none] = [await told({ shown: 1 }), await told({ shown: 0 })];
  expect(few).toMatch(/^Denominator: 3 .*\n {2}in-time-1 {2}A {2}1\n {2}and 2 more$/m);
  expect(none).toMatch(/^Denominator: 3 .*\n {2}and 3 more$/m);
  const digests = (text: string): string[] => text.match(/sha256 [0-9a-f]{64}/g)!;
  expect(digests(few)).toEqual(digests(none));
  expect(new Set(digests(few)).size).toBe(3);
});

test('read in pages, facts are the same as read at once', async () => {
  const question = (await questionOf(open, { period: '2022-11' }))(indicatorOf('on-time-rate'));
  const T = at('2022-12-01') - 1;
  const { settings } = open.store;
  const read = (page: number): Promise<FactsBehind> =>
    open.database.read(async (sql) => {
      const view = (await open.catalogue.within(sql)).on(settings.zone.localDay(T), T);
      return factsBehind(sql, { question, half: 'DENOMINATOR', T, shown: 3, page }, view, settings);
    });
  const whole = await read(100);
  expect(whole).toMatchObject({ count: 3, sum: 3 });
  for (const page of [1, 2, 3]) expect(await read(page)).toEqual(whole);
});

test('a count has one half; a note and both kinds are told', async () => {
  const text = await told({ code: 'late-dossiers' });
  expect(text).toMatch(/^Value: 2$/m);
  expect(text).toMatch(/^ {2}Kind: a count; .*in the period; .*at the instant; less is better$/m);
  expect(text).toMatch(/^ {2}Note: Does not add up/m);
  expect(text).toMatch(/^Numerator: 2 dossier\(s\), together 2 .*\n {2}late {2}A {2}1\n {2}open {2}A {2}1$/m);
  expect(text).not.toMatch(/^(Denominator|Gap)/m);
});

test('what counts for more or less than 1, and what takes away', async () => {
  const text = await told({ code: 'form-field-reduction' });
  expect(text).toMatch(/^Value: 20\.00 % \(4 \/ 20\)$/m);
  expect(text).toMatch(/^Numerator: 2 form\(s\), together 4 .*\n {2}F1 {2}\(no agency known\) {2}6\n.*F2 .* -2$/m);
});

test('where less is better, what is missing to the whole is not told', async () => {
  expect(await told({ code: 'overdue-dossiers', asOf: '2022-11-20' })).not.toContain('Gap');
});

test('no value: why, instead of a number', async () => {
  expect(await told({ agency: 'B' })).toMatch(/^Value: none \(no fact yet\)$/m);
  expect(await told({ period: '2022-09' })).toMatch(/^Value: none \(no fact yet\)$/m);
  expect(await told({ period: '2022-12' })).toMatch(/^Value: none \(the denominator is 0\)$/m);
  const later = await told({ period: '2024', lang: 'vi' });
  expect(later).toMatch(/^Giá trị: không có \(kỳ chưa bắt đầu\)$/m);
  expect(later).toMatch(/^Kết quả: chưa có giá trị$/m);
  expect(later).toMatch(/^Tử số: không có gì$/m);
});

test('why a figure may still change', async () => {
  const state = async (asking: Asking): Promise<string> => /^State: (.*)$/m.exec(await told(asking))![1]!;
  expect(await state({})).toBe('the period is over');
  expect(await state({ asOf: '2022-11-20' })).toMatch(/the instant asked for lies before the period's end/);
  expect(await state({ now: at('2022-11-20') })).toMatch(/the period is not over/);
  await open.store.ingest(
    asIncoming([fact('watermark', 'W', '2022-11-21', { agencyCode: 'A', through: at('2022-11-20') })]),
    NOW,
  );
  expect(await state({})).toMatch(/a source has not yet promised/);
});

test.each(INDICATORS.map(({ code }) => code))('%s is explained in both languages', async (code) => {
  for (const lang of ['vi', 'en'] as const) {
    const text = await told({ code, lang });
    expect(text).not.toMatch(/undefined|null|NaN|\[object/);
  }
});

describe('on the command line', () => {
  let box: HubBox;
  beforeAll(async () => {
    box = new HubBox();
    await box.run(['import', box.write('facts.jsonl', jsonLines([dossier('one')]))]);
  });
  afterAll(() => box.close());

  test('by code or number, in Vietnamese unless told otherwise', async () => {
    const asked = ['--period', '2022-11', '--agency', 'H44.01'];
    const [byCode, byNumber] = await box.runAll([
      ['explain', 'e-dossier-rate', ...asked],
      ['explain', '20', ...asked, '--lang', 'en', '--evidence', '0'],
    ]);
    expect([byCode!.code, byCode!.stderr]).toEqual([0, '']);
    expect(byCode!.stdout).toMatch(
      /^20\. Tỷ lệ hồ sơ trực tuyến \(e-dossier-rate\)\n[\s\S]*^ {2}one {2}H44\.01 {2}1$/m,
    );
    expect(byNumber!.stdout).toMatch(/^Value: 100\.00 % \(1 \/ 1\)$/m);
  });

  const CASES: [args: string[], said: RegExp][] = [
    [
      ['on-time-rat', '--period', '2022'],
      /'on-time-rat' is neither a code nor a number .*; did you mean on-time-rate\?/,
    ],
    [['43', '--period', '2022'], /'43' is neither .*\nThe codes are: procedures-published-on-time, /],
    [['4'], /required option '--period <p>' not specified/],
    [['4', '--period', '2022-13'], /period: '2022-13' is no period/],
    [['4', '--period', '2022', '--agency', 'H99'], /--agency H99: no fact names this agency/],
    [['4', '--period', '2022', '--as-of', '2022-02-30'], /--as-of 2022-02-30: expected an instant/],
    [['4', '--period', '2022', '--lang', 'fr'], /'fr' is invalid\. Allowed choices are vi, en/],
    [['4', '--period', '2022', '--evidence', '-1'], /--evidence -1: expected a whole number from 0 to 100000/],
  ];
  test('what is wrong, with exit code 2', async () => {
    const ran = await box.runAll(CASES.map(([args]) => ['explain', ...args]));
    for (const [index, [, said]] of CASES.entries()) expectRefusal(ran[index]!, said);
  });

  test('a file of targets that is wrong stops every command that reads figures', async () => {
    const HUB_TARGETS = box.write('t.yaml', 'targets: [{indicator: on-time-rate, value: 101, from: "2022-01-01"}]');
    for (const ran of await box.runAll([['indicators', '--period', '2022'], ['serve']], { HUB_TARGETS })) {
      expectRefusal(ran, /t\.yaml: the targets have faults:\n {2}row 1, value: 101, expected a percentage/);
    }
  });
});
