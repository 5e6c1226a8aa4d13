import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import contract from '../../schema/contracts/facts.schema.json';
import { encodeFact } from '../../services/indicators/facts';
import type { Fact } from '../../services/indicators/facts/fact';
import { type Asking, questionOf, questions, ZONE } from './arbitraries';
import { CODES, COUNTS, DOSSIER_CODES, KIND_OF, oracle, PART_CODES, windowOf } from './index';
import { latestNumber, latestText } from './merge';
import { worlds } from './worlds';

const ALL = [...CODES, ...PART_CODES];
const HALVES = ['NUMERATOR', 'DENOMINATOR'] as const;
const total = (members: ReadonlyMap<string, number>): number => [...members.values()].reduce((a, b) => a + b, 0);

/** What can exceed its whole: what is reused is not capped, and neither are the fields of forms. */
const UNCAPPED = ['data-reuse-rate', 'form-fields-reused', ...COUNTS];

const ask = (facts: readonly Fact[], asking: Asking) => oracle(facts, { zone: ZONE, rule: asking.rule });

/** What must hold of any figure of any kind of facts: a check of the oracle itself, and of what the arbitraries reach. */
describe('the oracle of every kind', () => {
  test('knows 42 indicators and the 12 measures of parts, each by one name', () => {
    expect([CODES.length, PART_CODES.length, new Set(ALL).size]).toEqual([42, 12, 54]);
    expect(KIND_OF['reports-on-time']).toBe('report');
    expect(KIND_OF['procedures-with-transaction']).toBe('procedure');
  });

  test('is told nothing that breaks the contract', () => {
    // The contract marks fields with x-merge, which no validator knows.
    const ajv = new Ajv2020({ strict: false });
    addFormats(ajv);
    const valid = ajv.compile(contract);
    const problems = (fact: Fact) => (valid(encodeFact(fact)) ? [] : (valid.errors ?? []));
    fc.assert(
      fc.property(worlds(), (facts) => {
        for (const fact of facts) expect({ fact, problems: problems(fact) }).toEqual({ fact, problems: [] });
      }),
      { numRuns: 30 },
    );
  });

  test('does not care in which order and how often it is told', () => {
    fc.assert(
      fc.property(worlds(), questions(ALL), fc.integer(), (facts, asking, turn) => {
        const at = Math.abs(turn) % (facts.length + 1);
        const again = [...facts.slice(at), ...facts.slice(0, at).reverse(), ...facts.slice(at)];
        const question = questionOf(asking);
        expect(ask(again, asking).figure(question)).toEqual(ask(facts, asking).figure(question));
      }),
    );
  });

  test('names members that add up to the figure', () => {
    fc.assert(
      fc.property(worlds(), questions(ALL), (facts, asking) => {
        const { figure, members } = ask(facts, asking);
        const question = questionOf(asking);
        const { numerator, denominator } = figure(question);
        const sums = HALVES.map((half) => total(members({ ...question, half })));
        expect(sums).toEqual([numerator ?? 0, denominator ?? 0]);
      }),
    );
  });

  test('lets the agencies, and those who have none, add up to everything', () => {
    fc.assert(
      fc.property(worlds(), questions(ALL), (facts, asking) => {
        const { members } = ask(facts, asking);
        for (const half of HALVES) {
          const rows = ['A', 'B', 'C', 'D', 'E'].flatMap((agency) => [
            ...members({ ...questionOf(asking), half, agency, only: true }),
          ]);
          const whole = members({ ...questionOf(asking), half, agency: null });
          const summed = new Map<string, number>();
          for (const [subject, adds] of rows) summed.set(subject, (summed.get(subject) ?? 0) + adds);
          const without = [...whole]
            .filter(([subject, adds]) => summed.get(subject) !== adds)
            .map(([subject]) => subject);
          for (const subject of summed.keys()) expect(whole.has(subject)).toBe(true);
          for (const subject of without) expect(summed.has(subject)).toBe(false);
        }
      }),
    );
  });

  test('never lets a ratio exceed the whole, reused data apart', () => {
    fc.assert(
      fc.property(worlds(), questions(ALL), (facts, asking) => {
        fc.pre(!UNCAPPED.includes(asking.code));
        const { numerator, denominator } = ask(facts, asking).figure(questionOf(asking));
        expect(numerator!).toBeLessThanOrEqual(denominator!);
      }),
    );
  });

  test('is asked enough questions that have something to count, and something to leave out', () => {
    const codes = ALL.filter((code) => !DOSSIER_CODES.includes(code));
    const reached = new Map(codes.map((code) => [code, { counted: 0, leftOut: 0 }]));
    const askings = fc.array(questions(codes), { minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(worlds(), askings, (facts, asked) => {
        const oracles = {
          DATE: oracle(facts, { zone: ZONE, rule: 'DATE' }),
          INSTANT: oracle(facts, { zone: ZONE, rule: 'INSTANT' }),
        };
        for (const asking of asked) {
          const [counted, whole] = HALVES.map((half) => oracles[asking.rule].members({ ...questionOf(asking), half }));
          const found = reached.get(asking.code)!;
          found.counted += counted!.size;
          found.leftOut += [...whole!].filter(([subject, adds]) => counted!.get(subject) !== adds).length;
        }
      }),
      { numRuns: 500, seed: 20221125 },
    );
    for (const [code, { counted, leftOut }] of reached) {
      const enough = counted >= 5 && leftOut >= 5;
      expect({ code, counted, leftOut, enough }).toEqual({ code, counted, leftOut, enough: true });
    }
  });

  test('meets expected reports that come in time, late, under strange names, with dates of their own, or never', () => {
    const whole = { code: 'reports-on-time', agency: null, only: false, ...windowOf('2022', ZONE) };
    const met = { ownDate: 0, strangeName: 0, usualName: 0, never: 0 };
    const world = fc.sample(worlds(), { numRuns: 200, seed: 20221125 });
    for (const facts of world) {
      const { members } = oracle(facts, { zone: ZONE, rule: 'DATE' });
      const reports = new Map<string, Fact[]>();
      for (const fact of facts) {
        if (fact.kind === 'report') reports.set(fact.subject, [...(reports.get(fact.subject) ?? []), fact]);
      }
      const places = new Map(
        [...reports].map(([subject, own]): [string, string] => [
          ['regimeCode', 'period', 'agencyCode'].map((field) => latestText(own, field)).join('/'),
          subject,
        ]),
      );
      for (const subject of members({ ...whole, asOf: whole.to - 1, half: 'DENOMINATOR' }).keys()) {
        const filler = reports.has(subject) ? subject : places.get(subject);
        if (filler === undefined) met.never += 1;
        else if (latestNumber(reports.get(filler)!, 'dueAt') !== null) met.ownDate += 1;
        else if (filler === subject) met.usualName += 1;
        else met.strangeName += 1;
      }
    }
    for (const found of Object.values(met)) expect({ met, enough: found >= 10 }).toEqual({ met, enough: true });
  });
});
