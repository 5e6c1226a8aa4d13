import { openEngine, type TestEngine } from '../support/engine';
import { AGENCIES, type Asking, ask, at, fact } from './support';

const TASKS = `query ($agency: ID, $overdue: Boolean, $asOf: DateTime) {
  tasks(agency: $agency, overdue: $overdue, asOf: $asOf) {
    number known title section dueAt dueNote recurring product leads supporting
    clauses { directive ref text en: text(lang: EN) } indicators { code }
    leadAgencies { code } supportingAgencies { code }
    assignments { agency { code } dueAt progressPercent completedAt overdue product obstacle proposal }
  }
}`;
const REFERENCES = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) { ... on DirectiveTask { number known title assignments { agency { code } } } }
}`;
const NOW = at('2023-07-01T10:00:00');

interface Share {
  readonly agency: { readonly code: string };
  readonly overdue: boolean;
  readonly completedAt: string | null;
}
interface Shown extends Record<string, unknown> {
  readonly number: string;
  readonly assignments: readonly Share[];
}

let engine: TestEngine;
beforeEach(async () => {
  engine = await openEngine();
});
afterEach(() => engine.close());

async function tasks(variables: Record<string, unknown> = {}, asking: Partial<Asking> = {}): Promise<Shown[]> {
  const { data, errors } = await ask(engine, TASKS, variables, { now: NOW, ...asking });
  expect(errors).toEqual([]);
  return (data as { tasks: Shown[] }).tasks;
}

async function task(
  number: string,
  variables: Record<string, unknown> = {},
  asking: Partial<Asking> = {},
): Promise<Shown> {
  return (await tasks(variables, asking)).find((each) => each.number === number)!;
}

const numbers = (found: readonly Shown[]): string[] => found.map(({ number }) => number);
const shares = ({ assignments }: Shown): string[] =>
  assignments.map(
    ({ agency, overdue, completedAt }) => `${agency.code}${completedAt ? ' done' : ''}${overdue ? ' overdue' : ''}`,
  );

describe("the annex's tasks", () => {
  it('are there whatever the store holds', async () => {
    const found = await tasks();
    expect(numbers(found)).toEqual(Array.from({ length: 32 }, (_, i) => String(i + 1)));
    expect(found.every(({ known }) => known)).toBe(true);
    expect(found.find(({ number }) => number === '25')).toMatchObject({
      ...{
        section: 'III',
        dueAt: '2023-12-31T23:59:59.999+07:00',
        recurring: false,
        leadAgencies: [],
        assignments: [],
      },
      clauses: [{ directive: '15090/UBND-VP', ref: '2', en: expect.stringMatching(/direction/) }],
      indicators: expect.arrayContaining([{ code: 'signed-e-documents' }, { code: 'commune-e-work' }]),
    });
  });

  it('are led by the agencies that their parties stand for on the day', async () => {
    await engine.ingest(AGENCIES);
    const led = await task('25');
    expect(led).toMatchObject({ leads: expect.stringMatching(/ngành/) });
    expect(led['leadAgencies']).toEqual(['C1', 'D1', 'H1'].map((code) => ({ code })));
    expect((await task('4'))['leadAgencies']).toEqual([{ code: 'H1' }]);
  });

  it('give way, field by field, to what facts state', async () => {
    await engine.ingest([
      ...AGENCIES,
      fact('task', '25', '2023-01-01', {
        title: 'Ký số',
        leadAgencyCodes: ['D1', 'X'],
        dueAt: at('2024-01-01T09:00:00'),
        product: null,
      }),
    ]);
    const printed = await task('26');
    const stated = await task('25');
    expect(stated).toMatchObject({
      ...{ title: 'Ký số', leads: 'Sở Một; X', leadAgencies: [{ code: 'D1' }, { code: 'X' }], section: 'III' },
      dueAt: '2024-01-01T09:00:00.000+07:00',
    });
    expect(stated['product']).not.toBeNull();
    expect(printed['product']).not.toBeNull();
  });

  it('are followed by those that only facts tell of, and those that only assignments name', async () => {
    await engine.ingest([
      fact('task', 'T2', '2023-01-01', { title: 'Việc thêm', clauses: ['1a'] }),
      fact('task', 'T1', '2023-01-01', { title: 'Việc bỏ', voided: true }),
      fact('task', '33', '2023-01-01', { recurring: true }),
      fact('assignment', '99@D1', '2023-01-01', { progressPercent: 10 }),
      fact('assignment', 'x', '2023-01-01', { taskNumber: '7', agencyCode: 'D1' }),
    ]);
    const found = await tasks();
    expect(numbers(found).slice(32)).toEqual(['33', 'T2', '99']);
    expect(found[32]).toMatchObject({ known: true, title: '33', recurring: true, leads: '', section: null });
    expect(found[33]).toMatchObject({
      title: 'Việc thêm',
      clauses: [{ directive: '15090/UBND-VP', ref: '1a' }],
      indicators: [],
    });
    expect(found[34]).toMatchObject({
      known: false,
      title: '99',
      assignments: [{ agency: { code: 'D1' }, progressPercent: 10 }],
    });
    expect(shares(found[6]!)).toEqual(['D1']);
  });

  it('are found by reference as of now', async () => {
    await engine.ingest([fact('assignment', '7@D1', '2023-01-01', { taskNumber: '7', agencyCode: 'D1' })]);
    const representations = ['7', 'nothing'].map((number) => ({ __typename: 'DirectiveTask', number }));
    const { data, errors } = await ask(engine, REFERENCES, { representations }, { now: NOW });
    expect(errors).toEqual([]);
    expect(data).toMatchObject({
      _entities: [
        { number: '7', known: true, assignments: [{ agency: { code: 'D1' } }] },
        { number: 'nothing', known: false, title: 'nothing', assignments: [] },
      ],
    });
  });
});

describe('assignments', () => {
  const share = (agencyCode: string, data: Record<string, string | number | boolean | null>) =>
    fact('assignment', `26@${agencyCode}`, '2023-01-01', { taskNumber: '26', agencyCode, ...data });
  const due = at('2023-06-30T17:00:00');
  beforeEach(() =>
    engine.ingest([
      ...AGENCIES,
      share('D1', { dueAt: due, completedAt: at('2023-06-30T20:00:00') }),
      share('C1', { dueAt: due, progressPercent: 40, obstacle: 'thiếu máy', proposal: 'cấp máy' }),
      share('H1', { progressPercent: 90 }),
      share('Z', { dueAt: due, voided: true }),
    ]),
  );

  it('are overdue from the day after their due day, and not once they are done', async () => {
    expect(shares(await task('26'))).toEqual(['C1 overdue', 'D1 done', 'H1']);
    expect(shares(await task('26', { asOf: '2023-06-30T18:00:00+07:00' }))).toEqual(['C1', 'D1 done', 'H1']);
    expect(shares(await task('26', { asOf: '2023-06-29T23:00:00+07:00' }))).toEqual(['C1', 'D1', 'H1']);
    expect(shares(await task('26', { asOf: '2022-12-01T00:00:00+07:00' }))).toEqual([]);
  });

  it('are overdue right after their due date under INSTANT', async () => {
    await engine.close();
    engine = await openEngine('INSTANT');
    await engine.ingest([
      share('D1', { dueAt: due, completedAt: due + 1 }),
      share('C1', { dueAt: due, completedAt: due }),
    ]);
    expect(shares(await task('26', { asOf: '2023-06-30T17:00:00+07:00' }))).toEqual(['C1 done', 'D1']);
    await engine.ingest([share('H1', { dueAt: due })]);
    expect(shares(await task('26', { asOf: '2023-06-30T17:00:00.001+07:00' }))).toEqual([
      'C1 done',
      'D1 done',
      'H1 overdue',
    ]);
  });

  it('are cut to the agency asked for and what lies below it', async () => {
    await engine.ingest([
      fact('task', 'T', '2023-01-01', { leadAgencyCodes: ['C1'] }),
      fact('task', 'U', '2023-01-01', { leadAgencyCodes: ['D1'] }),
    ]);
    const ofH1 = await tasks({ agency: 'H1' });
    expect(numbers(ofH1)).toEqual(expect.arrayContaining(['26', 'T', '25']));
    expect(numbers(ofH1)).not.toContain('U');
    expect(numbers(ofH1)).not.toContain('2');
    expect(shares(ofH1.find(({ number }) => number === '26')!)).toEqual(['C1 overdue', 'H1']);
    expect(shares((await tasks({ agency: 'D1' })).find(({ number }) => number === '26')!)).toEqual(['D1 done']);
  });

  it('tell which tasks are overdue', async () => {
    expect(numbers(await tasks({ overdue: true }))).toEqual(['26']);
    expect(numbers(await tasks({ overdue: false }))).toHaveLength(31);
    expect(numbers(await tasks({ overdue: true, agency: 'D1' }))).toEqual([]);
  });

  it('show what people wrote only to who may see it', async () => {
    const [hidden] = (await task('26')).assignments;
    expect(hidden).toMatchObject({ obstacle: null, proposal: null });
    const [open] = (await task('26', {}, { showPersons: true })).assignments;
    expect(open).toMatchObject({ obstacle: 'thiếu máy', proposal: 'cấp máy' });
  });
});
