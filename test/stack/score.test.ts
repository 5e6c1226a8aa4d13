import { ask, post } from '../support/hub';
import { type Served, serveHub } from '../support/served';
import { describeStack } from '../support/stack';
import { StackBox } from '../support/stack-box';
import { startApart } from './apart';
import { PARTS, PROCESSED, REPORTED, TOTALS, type Worked } from './score-facts';

jest.setTimeout(120_000);

const QUERY = `{
  everything: score(period: "2022-11") { ...all }
  P: score(period: "2022-11", agency: "P") { ...all }
  D: score(period: "2022-11", agency: "D") { ...all }
  C: score(period: "2022-11", agency: "C") { ...all }
  ranking(period: "2022-11") { place agency { code name level } points notMeasured }
}
fragment all on Score {
  agency { code name } period asOf points outOf notMeasured
  groups { code title points outOf parts {
    code title numerator denominator points outOf missing indicator { code title }
    evidence(half: NUMERATOR) { totalCount edges { node { kind code amount } } }
  } }
}`;

interface Score {
  readonly points: number;
  readonly outOf: number;
  readonly notMeasured: number;
  readonly groups: readonly { readonly parts: readonly Part[] }[];
}

interface Part {
  readonly code: string;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly points: number | null;
}

type Scores = Readonly<Record<'everything' | 'P' | 'D' | 'C', Score>>;
type Answer = Scores & { readonly ranking: readonly object[] };

describeStack('the score by the 766 index', (stack) => {
  let box: StackBox;
  let embedded: Served;
  let answer: Answer;
  beforeAll(async () => {
    box = new StackBox(await stack.place());
    const { gateway } = await startApart(box);
    // The gateway knows which topic a fact belongs to.
    const told = [...PROCESSED, ...REPORTED].reverse();
    expect((await post(gateway.url, told)).json).toMatchObject({ accepted: told.length, deadLettered: 0 });
    await Promise.all([box.taken('procedures'), box.taken('reporting')]);
    answer = await ask<Answer>(gateway.url, QUERY);
    embedded = await serveHub();
    expect((await post(embedded.hub.url, told)).status).toBe(200);
  });
  afterAll(async () => {
    await embedded?.stop();
    await box?.close();
  });

  test.each(['P', 'D', 'C'] as const)('of %s is the one worked out by hand', (agency) => {
    const { points, outOf, notMeasured, groups } = answer[agency];
    const parts = groups.flatMap((group) => group.parts);
    const found = parts.map((part): [string, Worked] => [part.code, [part.numerator, part.denominator, part.points]]);
    expect(Object.fromEntries(found)).toEqual(
      Object.fromEntries(Object.entries(PARTS).map(([code, worked]) => [code, worked[agency]])),
    );
    expect([points, notMeasured, outOf]).toEqual([...TOTALS[agency], 100]);
  });

  test('of everything is that of the province, and the agencies stand in its order', () => {
    const { points, groups } = answer.P;
    expect(answer.everything).toMatchObject({ points, groups });
    const rank = (place: number, code: keyof typeof TOTALS, level: string): object => ({
      ...{ place, agency: { code, name: code, level } },
      ...{ points: TOTALS[code][0], notMeasured: TOTALS[code][1] },
    });
    expect(answer.ranking).toEqual([rank(1, 'D', 'DEPARTMENT'), rank(2, 'P', 'PROVINCE'), rank(3, 'C', 'COMMUNE')]);
  });

  test('is the same embedded, to the last fact behind it', async () => {
    expect(await embedded.query<Answer>(QUERY)).toEqual(answer);
  });
});
