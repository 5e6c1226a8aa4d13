import fc from 'fast-check';
import { CatalogueReader } from '../../services/catalog';
import { publishedDirective } from '../../services/directive';
import {
  type AnyIndicator,
  type BreakdownDimension,
  Figures,
  findIndicator,
  findPart,
  INDICATORS,
  parsePeriod,
  type Question,
  readEvidence,
  readScores,
  rebuild,
  verify,
} from '../../services/indicators';
import { type Asked, amounts, BROKEN, CASES, FACTS, instantOf, RULES, SCORES, sum } from '../scenario/kinds';
import { describeEngines } from '../support/databases';
import type { TestEngine } from '../support/engine';

/** A day long after every period of the scenarios. */
const NOW = Date.UTC(2024, 0, 31);

/** The indicator of a code; a part of the 766 index is asked as one. */
function ratioOf(code: string): AnyIndicator {
  const found = findIndicator(code) ?? findPart(code);
  if (found === undefined) throw new Error(`no indicator and no part: ${code}`);
  return { ...INDICATORS[0]!, ...found };
}

function questionOf({ code, agency, only, period: text, asOf, on }: Asked): Question {
  const period = parsePeriod(text);
  return {
    ...{ indicator: ratioOf(code), agency, only, from: period.from, to: period.to, period },
    asOf: asOf === null ? null : instantOf(asOf),
    ...{ channel: null, procedure: null, field: null },
    on: on === null ? null : parsePeriod(on.slice(0, 7)).from + Number(on.slice(8)) - 1,
  };
}

const nameOf = ({ code, rule, agency, only, period, asOf, on }: Asked): string =>
  [code, rule, `${agency ?? 'everything'}${only ? ' only' : ''}`, period, `as of ${asOf ?? 'its end'}`]
    .concat(on === null ? [] : [`tree of ${on}`])
    .join(', ');

const shuffled = fc.sample(fc.shuffledSubarray([...FACTS], { minLength: FACTS.length }), { seed: 11, numRuns: 1 })[0]!;
/** The same facts: in order, in disorder, and in two batches, the later half first. */
const TELLINGS = {
  'as written': [FACTS],
  shuffled: [shuffled],
  'in two batches': [FACTS.slice(FACTS.length / 2), FACTS.slice(0, FACTS.length / 2)],
};
type Telling = keyof typeof TELLINGS;
const tellings = Object.keys(TELLINGS) as Telling[];

