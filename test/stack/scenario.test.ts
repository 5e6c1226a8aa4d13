import { Random } from '../../services/hub/simulate/random';
import { indicatorOf } from '../../services/indicators';
import { instant, local } from '../scenario/build';
import { type Asked, EXPECTED, type Expected } from '../scenario/expected';
import { EVENTS, ZONE } from '../scenario/facts';
import { ask } from '../support/hub';
import { describeStack } from '../support/stack';
import { type Record, type RoleProcess, StackBox } from '../support/stack-box';

jest.setTimeout(120_000);

const NAMES = ['period', 'asOf', 'agency', 'only', 'channel', 'procedure', 'field'];
const ARGUMENTS = NAMES.map((name) => `${name}: $${name}`).join();
// A count has one half.
const QUERY = `
  query ($ratios: [ID!], $counts: [ID!], $period: Period!, $asOf: DateTime, $agency: ID, $only: Boolean,
         $channel: Channel, $procedure: ID, $field: ID) {
    ratios: indicators(codes: $ratios) { code value(${ARGUMENTS}) {
      ...halves below: evidence(half: DENOMINATOR, first: 500) { ...facts }
    } }
    counts: indicators(codes: $counts) { code value(${ARGUMENTS}) { ...halves } }
  }
  fragment halves on IndicatorValue {
    asOf numerator denominator above: evidence(half: NUMERATOR, first: 500) { ...facts }
  }
  fragment facts on EvidenceConnection { edges { node { code amount } } }`;

interface Facts {
  readonly edges: readonly { readonly node: { readonly code: string; readonly amount: number } }[];
}

interface Figure {
  readonly code: string;
  readonly value: {
    readonly asOf: string;
    readonly numerator: number | null;
    readonly denominator: number | null;
    readonly above: Facts;
    readonly below?: Facts;
  };
}

/** The questions worked out by hand, each with its figures. */
const QUESTIONS = new Map<string, Expected[]>();
for (const expected of EXPECTED) {
  const { name } = expected.question;
  QUESTIONS.set(name, [...(QUESTIONS.get(name) ?? []), expected]);
}

describeStack('the scenario worked out by hand, through Kafka and MariaDB', (stack) => {
  const boxes: StackBox[] = [];
  const gateways: { [rule in Asked['rule']]?: RoleProcess } = {};
  beforeAll(async () => {
    for (const rule of ['DATE', 'INSTANT'] as const) {
      const box = new StackBox(await stack.place());
      boxes.push(box);
      await box.createTopics();
      await box.produce(told(rule === 'DATE' ? 1 : 2));
      const settings = { HUB_TIME_ZONE: ZONE, HUB_LATENESS: rule };
      const worker = await box.role(['procedures'], settings);
      await box.taken();
      expect((await worker.stop()).code).toBe(0);
      gateways[rule] = await box.role(['gateway'], settings);
    }
  });
  afterAll(() => Promise.all(boxes.map((box) => box.close())));

  test.each([...QUESTIONS])('%s', async (_, expected) => {
    const { rule, asked, ...question } = expected[0]!.question;
    const { period, agency, only, channel, procedure, field, asOf } = question;
    const variables = { period, agency, only, channel, procedure, field, asOf: asked === null ? null : local(asked) };
    const ratios = codesOf(expected, 'PERCENT');
    const counts = codesOf(expected, 'COUNT');
    type Answer = { ratios: Figure[]; counts: Figure[] };
    const answer = await ask<Answer>(gateways[rule]!.url, QUERY, { ...variables, ratios, counts });
    const found = [...answer.ratios, ...answer.counts].map(({ code, value }) => ({
      ...{ code, asOf: Date.parse(value.asOf), numerator: value.numerator, denominator: value.denominator },
      behind: { numerator: amounts(value.above), denominator: amounts(value.below) },
    }));
    const wanted = expected.map(({ code, numerator, denominator, behind }) => ({
      ...{ code, asOf: instant(asOf), numerator, denominator, behind },
    }));
    const byCode = (one: { code: string }, other: { code: string }): number => (one.code < other.code ? -1 : 1);
    expect(found.sort(byCode)).toEqual(wanted.sort(byCode));
  });
});

/** Every message twice, in random order, each copy on a random partition. */
function told(seed: number): Record[] {
  const random = new Random(seed, 0);
  const records = [...EVENTS, ...EVENTS].map((event) => ({
    ...{ key: event.subject, value: JSON.stringify(event), partition: random.whole(0, 5), place: random.next() },
  }));
  return records.sort((one, other) => one.place - other.place).map(({ place: _, ...record }) => record);
}

function codesOf(expected: readonly Expected[], unit: 'PERCENT' | 'COUNT'): string[] {
  return expected.map(({ code }) => code).filter((code) => indicatorOf(code).unit === unit);
}

function amounts(facts: Facts | undefined): { [code: string]: number } {
  return Object.fromEntries((facts?.edges ?? []).map(({ node }) => [node.code, node.amount]));
}
