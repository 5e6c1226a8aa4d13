import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import contract from '../../../schema/contracts/facts.schema.json';
import { effectiveAsOf, oracle, windowOf } from '../../oracle';
import { ZONE } from '../facts';
import { amounts, CASES, FACTS, instantOf, RULES, type Rule, sum } from './index';

/** A day long after every period of the scenarios. */
const NOW = Date.UTC(2024, 0, 31);
const oracles = Object.fromEntries(RULES.map((rule) => [rule, oracle(FACTS, { zone: ZONE, rule })])) as Record<
  Rule,
  ReturnType<typeof oracle>
>;

/** The naive implementation reads the tree of the last instant only. */
const comparable = CASES.filter(({ asked }) => asked.on === null).map((each) => ({ ...each, ...each.asked }));

test.each(comparable)(
  '$code of $agency in $period as of $asOf under $rule is what the oracle says',
  ({ asked, halves }) => {
    const { code, rule, agency, only, period, asOf } = asked;
    const window = windowOf(period, ZONE);
    const T = effectiveAsOf(asOf === null ? NOW : instantOf(asOf), window, { zone: ZONE, rule });
    const question = { code, agency, only, ...window, asOf: T };
    const [numerator, denominator] = typeof halves === 'string' ? [{}, {}] : halves.map(amounts);
    const members = (half: 'NUMERATOR' | 'DENOMINATOR') =>
      Object.fromEntries(oracles[rule].members({ ...question, half }));
    expect([members('NUMERATOR'), members('DENOMINATOR')]).toEqual([numerator, denominator]);
    expect(oracles[rule].figure(question)).toEqual({
      numerator: sum(numerator!),
      denominator: sum(denominator!),
      missing: typeof halves === 'string' ? halves : sum(denominator!) === 0 ? 'ZERO_DENOMINATOR' : null,
    });
  },
);

test('every statement has an id of its own', () => {
  const keys = FACTS.map(({ kind, id }) => `${kind} ${id}`);
  expect(new Set(keys).size).toBe(keys.length);
});

test('every statement keeps the contract', () => {
  // The contract marks fields with x-merge, which no validator knows.
  const ajv = new Ajv2020({ strict: false });
  addFormats(ajv);
  const valid = ajv.compile(contract);
  const text = (instant: unknown) => new Date(instant as number).toISOString();
  for (const { kind, subject, id, source, time, sequence, data } of FACTS) {
    const said = Object.entries(data).map(([name, value]) => [
      name,
      name.endsWith('At') && value !== null ? text(value) : value,
    ]);
    const event = {
      ...{ specversion: '1.0', type: `vn.province.${kind}.v1`, subject, id, source, time: text(time) },
      ...(sequence !== null && { sequence }),
      ...{ datacontenttype: 'application/json', data: Object.fromEntries(said) },
    };
    expect({ id, problems: valid(event) ? [] : valid.errors }).toEqual({ id, problems: [] });
  }
});
