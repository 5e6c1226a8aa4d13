import { type DirectiveData, publishedDirective } from '../../services/directive';
import { AGENCIES, at, fact } from '../reporting/support';
import { openEngine, type TestEngine } from '../support/engine';
import { ask, dossier, procedure } from './support';

const NOW = at('2023-06-01');

const FACTS = [
  ...AGENCIES,
  procedure('TT1', {
    ...{
      agencyCode: 'D1',
      feeBearing: true,
      onlinePayment: true,
      onNationalPortalAt: '2022-01-01',
      onlineLevel: 'FULL',
    },
    ...{ publicationDueAt: '2022-11-10', publishedAt: '2022-11-09', publicContentComplete: true },
    ...{ forCitizens: true, populationDataConnected: true },
  }),
  procedure('TT2', {
    ...{ agencyCode: 'D1', feeBearing: true, onNationalPortalAt: '2022-01-01', onlineLevel: 'PARTIAL' },
    ...{ publicContentComplete: false, forCitizens: true },
  }),
  procedure('TT3', { agencyCode: 'C1' }),
  ...dossier('d1', '2022-11-02', {
    ...{ agencyCode: 'D1', procedureCode: 'TT1', channel: 'ONLINE', dueAt: '2022-11-10', completedAt: '2022-11-08' },
    ...{ syncedAt: '2022-11-03', feeRequired: true, feePaidOnline: true, feePaidAt: '2022-11-02' },
    ...{ eResultIssuedAt: '2022-11-08', returnedAt: '2022-11-08', resultStoredAt: '2022-11-09' },
    ...{ componentsRequired: 2, componentsDigitised: 2, componentsReused: 1, populationDataUsed: true },
    ...{ rating: 5, ratedAt: '2022-11-09' },
  }),
  ...dossier('d2', '2022-11-03', {
    ...{ agencyCode: 'C1', procedureCode: 'TT2', channel: 'COUNTER', dueAt: '2022-11-10', completedAt: '2022-11-12' },
    ...{ feeRequired: true, feePaidAt: '2022-11-03' },
  }),
  // Not late, but asked for a supplement twice; its fee is the one online payment under TT2, of another agency's.
  ...dossier(
    'd3',
    '2022-11-05',
    {
      ...{ agencyCode: 'C1', procedureCode: 'TT2', channel: 'ONLINE', dueAt: '2022-12-20' },
      ...{ feeRequired: true, feePaidOnline: true, feePaidAt: '2022-11-05' },
    },
    {
      ...{ '2022-11-07': 'SUPPLEMENT_REQUESTED', '2022-11-09': 'PROCESSING' },
      ...{ '2022-11-14': 'SUPPLEMENT_REQUESTED', '2022-11-16': 'PROCESSING' },
    },
  ),
];

const SCORE = `query ($agency: ID, $period: Period!) {
  score(agency: $agency, period: $period) {
    agency { code } period points outOf notMeasured asOf provisional
    groups { code title points outOf notMeasured
      parts { code title(lang: EN) numerator denominator points outOf missing indicator { code } } }
  }
}`;

interface Part {
  readonly code: string;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly points: number | null;
  readonly missing: string | null;
  readonly indicator: { readonly code: string } | null;
}

interface Score {
  readonly points: number;
  readonly outOf: number;
  readonly notMeasured: number;
  readonly groups: readonly { readonly code: string; readonly points: number; readonly parts: readonly Part[] }[];
}

const partsOf = ({ groups }: Score): Part[] => groups.flatMap(({ parts }) => [...parts]);
/** `numerator/denominator points`, or why there are none. */
const shown = ({ numerator, denominator, points, missing }: Part): string =>
  `${numerator}/${denominator} ${points ?? missing}`;

