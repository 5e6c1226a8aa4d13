import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import schema from '../../../schema/contracts/facts.schema.json';
import { ENVELOPE, type FieldRule, fieldsOf } from './contract';
import { decodeFact } from './decode';
import { CONTRACT_KINDS, type FactKind } from './fact';
import { dossierEvent } from './fixture';

/** Late enough that no instant the contract's years allow is refused for lying in the future. */
const OPTIONS = { receivedAt: Date.parse('2100-01-01T00:00:00Z') };

function contractValidator(): ValidateFunction {
  const ajv = new Ajv2020({ strictSchema: false, allowUnionTypes: true });
  addFormats(ajv);
  return ajv.compile(schema);
}
const isValid = contractValidator();

/** The documented rules beyond the contract, written a second time and another way. */
function breaksExtraRule(message: Record<string, unknown>): boolean {
  const kind = String(message['type']).split('.')[2] as FactKind;
  const data = Object.entries(message['data'] as object).map(([name, value]) => [fieldsOf(kind).get(name)!, value]);
  const attributes = Object.entries(message).map(([name, value]) => [ENVELOPE.get(name), value]);
  return [...data, ...attributes].some(([rule, value]) => rule !== undefined && isExtraFault(rule as FieldRule, value));
}

function isExtraFault(rule: FieldRule, value: unknown): boolean {
  if (value === null) return false;
  switch (rule.type) {
    case 'code':
      return !isTidy(value as string);
    case 'codes':
      return !(value as string[]).every(isTidy);
    case 'date':
      return !/^(199|20\d)/.test(value as string);
    case 'instant': {
      const text = value as string;
      const strict = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:[0-5]\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/.test(text);
      // Date.parse takes no more than some digits of a second, and only capital letters.
      const instant = Date.parse(text.toUpperCase().replace(/(\.\d{3})\d+/, '$1'));
      return !strict || instant < Date.UTC(1990) || instant >= Date.UTC(2100);
    }
    default:
      return false;
  }
}

const isTidy = (code: string): boolean => code === code.trim() && !/[\p{Cc}\p{Cs}]/u.test(code);

const digits = (max: number) => fc.integer({ min: 0, max }).map((number) => String(number).padStart(2, '0'));
const ends = (max: number) => fc.constantFrom('00', '01', String(max), String(max + 1));
/** Mostly a day that exists, in a year at one side of a bound. */
const dateText = fc
  .tuple(
    fc.constantFrom('1989', '1990', '2022', '2024', '2099', '2100', '0001'),
    fc.oneof({ weight: 6, arbitrary: fc.constantFrom('01', '02', '11', '12') }, ends(12)),
    fc.oneof({ weight: 6, arbitrary: fc.constantFrom('01', '28', '29', '30') }, ends(31)),
  )
  .map((parts) => parts.join('-'));
const timeText = fc
  .tuple(
    fc.oneof({ weight: 6, arbitrary: digits(23) }, ends(23)),
    fc.oneof({ weight: 6, arbitrary: digits(59) }, ends(59)),
    fc.oneof({ weight: 6, arbitrary: digits(59) }, ends(59)),
  )
  .map((parts) => parts.join(':'));
const instantText = fc
  .tuple(
    dateText,
    fc.constantFrom('T', 'T', 'T', 'T', 'T', 't', ' ', '\t', ''),
    timeText,
    fc.constantFrom('', '', '', '.5', '.1234567', '.'),
    fc.constantFrom('Z', 'Z', '+07:00', '+07:00', '-05:30', 'z', '+0700', '+07', '', '+25:00', '+07:60'),
  )
  .map((parts) => parts.join(''));
const goodInstant = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().replace('Z', fc.sample(fc.constantFrom('Z', '+00:00'), 1)[0]!));
const textOf = (rule: FieldRule) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.string({ minLength: 1, maxLength: Math.min(rule.max, 12) }) },
    { weight: 2, arbitrary: fc.constantFrom('', ' ', 'x ', 'a\u0085b', '\ud800') },
    { weight: 1, arbitrary: fc.nat(2).map((over) => 'x'.repeat(Math.min(rule.max, 3000) - 1 + over)) },
    { weight: 1, arbitrary: fc.nat(2).map((over) => '𝒳'.repeat(Math.min(rule.max, 3000) - 1 + over)) },
  );
