import { effectiveAsOf, life, midnight, oracle, windowOf } from '../oracle';
import { instant } from './build';
import { EXPECTED } from './expected';
import { DOSSIERS, EVENTS, FACTS, ZONE } from './facts';
import { LIVES } from './lives';

const RULES = ['DATE', 'INSTANT'] as const;
const at = (text: string | null) => (text === null ? null : instant(text));
const oracles = {
  DATE: oracle(FACTS, { zone: ZONE, rule: 'DATE' }),
  INSTANT: oracle(FACTS, { zone: ZONE, rule: 'INSTANT' }),
};

describe('the lives worked out by hand', () => {
  test('are those of every dossier but the voided ones', () => {
    const subjects = new Set(DOSSIERS.map(({ subject }) => subject));
    expect(
      LIVES.map(({ subject }) => subject)
        .concat('d4', 'd10')
        .sort(),
    ).toEqual([...subjects].sort());
  });

  for (const rule of RULES) {
    test.each(LIVES)(`$subject under ${rule} is what the oracle says`, (hand) => {
      const lived = life(
        FACTS.filter(({ kind, subject }) => kind === 'dossier' && subject === hand.subject),
        { zone: ZONE, rule },
      );
      const verdict = lived.undated ? 'undated' : lived.late ? 'late' : lived.early ? 'early' : 'on-time';
      expect({
        received: lived.received,
        exit: lived.exit,
        how: lived.completed !== null ? 'completed' : lived.left !== null ? 'left' : '-',
        lateAt: lived.lateAt,
        verdict: lived.completed === null ? '-' : verdict,
      }).toEqual({
        received: at(hand.received),
        exit: at(hand.exit),
        how: hand.how,
        lateAt: at(hand.lateAt[rule]),
        verdict: hand.verdict[rule],
      });
    });
  }
});

describe('the questions worked out by hand', () => {
  const questions = [...new Map(EXPECTED.map(({ question }) => [question.name, question])).values()];

  test.each(questions)('$name asks for the window and the instant that its words mean', (question) => {
    const { rule, period, from, to, asked, asOf } = question;
    expect(windowOf(period, ZONE)).toEqual({ from: instant(from), to: instant(to) });
    const now = midnight('2024-01-01', ZONE);
    const window = { from: instant(from), to: instant(to) };
    expect(effectiveAsOf(at(asked) ?? now, window, { zone: ZONE, rule })).toBe(instant(asOf));
  });
});

describe('the figures worked out by hand', () => {
  test.each(EXPECTED.map((expected) => ({ ...expected, name: expected.question.name })))(
    '$code: $name',
    ({ question, code, numerator, denominator, behind }) => {
      const { rule, agency, only, channel, procedure, field } = question;
      const [from, to, asOf] = [instant(question.from), instant(question.to), instant(question.asOf)];
      const ask = { code, agency, only, from, to, asOf, channel, procedure, field };
      const members = (half: 'NUMERATOR' | 'DENOMINATOR') =>
        Object.fromEntries(oracles[rule].members({ ...ask, half }));
      expect(members('NUMERATOR')).toEqual(behind.numerator);
      expect(members('DENOMINATOR')).toEqual(behind.denominator);
      expect(oracles[rule].figure(ask)).toMatchObject({ numerator, denominator });
    },
  );
});

test('every message has an id of its own', () => {
  const keys = EVENTS.map(({ source, id }) => `${source} ${id}`);
  expect(new Set(keys).size).toBe(keys.length);
});