describe('the score by the 766 index', () => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await openEngine();
    await engine.ingest(FACTS);
  });
  afterAll(() => engine.close());

  async function score(agency: string | null, period = '2022-11', now = NOW): Promise<Score> {
    const { data, errors } = await ask<{ score: Score }>(engine, SCORE, { agency, period }, { now });
    expect(errors).toEqual([]);
    return data.score;
  }

  test('has the halves and points of every part, worked out by hand', async () => {
    const whole = await score(null);
    expect(Object.fromEntries(partsOf(whole).map((part) => [part.code, shown(part)]))).toEqual({
      'published-on-time': '1/1 6',
      'updates-on-time': '0/0 ZERO_DENOMINATOR',
      'content-complete': '1/2 1',
      'dossiers-synchronised': '1/3 2',
      'handled-without-lateness': '1/3 6.67',
      'procedures-online': '2/3 1.67',
      'full-process': '1/2 2',
      'online-dossiers': '2/3 6',
      'procedures-with-payment': '1/2 1.25',
      'procedures-with-transaction': '2/2 2',
      'dossiers-paid-online': '2/3 4',
      'petitions-on-time': '0/0 NO_DATA',
      'petitions-without-complaint': '0/0 NO_DATA',
      'handling-without-complaint': '1/2 3.33',
      'e-results': '1/2 3',
      'digitised-with-result': '1/2 2.5',
      'certified-e-copies': 'null/null NO_DATA',
      'data-reused': '1/3 0.83',
      'result-stored': '1/2 2',
      'population-data-dossiers': '1/3 0.67',
      'population-data-procedures': '1/2 1',
    });
    expect(whole).toMatchObject({ agency: null, period: '2022-11', points: 45.92, outOf: 100, notMeasured: 18 });
    expect(whole.groups.map(({ code, points }) => [code, points])).toEqual([
      ['transparency', 9],
      ['progress', 6.67],
      ['online-services', 9.67],
      ['online-payment', 7.25],
      ['satisfaction', 3.33],
      ['digitisation', 10],
    ]);
  });

  test('names the indicator where a part is one, and its titles', async () => {
    const { data } = await ask<{ score: Score }>(engine, SCORE, { period: '2022-11' }, { now: NOW });
    const named = partsOf(data.score).filter(({ indicator }) => indicator !== null);
    expect(Object.fromEntries(named.map(({ code, indicator }) => [code, indicator!.code]))).toEqual({
      'dossiers-synchronised': 'dossiers-synchronised',
      'procedures-online': 'online-service-coverage',
      'online-dossiers': 'e-dossier-rate',
      'procedures-with-payment': 'online-payment-coverage',
      'dossiers-paid-online': 'online-payment-rate',
      'petitions-on-time': 'petitions-on-time',
      'e-results': 'e-result-rate',
    });
    expect(data.score.groups[0]).toMatchObject({ title: 'Công khai, minh bạch', outOf: 18, notMeasured: 4 });
  });

  test('of an agency includes all below it; the payment of any agency makes a transaction of its procedures', async () => {
    const department = await score('D1');
    const commune = partsOf(await score('H1'));
    const of = (parts: readonly Part[], code: string): string => shown(parts.find((part) => part.code === code)!);
    expect(of(partsOf(department), 'procedures-with-transaction')).toBe('2/2 2');
    expect(of(commune, 'procedures-with-transaction')).toBe('0/0 ZERO_DENOMINATOR');
    expect(of(commune, 'handled-without-lateness')).toBe('0/2 0');
    expect(of(partsOf(department), 'handled-without-lateness')).toBe('1/1 20');
    expect(of(partsOf(await score('P')), 'handled-without-lateness')).toBe('1/3 6.67');
  });

  test('is nothing, but not 0 of 100, for an agency that nobody knows; nor for a period to come', async () => {
    const unknown = await score('nobody');
    expect(unknown).toMatchObject({ points: 0, notMeasured: 100 });
    expect(new Set(partsOf(unknown).map(({ missing }) => missing))).toEqual(new Set(['NO_DATA']));
    const later = partsOf(await score(null, '2024-01'));
    expect(later.filter(({ missing }) => missing === 'NOT_DUE_YET')).toHaveLength(20);
    expect(later.every(({ points }) => points === null)).toBe(true);
  });

  test('counts payments and procedures at the instant only: none in the month before, as yet in the middle', async () => {
    const of = async (period: string, now = NOW): Promise<string> =>
      shown(partsOf(await score(null, period, now)).find(({ code }) => code === 'procedures-with-transaction')!);
    expect(await of('2022-10')).toBe('0/2 0');
    expect(await of('2022-11', at('2022-11-02T12:00'))).toBe('1/2 1');
    expect(await of('2022-12')).toBe('0/2 0');
    expect(await of('2022')).toBe('2/2 2');
  });

  test('opens a part down to the facts behind it', async () => {
    const query = `query { score(period: "2022-11") { groups { parts { code
      evidence(half: NUMERATOR) { totalCount edges { node { kind code amount } } }
      gap: evidence(half: GAP) { edges { node { code } } } } } } }`;
    type Evidence = { totalCount: number; edges: { node: { kind: string; code: string; amount: number } }[] } | null;
    type Answered = { score: { groups: { parts: { code: string; evidence: Evidence; gap: Evidence }[] }[] } };
    const { data, errors } = await ask<Answered>(engine, query, {}, { now: NOW });
    expect(errors).toEqual([]);
    const parts = data.score.groups.flatMap((group) => group.parts);
    const of = (code: string) => parts.find((part) => part.code === code)!;
    expect(of('handled-without-lateness').evidence).toEqual({
      totalCount: 1,
      edges: [{ node: { kind: 'DOSSIER', code: 'd1', amount: 1 } }],
    });
    expect(of('handled-without-lateness').gap!.edges.map(({ node }) => node.code)).toEqual(['d2', 'd3']);
    expect(of('full-process').evidence!.edges.map(({ node }) => node.code)).toEqual(['TT1']);
    expect([of('procedures-with-transaction').evidence, of('certified-e-copies').evidence]).toEqual([null, null]);
  });

  test('uses the weights in force on the last day of the period, and refuses one before there were any', async () => {
    const before = await ask(engine, SCORE, { period: '2022-05' }, { now: NOW });
    expect(before.errors[0]).toContain('Argument "period": expected a period on whose last day weights');
    expect(before.errors[0]).toContain('2022-06-23 to further notice, got "2022-05"');
    // The 15th of June to the 14th of July: its last day is behind the signature.
    expect((await score(null, 'R2022-07')).outOf).toBe(100);
    const none = await ask(engine, SCORE, { period: 'November' }, { now: NOW });
    expect(none.errors[0]).toContain('Argument "period": expected a period such as');
  });

  test('follows weights of the province', async () => {
    const part = {
      code: 'only',
      title: { vi: 'v', en: 'e' },
      points: 0.5,
      fullMark: 90,
      ratio: { indicator: 'e-dossier-rate' },
    };
    const set = { validFrom: '2022-01-01', validTo: null, groups: [{ ...part, certainty: 'SEEN', parts: [part] }] };
    const directive = { ...publishedDirective(), weightsOn: () => set } as unknown as DirectiveData;
    const { data } = await ask<{ score: Score }>(engine, SCORE, { period: '2022-11' }, { now: NOW, directive });
    expect(data.score).toMatchObject({ points: 0.37, outOf: 0.5, notMeasured: 0 });
  });

  test('says whether it may still change', async () => {
    const provisional = async (now: number) =>
      (await ask<{ score: object }>(engine, SCORE, { period: '2022-11' }, { now })).data.score;
    expect(await provisional(at('2022-11-20'))).toMatchObject({
      provisional: true,
      asOf: '2022-11-20T23:59:59.999+07:00',
    });
    expect(await provisional(NOW)).toMatchObject({ provisional: false, asOf: '2022-11-30T23:59:59.999+07:00' });
  });

  describe('ranks', () => {
    const RANKING = `query ($period: Period!, $indicator: ID, $level: AgencyLevel) {
      ranking(period: $period, indicator: $indicator, level: $level) {
        place agency { code } points notMeasured value { value numerator denominator indicator { code } }
      }
    }`;
    interface Rank {
      readonly place: number;
      readonly agency: { readonly code: string };
      readonly points: number | null;
      readonly notMeasured: number | null;
      readonly value: { readonly value: number | null } | null;
    }
    const ranking = async (variables: Record<string, unknown>, now = NOW): Promise<readonly Rank[]> => {
      const { data, errors } = await ask<{ ranking: Rank[] }>(
        engine,
        RANKING,
        { period: '2022-11', ...variables },
        { now },
      );
      expect(errors).toEqual([]);
      return data.ranking;
    };
    const places = (ranks: readonly Rank[]): string =>
      ranks.map(({ place, agency }) => `${place}${agency.code}`).join(' ');

    test('agencies by their scores, with what is not measured', async () => {
      const ranks = await ranking({});
      expect(places(ranks)).toBe('1D1 2P 3C1 3H1');
      const [first, second] = ranks;
      expect(second).toMatchObject({ points: 45.92, notMeasured: 18, value: null });
      const { points, notMeasured } = await score('D1');
      expect(first).toMatchObject({ points, notMeasured });
    });

    test('only those of a level', async () => {
      expect(places(await ranking({ level: 'DEPARTMENT' }))).toBe('1D1');
      expect(places(await ranking({ level: 'CENTRAL' }))).toBe('');
    });

    test('by an indicator, more being better or less; those without a value last', async () => {
      const online = await ranking({ indicator: 'e-dossier-rate' });
      expect(places(online)).toBe('1D1 2P 3C1 3H1');
      expect(online[0]).toMatchObject({ points: null, notMeasured: null, value: { value: 100, denominator: 1 } });
      expect(places(await ranking({ indicator: 'late-dossiers' }))).toBe('1D1 2C1 2H1 2P');
      const earlier = await ranking({ indicator: 'e-dossier-rate', period: '2022-10' });
      expect([places(earlier), earlier[0]!.value!.value]).toEqual(['1C1 1D1 1H1 1P', null]);
    });

    test('refuses an indicator that is none', async () => {
      const { errors } = await ask(engine, RANKING, { period: '2022-11', indicator: 'x' }, { now: NOW });
      expect(errors[0]).toContain('Argument "indicator": expected one of');
    });

    test('agencies that existed in the period, and those that only facts name once there are any', async () => {
      const other = await openEngine();
      try {
        await other.ingest([
          ...FACTS,
          fact('agency', 'gone', '2020-01-01', { level: 'COMMUNE', parentCode: 'P', validTo: '2022-10-31' }),
          fact('agency', 'new', '2022-11-30', { level: 'COMMUNE', parentCode: 'P', validFrom: '2022-11-30' }),
          ...dossier('s1', '2022-11-20', { agencyCode: 'stranger', channel: 'ONLINE' }),
          ...dossier('s2', '2022-12-20', { agencyCode: 'later', channel: 'ONLINE' }),
          ...dossier('s3', '2022-11-20', { channel: 'ONLINE' }),
        ]);
        const asked = async (variables: Record<string, unknown>): Promise<string> => {
          const all = { period: '2022-11', ...variables };
          return places((await ask<{ ranking: Rank[] }>(other, RANKING, all, { now: NOW })).data.ranking);
        };
        expect(await asked({ indicator: 'e-dossier-rate' })).toBe('1D1 1stranger 3P 4C1 4H1 6new');
        expect(await asked({ indicator: 'e-dossier-rate', level: 'COMMUNE' })).toBe('1C1 2new');
        expect(await asked({ indicator: 'e-dossier-rate', period: '2022-10', level: 'COMMUNE' })).toBe('1C1 1gone');
        expect(await asked({})).toContain('stranger');
        expect(await asked({})).not.toContain('later');
      } finally {
        await other.close();
      }
    });
  });

  test('takes as many statements for one agency as for many', async () => {
    const many = await openEngine();
    try {
      const more = Array.from({ length: 60 }, (_, n) => [
        fact('agency', `X${n}`, '2020-01-01', { level: 'COMMUNE', parentCode: 'H1' }),
        ...dossier(`x${n}`, '2022-11-10', { agencyCode: `X${n}`, procedureCode: 'TT1', channel: 'ONLINE' }),
      ]).flat();
      await many.ingest([...FACTS, ...more]);
      const count = async (level: string): Promise<[statements: number, ranks: number]> => {
        const before = many.database.statements;
        const query = `query ($level: AgencyLevel) { ranking(period: "2022-11", level: $level) { place points } }`;
        const { data } = await ask<{ ranking: unknown[] }>(many, query, { level }, { now: NOW });
        return [many.database.statements - before, data.ranking.length];
      };
      // The first query reads the regimes.
      await count('DEPARTMENT');
      const [one, all] = [await count('DEPARTMENT'), await count('COMMUNE')];
      expect([one[1], all[1]]).toEqual([1, 61]);
      expect(all[0]).toBe(one[0]);
      expect(one[0]).toBeLessThan(40);
    } finally {
      await many.close();
    }
  });

  test('T is that of a figure: the last instant of the period, or of today', async () => {
    const of = async (now: number): Promise<string> =>
      shown(partsOf(await score(null, '2022-11', now)).find(({ code }) => code === 'e-results')!);
    expect(await of(at('2022-11-08T09:00'))).toBe('1/1 6');
    expect(await of(at('2022-11-07T09:00'))).toBe('0/0 ZERO_DENOMINATOR');
    expect(await of(at('2022-11-12T09:00'))).toBe('1/2 3');
  });
});