const anything = fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.constantFrom(null, '', 0, 1.5, true, [], {}, 'x'));

/** Values that are right, nearly right, or wrong for a field, the right ones most often. */
function valueFor(rule: FieldRule): fc.Arbitrary<unknown> {
  const fitting = fittingValue(rule);
  return fc.oneof({ weight: 20, arbitrary: fitting }, { weight: 1, arbitrary: anything });
}

function fittingValue(rule: FieldRule): fc.Arbitrary<unknown> {
  const low = Number.isFinite(rule.min) ? rule.min : 0;
  switch (rule.type) {
    case 'instant':
      return fc.oneof({ weight: 3, arbitrary: goodInstant }, { weight: 1, arbitrary: instantText });
    case 'date':
      return fc.oneof(
        goodInstant.map((text) => text.slice(0, 10)),
        dateText,
      );
    case 'enum':
      return fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...rule.values) }, textOf(rule));
    case 'flag':
      return fc.boolean();
    case 'count':
      return fc.oneof(
        { weight: 6, arbitrary: fc.integer({ min: low, max: rule.max }) },
        fc.constantFrom(low - 1, rule.max + 1),
      );
    case 'number':
      return fc.oneof(
        { weight: 6, arbitrary: fc.double({ min: low, max: rule.max, noNaN: true }) },
        fc.constantFrom(low - 1, rule.max + 1),
      );
    case 'codes':
      return fc.array(textOf(rule), { maxLength: 3 });
    case 'values':
      return fc.dictionary(fc.string(), fc.oneof({ weight: 9, arbitrary: fc.double({ noNaN: true }) }, anything), {
        maxKeys: 3,
      });
    default:
      if (rule.pattern === null) return textOf(rule);
      return fc.oneof(
        fc.constantFrom('2022', 'R2022-11', '2022-Q4', '2022-H2', '2022-9M'),
        fc.stringMatching(/^R?\d{4}-?[QHM0-9]{0,2}$/),
      );
  }
}

/** Some fields of a kind, as if from a source that makes a mistake now and then. */
const anyMessage: fc.Arbitrary<Record<string, unknown>> = fc.constantFrom(...CONTRACT_KINDS).chain((kind) => {
  const fields = fc.subarray([...fieldsOf(kind).values()], {
    minLength: 1,
    maxLength: Math.min(4, fieldsOf(kind).size),
  });
  const data = fields.chain((rules) =>
    fc.record(Object.fromEntries(rules.map((rule) => [rule.name, fc.option(valueFor(rule), { freq: 6 })]))),
  );
  const unknown = fc.dictionary(fc.constantFrom('name2', 'toString', 'said'), anything, { maxKeys: 1 });
  const slips = fc
    .tuple(data, fc.oneof({ weight: 9, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: unknown }))
    .map(([known, other]) => ({ ...known, ...other }));
  const over = [...ENVELOPE.values()].map((rule) => fc.tuple(fc.constant(rule.name), valueFor(rule)));
  const missing = fc.constantFrom(...ENVELOPE.keys(), 'data').map((name): [string, unknown] => [name, undefined]);
  const envelope = fc.oneof(
    { weight: 2, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.oneof(...over, missing, fc.tuple(fc.constant('data'), anything)) },
  );
  return fc.tuple(slips, envelope).map(([content, change]) => {
    const message = dossierEvent({ type: `vn.province.${kind}.v1` }, content);
    if (change !== undefined) message[change[0]] = change[1];
    // As it is after a journey through JSON: without what is undefined.
    return JSON.parse(JSON.stringify(message));
  });
});

it('agrees with the contract on every document, up to the documented extra rules', () => {
  const seen = { accepted: 0, extra: 0, refused: 0 };
  fc.assert(
    fc.property(anyMessage, (message) => {
      const accepted = decodeFact(JSON.stringify(message), OPTIONS).ok;
      if (!isValid(message)) {
        seen.refused++;
        expect(accepted).toBe(false);
      } else if (breaksExtraRule(message)) {
        seen.extra++;
        expect(accepted).toBe(false);
      } else {
        seen.accepted++;
        expect(accepted).toBe(true);
      }
    }),
    { numRuns: 10_000 },
  );
  // The generator reaches each of the three.
  expect(Math.min(seen.accepted, seen.extra, seen.refused)).toBeGreaterThan(400);
});