describeEngines('the scenarios of every kind of fact, worked out by hand', (openEngine) => {
  const engines = new Map<string, TestEngine>();
  const engineOf = (rule: string, telling: Telling): TestEngine => engines.get(`${rule} ${telling}`)!;
  beforeAll(async () => {
    for (const rule of RULES) {
      for (const telling of tellings) {
        const engine = await openEngine(rule);
        for (const batch of TELLINGS[telling]) await engine.ingest(batch);
        engines.set(`${rule} ${telling}`, engine);
      }
    }
  }, 60_000);
  afterAll(async () => {
    for (const engine of engines.values()) await engine.close();
  });

  /** The facts behind a half, as the evidence lists them. */
  async function evidence(
    { database, store }: TestEngine,
    question: Question,
    T: number,
    half: 'NUMERATOR' | 'DENOMINATOR' | 'GAP',
  ): Promise<Record<string, number>> {
    const catalogue = await new CatalogueReader(database, store.settings.zone).current();
    const view = catalogue.on(question.on ?? store.settings.zone.localDay(T), T);
    const asked = { question, half, T, first: 500, after: null };
    const page = await database.read((sql) => readEvidence(sql, asked, view, store.settings));
    expect(page.total).toBe(page.rows.length);
    return Object.fromEntries(page.rows.map(({ subject, amount }) => [subject, Number(amount)]));
  }

  test.each(CASES.map((each) => ({ ...each, name: nameOf(each.asked) })))('$name', async ({ asked, halves }) => {
    const [above, below] = typeof halves === 'string' ? ['', ''] : halves;
    const [numerator, denominator] = [amounts(above), amounts(below)];
    const [up, down] = [sum(numerator), sum(denominator)];
    const gap = Object.entries(denominator).map(([name, all]) => [name, all - (numerator[name] ?? 0)] as const);
    const engine = engineOf(asked.rule, 'as written');
    const question = questionOf(asked);
    const figure = await engine.figure(question, NOW);
    const named = async (half: 'NUMERATOR' | 'DENOMINATOR' | 'GAP') => evidence(engine, question, figure.T, half);
    expect({
      halves: [figure.numerator, figure.denominator],
      missing: figure.missing,
      value: figure.value,
      numerator: await named('NUMERATOR'),
      denominator: await named('DENOMINATOR'),
      gap: await named('GAP'),
    }).toEqual({
      halves: [up, down],
      missing: typeof halves === 'string' ? halves : down === 0 ? 'ZERO_DENOMINATOR' : null,
      value: down === 0 ? null : (up * 100) / down,
      numerator,
      denominator,
      gap: Object.fromEntries(gap.filter(([, missing]) => missing > 0)),
    });
    const dimensions: BreakdownDimension[] = ['AGENCY', 'AGENCY_CHILDREN', 'PROCEDURE', 'FIELD', 'CHANNEL'];
    for (const by of dimensions) {
      const rows = await engine.breakdown(question, by, NOW);
      const all = [rows.map((row) => row.numerator ?? 0), rows.map((row) => row.denominator ?? 0)];
      expect([by, ...all.map((column) => column.reduce((a, b) => a + b, 0))]).toEqual([by, up, down]);
    }
  });

  test.each(BROKEN.map((each) => ({ ...each, name: nameOf(each.asked) })))(
    '$name, by $by',
    async ({ asked, by, rows }) => {
      const keyOf = { AGENCY: 'agency', PROCEDURE: 'procedure', FIELD: 'field', CHANNEL: 'channel' } as const;
      const parts = await engineOf(asked.rule, 'as written').breakdown(questionOf(asked), by, NOW);
      const counting = parts.filter(({ numerator, denominator }) => numerator !== 0 || denominator !== 0);
      const found = counting.map(({ question, numerator, denominator }) => [
        question[keyOf[by]],
        [numerator, denominator],
      ]);
      expect(Object.fromEntries(found)).toEqual(rows);
    },
  );

  test.each(SCORES.flatMap((worked) => RULES.map((rule) => ({ ...worked, rule }))))(
    'the part $part of $agency in $period earns $points points under $rule',
    async ({ rule, agency, period, part, halves, points }) => {
      const { database, store } = engineOf(rule, 'as written');
      const { settings } = store;
      const reader = new CatalogueReader(database, settings.zone);
      const base = { reads: database, settings, catalogue: reader.within.bind(reader), now: NOW };
      const source = { ...base, figures: new Figures(base) };
      const [weights] = publishedDirective().weights;
      const [score] = await readScores(source, [agency], parsePeriod(period), weights!);
      const found = score!.groups.flatMap(({ parts }) => parts).find((each) => each.part.code === part)!;
      expect([found.numerator ?? 0, found.denominator ?? 0, found.points]).toEqual([...halves, points]);
    },
  );

  test.each(RULES)('whatever the order and the batches, the store is the same to the byte under %s', async (rule) => {
    const written = await engineOf(rule, 'as written').dump();
    for (const telling of ['shuffled', 'in two batches'] as const) {
      const engine = engineOf(rule, telling);
      expect(await engine.dump()).toEqual(written);
      expect((await verify(engine.database, engine.store.settings)).differences).toEqual([]);
      await rebuild(engine.database, engine.store.settings);
      expect(await engine.dump()).toEqual(written);
    }
  });
});

test('every indicator that counts no dossiers is in a scenario, and every part of the index', () => {
  const worked = new Set([...CASES.map(({ asked }) => asked.code), ...SCORES.map(({ part }) => part)]);
  const others = INDICATORS.filter(({ fact, number }) => fact !== 'dossier' || number === 42).map(({ code }) => code);
  const ofIndex = publishedDirective().weights[0]!.groups.flatMap(({ parts }) => parts);
  const own = ofIndex.filter(({ ratio }) => ratio === null || 'part' in ratio || 'numerator' in ratio);
  expect([...others, ...own.map(({ code }) => code)].filter((code) => !worked.has(code))).toEqual([]);
});
