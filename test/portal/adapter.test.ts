import { readConfig } from '../../infra/config';
import { decoder } from '../../services/hub/roles/adapter';
import { readDeadLetters, type StoredDeadLetter, type TopicRecord } from '../../services/indicators';
import { CODE, envelope, pushedDossier, pushedStep, TIMESTAMP } from '../../services/procedures/portal/fixture';
import { openEngine, type TestEngine } from '../support/engine';

let engine: TestEngine;
beforeEach(async () => {
  engine = await openEngine();
});
afterEach(() => engine.close());

const record = (offset: number, body: unknown, timestamp = TIMESTAMP): TopicRecord => ({
  offset,
  key: null,
  value: Buffer.from(JSON.stringify(body)),
  timestamp,
});

/** Takes records of partition 2 in, as the role `procedures` reads them. */
async function take(
  records: readonly TopicRecord[],
  settings: Record<string, string> = {},
  now = TIMESTAMP,
): Promise<{ accepted: number; repeated: number }> {
  const { zone } = engine.store.settings;
  const decode = decoder('procedures', { config: readConfig(settings, '/hub'), zone, now: () => now });
  return engine.store.ingest(
    records.flatMap((each) => decode(2, each)),
    now,
  );
}

const letters = (): Promise<StoredDeadLetter[]> =>
  engine.database.read((sql) => readDeadLetters(sql, { at: 0, id: '' }, 10));

it('the same bad body at two offsets is two dead letters, however often each is delivered', async () => {
  const bad = envelope('DongBoHoSoMC', [pushedDossier({ TrangThaiHoSo: '11' })]);
  await take([record(3, bad), record(4, bad)]);
  await take([record(4, bad)]);
  const kept = await letters();
  expect(kept.map(({ origin }) => origin.position).sort()).toEqual([3, 4]);
  expect(new Set(kept.map(({ problem }) => problem.field))).toEqual(new Set(['data[0].TrangThaiHoSo']));
});

it('a body in a record without a timestamp is one dead letter that says so, at whatever time it is read', async () => {
  for (const now of [TIMESTAMP, TIMESTAMP + 1000]) {
    const taken = await take([record(7, [pushedStep()], -1)], {}, now);
    expect(taken).toMatchObject({ accepted: 0, repeated: 0 });
  }
  expect(await letters()).toEqual([
    expect.objectContaining({
      problem: { field: 'timestamp', expected: expect.stringMatching(/message\.timestamp\.type/), value: '-1' },
    }),
  ]);
});

it.each([
  ['sync', '3', 'AGENCY', '0'],
  ['2026', '0', 'CITIZEN', '3'],
])('HUB_PORTAL_APPLICANTS=%s says what LoaiDoiTuong means', async (applicants, code, kind, unknown) => {
  const settings = { HUB_PORTAL: 'source', HUB_PORTAL_APPLICANTS: applicants };
  await take([record(1, [{ MaHoSo: CODE, LoaiDoiTuong: code }])], settings);
  await take([record(2, [{ MaHoSo: CODE, LoaiDoiTuong: unknown }])], settings);
  const rows = await engine.database.read((sql) => sql.all<{ body: string }>('SELECT body FROM state', []));
  expect(rows.map(({ body }) => JSON.parse(body).l.applicantKind[1])).toEqual([kind]);
  expect((await letters()).map(({ problem }) => problem.value)).toEqual([unknown]);
});
