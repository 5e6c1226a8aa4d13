import { CatalogueReader } from '../../services/catalog';
import { indicatorOf, parsePeriod, type Question, readEvidence } from '../../services/indicators';
import { instant } from '../scenario/build';
import { type Asked, EXPECTED } from '../scenario/expected';
import { FACTS, ZONE } from '../scenario/facts';
import { describeEngines } from '../support/databases';
import type { TestEngine } from '../support/engine';

/** A day long after every period of the scenario. */
const NOW = Date.UTC(2024, 0, 1);

function engineQuestion(asked: Asked, code: string): Question {
  const period = parsePeriod(asked.period);
  return {
    indicator: indicatorOf(code),
    agency: asked.agency,
    only: asked.only,
    from: period.from,
    to: period.to,
    period,
    asOf: asked.asked === null ? null : instant(asked.asked),
    channel: asked.channel,
    procedure: asked.procedure,
    field: asked.field,
    on: null,
  };
}

describeEngines('the scenario worked out by hand', (openEngine) => {
  const engines: Record<string, TestEngine> = {};
  beforeAll(async () => {
    for (const rule of ['DATE', 'INSTANT'] as const) {
      const engine = await openEngine(rule, ZONE);
      await engine.ingest(FACTS);
      engines[rule] = engine;
    }
  });
  afterAll(async () => {
    for (const engine of Object.values(engines)) await engine.close();
  });

  test.each(EXPECTED.map((expected) => ({ ...expected, name: `${expected.question.name}: ${expected.code}` })))(
    '$name',
    async ({ question, code, numerator, denominator, behind }) => {
      const engine = engines[question.rule]!;
      const asked = engineQuestion(question, code);
      const figure = await engine.figure(asked, NOW);
      expect({ T: figure.T, numerator: figure.numerator, denominator: figure.denominator }).toEqual({
        T: instant(question.asOf),
        numerator,
        denominator,
      });
      // The figure opens down to the very dossiers that the hand named.
      const { zone } = engine.store.settings;
      const catalogue = await new CatalogueReader(engine.database, zone).current();
      const view = catalogue.on(zone.localDay(figure.T), figure.T);
      for (const half of ['NUMERATOR', 'DENOMINATOR'] as const) {
        const named = half === 'NUMERATOR' ? behind.numerator : behind.denominator;
        const page = await engine.database.read((sql) =>
          readEvidence(
            sql,
            { question: asked, half, T: figure.T, first: 500, after: null },
            view,
            engine.store.settings,
          ),
        );
        expect(Object.fromEntries(page.rows.map((row) => [row.subject, row.amount]))).toEqual(named);
        expect(page.total).toBe(Object.keys(named).length);
      }
    },
  );
});
