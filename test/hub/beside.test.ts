import { ask, DEADLINE, HubBox, post } from '../support/hub';
import { CLEAN } from '../support/hub-facts';

jest.setTimeout(4 * DEADLINE);

interface Value {
  numerator: number | null;
  denominator: number | null;
  revision: string;
}
const DIMENSIONS = ['AGENCY', 'AGENCY_CHILDREN', 'PROCEDURE', 'FIELD', 'CHANNEL'] as const;
type Indicator = { code: string; value: Value & { evidence: { totalCount: number } } } & Record<
  (typeof DIMENSIONS)[number],
  Value[]
>;

const HALVES = '{ numerator denominator revision }';
const QUERY = `{ indicators(codes: ["on-time-rate", "e-dossier-rate", "late-dossiers", "overdue-dossiers"]) {
  code value(period: "2022-11") { numerator denominator revision evidence(first: 1) { totalCount } }
  ${DIMENSIONS.map((by) => `${by}: breakdown(period: "2022-11", by: ${by}) ${HALVES}`).join('\n')}
} }`;

const HALF_NAMES = ['numerator', 'denominator'] as const;

/** What is wrong inside one answer: whole and parts must come from one picture of the store. */
function contradictions(indicators: readonly Indicator[]): string[] {
  const found: string[] = [];
  const revisions = new Set<string>();
  for (const indicator of indicators) {
    const { numerator, revision, evidence } = indicator.value;
    revisions.add(revision);
    if (evidence.totalCount !== (numerator ?? 0)) {
      found.push(`${indicator.code}: numerator ${numerator}, but ${evidence.totalCount} facts behind it`);
    }
    for (const by of DIMENSIONS) {
      for (const half of HALF_NAMES) {
        const sum = indicator[by].reduce((total, row) => total + (row[half] ?? 0), 0);
        const whole = indicator.value[half] ?? 0;
        if (sum !== whole) found.push(`${indicator.code}: ${half} ${whole}, but ${sum} by ${by}`);
      }
      for (const row of indicator[by]) revisions.add(row.revision);
    }
  }
  if (revisions.size > 1) found.push(`revisions ${[...revisions].join(', ')}`);
  return found;
}

/** Without revisions, which count commits, and without rows of nothing: traces.test.ts is about those. */
function plain(indicators: readonly Indicator[]): object {
  const isSomething = (row: Value): boolean => (row.numerator ?? 0) !== 0 || (row.denominator ?? 0) !== 0;
  const text = JSON.stringify(indicators, (name, value) =>
    name === 'revision' ? undefined : Array.isArray(value) && name !== '' ? value.filter(isSomething) : value,
  );
  return JSON.parse(text) as object;
}

/** Many small commits, so that hardly a question is asked without one falling into its time. */
async function postAll(url: string, lines: readonly string[]): Promise<void> {
  for (let i = 0; i < lines.length; i += 20) {
    const { status, text } = await post(url, `[${lines.slice(i, i + 20).join(',')}]`);
    if (status !== 200) throw new Error(`${status}: ${text}`);
  }
}

test('two imports and another hub beside a running one: every answer agrees with itself, and the end is the same', async () => {
  const box = new HubBox();
  try {
    const all = (await box.run(['simulate', '--dossiers', '3000', '--to', '2022-12-15'])).stdout.trimEnd().split('\n');
    // Statements about one dossier are spread over all three: the writers meet in the same rows.
    const [first, second, third] = [0, 1, 2].map((part) => all.filter((_, i) => i % 3 === part));
    const hub = await box.serve();
    const other = await box.serve();
    let over = false;
    const imports = [first!, second!].map((lines, i) =>
      box.start(['import', box.write(`part-${i}.jsonl`, `${lines.join('\n')}\n`)]),
    );
    const ended = Promise.all([...imports.map((running) => running.ended), postAll(other.url, third!)]).finally(() => {
      over = true;
    });

    const answers: Indicator[][] = [];
    const watch = async (): Promise<void> => {
      while (!over) answers.push((await ask<{ indicators: Indicator[] }>(hub.url, QUERY)).indicators);
    };
    await Promise.all([watch(), watch()]);
    await ended;
    for (const running of imports) expect(await running.ended).toMatchObject({ code: 0, stderr: '' });

    const last = (await ask<{ indicators: Indicator[] }>(hub.url, QUERY)).indicators;
    const received = (indicators: readonly Indicator[]): number =>
      indicators.find(({ code }) => code === 'e-dossier-rate')!.value.denominator!;
    expect(answers.flatMap(contradictions)).toEqual([]);
    // The questions were really asked in the middle of it.
    const partial = answers.filter((answer) => received(answer) > 0 && received(answer) < received(last));
    expect(partial.length).toBeGreaterThan(0);
    expect([hub.running.stderr(), other.running.stderr()]).toEqual(['', '']);

    // The same facts in one quiet import, served anew.
    const settings = { HUB_DATA_DIR: box.path('quiet') };
    await box.run(['import', box.write('all.jsonl', `${all.join('\n')}\n`)], settings);
    const quiet = await box.serve(settings);
    const expected = (await ask<{ indicators: Indicator[] }>(quiet.url, QUERY)).indicators;
    expect(received(expected)).toBeGreaterThan(100);
    expect(plain(last)).toEqual(plain(expected));

    expect((await hub.stop()).code).toBe(0);
    expect((await box.run(['verify'])).stdout).toMatch(CLEAN);
  } finally {
    await box.close();
  }
});

test('figures only move forward: no answer has a smaller revision than one before it', async () => {
  const box = new HubBox();
  try {
    const facts = (await box.run(['simulate', '--dossiers', '1500', '--to', '2022-12-15'])).stdout;
    const hub = await box.serve();
    const running = box.start(['import', box.write('facts.jsonl', facts)]);
    let over = false;
    const ended = running.ended.finally(() => {
      over = true;
    });
    const query = `{ indicator(code: "e-dossier-rate") { value(period: "2022-11") ${HALVES} } }`;
    const seen: Value[] = [];
    while (!over) seen.push((await ask<{ indicator: { value: Value } }>(hub.url, query)).indicator.value);
    expect((await ended).code).toBe(0);
    for (const [index, value] of seen.slice(1).entries()) {
      const before = seen[index]!;
      const [was, is] = [BigInt(before.revision), BigInt(value.revision)];
      expect(is >= was).toBe(true);
      if (value.denominator !== before.denominator) expect(is > was).toBe(true);
    }
  } finally {
    await box.close();
  }
});
