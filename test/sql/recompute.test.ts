import { INDICATORS } from '../../services/indicators';
import { INDICATOR_QUERIES } from './indicators.sql';
import { ASKINGS, compare, type Province, simulatedProvince } from './province';

/** The gate takes few dossiers; the long round takes 100,000. */
const DOSSIERS = Number(process.env['HUB_SQL_DOSSIERS'] ?? 3000);

describe(`SQL over the exported states of a province of ${DOSSIERS} dossiers`, () => {
  let province: Province;
  const counted = new Set<string>();
  beforeAll(async () => {
    province = await simulatedProvince(DOSSIERS, 11);
  }, 1_800_000);
  afterAll(() => province?.close());

  test('has a query for every indicator', () => {
    expect([...INDICATOR_QUERIES.keys()]).toEqual(INDICATORS.map(({ code }) => code));
  });

  const cases = ASKINGS.flatMap((asking) => asking.asOf.map((asOf) => ({ asking, asOf, period: asking.period })));
  test.each(cases)(
    'agrees with the engine for each agency: $period as of $asOf',
    async ({ asking, asOf }) => {
      const { engine, sql } = await compare(province, asking, asOf);
      expect(engine).toEqual(sql);
      for (const code of INDICATOR_QUERIES.keys()) if (sql[`${code} *`] !== '0/0') counted.add(code);
    },
    600_000,
  );

  test('and there was something to count for each indicator', () => {
    expect([...INDICATOR_QUERIES.keys()].filter((code) => !counted.has(code))).toEqual([]);
  });
});
