import { decodeFact, type Incoming } from '../../services/indicators';
import { describeHubs } from '../support/databases';
import { type Served, serveHub } from '../support/served';

const NOW = Date.parse('2023-01-10T10:00:00+07:00');

let serial = 0;
function fact(kind: string, subject: string, time: string, data: Record<string, unknown>): Incoming {
  const message = {
    ...{ specversion: '1.0', id: `e${serial++}`, source: 'urn:test:sent', type: `vn.province.${kind}.v1` },
    ...{ subject, time, data },
  };
  return { origin: { place: 'test', position: serial }, decoded: decodeFact(message, { receivedAt: NOW + 9e10 }) };
}

const agency = (code: string, data: Record<string, unknown> = {}): Incoming =>
  fact('agency', code, '2022-01-01T00:00:00+07:00', { name: code, ...data });
const promise = (source: string, code: string, through: string, time = '2023-01-05T08:00:00+07:00'): Incoming =>
  fact('watermark', `${source}/${code}`, time, { agencyCode: code, through });

/** P with the agencies A and B below it; A received a dossier in December, and a petition in November. */
const PROVINCE = [
  agency('P'),
  agency('A', { parentCode: 'P' }),
  agency('B', { parentCode: 'P' }),
  fact('dossier', 'd', '2022-12-05T08:00:00+07:00', {
    ...{ agencyCode: 'A', receivedAt: '2022-12-05T08:00:00+07:00', status: 'RECEIVED' },
  }),
  fact('petition', 'p', '2022-11-05T08:00:00+07:00', { agencyCode: 'A', receivedAt: '2022-11-05T08:00:00+07:00' }),
];
const DECEMBER_ENDS = '2022-12-31T23:59:59+07:00';

interface Told {
  readonly provisional: boolean;
  readonly silentAgencies: readonly { code: string }[];
}

describeHubs('what agencies have sent, and what was promised of them', (settings) => {
  async function told(facts: readonly Incoming[], of: { agency?: string; period?: string; asOf?: string } = {}) {
    const served: Served = await serveHub(await settings(), () => NOW);
    try {
      const outcome = await served.hub.open.store.ingest([...PROVINCE, ...facts], NOW);
      expect(outcome.deadLetters).toEqual([]);
      const filters = [
        `period: "${of.period ?? '2022-12'}"`,
        ...(of.agency === undefined ? [] : [`agency: "${of.agency}"`]),
        ...(of.asOf === undefined ? [] : [`asOf: "${of.asOf}"`]),
      ].join(', ');
      const { indicator } = await served.query<{ indicator: { value: Told } }>(
        `{ indicator(code: "e-dossier-rate") { value(${filters}) { provisional silentAgencies { code } } } }`,
      );
      const { provisional, silentAgencies } = indicator.value;
      return { provisional, silent: silentAgencies.map(({ code }) => code) };
    } finally {
      await served.stop();
    }
  }

  test('without promises a period that is over is final, and who sent nothing in it is silent', async () => {
    expect(await told([])).toEqual({ provisional: false, silent: ['B', 'P'] });
    expect(await told([], { agency: 'P' })).toEqual({ provisional: false, silent: ['B'] });
    // A petition of November is something sent, whatever the figure counts.
    expect(await told([], { agency: 'P', period: '2022-11' })).toEqual({ provisional: false, silent: ['B'] });
    expect(await told([], { agency: 'P', period: '2022-10' })).toEqual({ provisional: false, silent: ['A', 'B'] });
  });

  test('a promise that stays behind makes the figures of its agency, and of all above it, provisional', async () => {
    const behind = [promise('one-stop', 'B', '2022-12-20T00:00:00+07:00')];
    expect(await told(behind, { agency: 'P' })).toEqual({ provisional: true, silent: ['B'] });
    expect(await told(behind, { agency: 'A' })).toEqual({ provisional: false, silent: [] });
    expect((await told(behind, { agency: 'P', period: '2022-11' })).provisional).toBe(false);
    // As of the fifteenth all was there; the period was not over then.
    expect(
      (await told(behind, { agency: 'P', period: '2022-12', asOf: '2022-12-15T00:00:00+07:00' })).provisional,
    ).toBe(true);
  });

  test('whose whole period is promised has nothing to say: it is not silent', async () => {
    const whole = [promise('one-stop', 'B', DECEMBER_ENDS)];
    expect(await told(whole, { agency: 'P' })).toEqual({ provisional: false, silent: [] });
    const short = [promise('one-stop', 'B', '2022-12-31T23:59:57+07:00')];
    expect(await told(short, { agency: 'P' })).toEqual({ provisional: true, silent: ['B'] });
  });

  test('of several sources every one must have promised; the promise said last counts, not the furthest', async () => {
    const two = [promise('one-stop', 'B', DECEMBER_ENDS), promise('reporting', 'B', '2022-12-01T00:00:00+07:00')];
    expect(await told(two, { agency: 'P' })).toEqual({ provisional: true, silent: ['B'] });
    const takenBack = [
      promise('one-stop', 'B', DECEMBER_ENDS),
      promise('one-stop', 'B', '2022-12-10T00:00:00+07:00', '2023-01-06T08:00:00+07:00'),
    ];
    expect(await told(takenBack, { agency: 'P' })).toEqual({ provisional: true, silent: ['B'] });
  });

  test('an agency that has ended promises no more, and keeps no later period open', async () => {
    const ended = [
      agency('OLD', { parentCode: 'P', validTo: '2022-10-31' }),
      promise('one-stop', 'OLD', '2022-10-31T00:00:00+07:00'),
    ];
    expect(await told(ended, { agency: 'P' })).toEqual({ provisional: false, silent: ['B'] });
    expect((await told(ended, { agency: 'P', period: '2022-10' })).provisional).toBe(true);
  });

  test('a promise a minute for ever keeps its state as small as one', async () => {
    const served: Served = await serveHub(await settings(), () => NOW);
    try {
      const { store, database } = served.hub.open;
      const minute = (i: number): Incoming => {
        const time = new Date(Date.parse('2022-12-01T00:00:00Z') + i * 60_000).toISOString();
        return promise('one-stop', 'B', time, time);
      };
      const many = Array.from({ length: 600 }, (_, i) => minute(i));
      const size = (): Promise<number> =>
        database.read(async (sql) => {
          const [row] = await sql.all<{ n: number }>("SELECT LENGTH(body) AS n FROM state WHERE kind = 'watermark'");
          return Number(row!.n);
        });
      await store.ingest(many.slice(0, 1), NOW);
      const one = await size();
      await store.ingest(many, NOW);
      expect(await size()).toBeLessThan(2 * one);
      // What was outdone comes again and changes nothing.
      expect(await store.ingest(many.slice(0, 50), NOW)).toMatchObject({ accepted: 0, repeated: 50 });
    } finally {
      await served.stop();
    }
  });
});
