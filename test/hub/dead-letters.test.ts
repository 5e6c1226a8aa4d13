import { join } from 'node:path';
import { MIGRATIONS, openSqlite } from '../../infra/database';
import { decodeFact, Store } from '../../services/indicators';
import { DEADLINE, HubBox, post } from '../support/hub';
import { CLEAN, dossier, dossiers, figures, halves, jsonLines, type Message, settled } from '../support/hub-facts';

jest.setTimeout(2 * DEADLINE);

let box: HubBox;
beforeEach(() => {
  box = new HubBox();
});
afterEach(() => box.close());

/** Takes messages in as a hub did whose clock stood at that instant. */
async function ingestAt(instant: string, messages: readonly Message[]): Promise<number> {
  const receivedAt = Date.parse(instant);
  const database = await openSqlite(join(box.data, 'hub.db'), MIGRATIONS);
  try {
    const store = await Store.open(database);
    const incoming = messages.map((message, position) => ({
      origin: { place: 'request early', position },
      decoded: decodeFact(message, { receivedAt }),
    }));
    return (await store.ingest(incoming, receivedAt)).deadLetters.length;
  } finally {
    await database.close();
  }
}

describe('hub replay --from-dead-letters', () => {
  test('what was ahead of a slow clock is a fact once the clock is right', async () => {
    // The statements hold from November 10; the clock stood at November 1.
    expect(await ingestAt('2022-11-01T00:00:00+07:00', dossiers(3))).toBe(3);
    expect(halves(await figures(box, '2022-11'), 'e-dossier-rate')).toEqual([0, 0]);

    const first = await box.run(['replay', '--from-dead-letters']);
    expect(first).toEqual({
      code: 0,
      signal: null,
      stdout: 'retried 3: accepted 3, repeated 0, still failing 0; must be sent again 0\n',
      stderr: '',
    });
    expect(halves(await figures(box, '2022-11'), 'e-dossier-rate')).toEqual([2, 3]);

    const second = await box.run(['replay', '--from-dead-letters']);
    expect([second.code, second.stdout]).toEqual([
      0,
      'retried 0: accepted 0, repeated 0, still failing 0; must be sent again 0\n',
    ]);
    expect((await box.run(['verify'])).stdout).toMatch(CLEAN);
  });

  test('a fact that came again in the meantime is repeated, and leaves the list', async () => {
    await ingestAt('2022-11-01T00:00:00+07:00', dossiers(2));
    await box.run(['import', box.write('facts.jsonl', jsonLines(dossiers(2)))]);
    const { code, stdout } = await box.run(['replay', '--from-dead-letters']);
    expect([code, stdout]).toEqual([0, 'retried 2: accepted 0, repeated 2, still failing 0; must be sent again 0\n']);
  });

  test('tells apart: solved, still failing, and what must be sent again because a value was removed', async () => {
    const messages = [
      dossier('solved'),
      dossier('failing', { channel: 'FAX' }),
      dossier('removed', { applicantName: 'somebody' }),
      // Its cause is gone, but its free text was not kept: taken now, it would lose it for good.
      dossier('cut', { lateReason: 'waited for another agency' }),
    ];
    expect(await ingestAt('2022-11-01T00:00:00+07:00', messages)).toBe(4);
    const { code, stdout, stderr } = await box.run(['replay', '--from-dead-letters']);
    expect([code, stdout]).toEqual([1, 'retried 2: accepted 1, repeated 0, still failing 1; must be sent again 2\n']);
    const lines = stderr.trim().split('\n').sort();
    expect(lines).toEqual([
      expect.stringMatching(/^request early:1: .*; still no fact$/),
      expect.stringMatching(/^request early:2: .*; a value was removed: send it again$/),
      expect.stringMatching(/^request early:3: .*; a value was removed: send it again$/),
    ]);
    const again = await box.run(['replay', '--from-dead-letters']);
    expect([again.code, again.stdout]).toEqual([
      1,
      'retried 1: accepted 0, repeated 0, still failing 1; must be sent again 2\n',
    ]);
  });

  test('a fact of the other nature fails again, and stays one dead letter', async () => {
    const simulated = dossier('made-up', {}, { source: 'urn:hub:simulation:one-stop' });
    await box.run(['import', box.write('facts.jsonl', jsonLines([dossier('real'), simulated]))]);
    for (let round = 0; round < 2; round++) {
      const { code, stdout, stderr } = await box.run(['replay', '--from-dead-letters']);
      expect([code, stdout]).toEqual([1, 'retried 1: accepted 0, repeated 0, still failing 1; must be sent again 0\n']);
      expect(stderr).toContain('facts.jsonl:2: source: expected a real source');
    }
  });

  test('beside a running hub: its figures move, and so does the count of what is left', async () => {
    await ingestAt('2022-11-01T00:00:00+07:00', dossiers(5));
    const hub = await box.serve();
    const left = async (): Promise<string[]> =>
      (await (await fetch(`${hub.url}/metrics`)).text()).match(/^hub_dead_letters\{.*$/gm) ?? [];
    expect(await left()).toEqual([expect.stringMatching(/"request early".* 5$/)]);
    expect((await box.run(['replay', '--from-dead-letters'])).code).toBe(0);
    expect((await left())[0]).toMatch(/"request early".* 0$/);
    expect((await post(hub.url, dossiers(5))).json).toMatchObject({ accepted: 0, repeated: 5 });
    expect((await hub.stop()).code).toBe(0);
  });
});

describe('hub replay', () => {
  test('the log of what came over HTTP: everything is known already', async () => {
    const hub = await box.serve();
    await post(hub.url, dossiers(4));
    await post(hub.url, [
      dossier('D-00001', { channel: 'POSTAL' }, { id: 'later', time: '2022-11-12T08:00:00+07:00' }),
      5,
    ]);
    const ran = await box.run(['replay']);
    expect(ran).toEqual({ code: 0, signal: null, stdout: 'accepted 0, repeated 5, dead-lettered 0\n', stderr: '' });
    await hub.stop();
  });

  test('what the store refused or did not understand is not in the log', async () => {
    const hub = await box.serve();
    const simulated = dossier('made-up', {}, { source: 'urn:hub:simulation:one-stop' });
    const answer = await post(hub.url, [dossier('real'), simulated, dossier('bad', { channel: 'FAX' })]);
    expect(answer.json).toMatchObject({ accepted: 1, deadLettered: 2 });
    await hub.stop();
    const ran = await box.run(['replay']);
    expect([ran.code, ran.stdout]).toEqual([0, 'accepted 0, repeated 1, dead-lettered 0\n']);
  });

  test('gives back states that were lost', async () => {
    const hub = await box.serve();
    await post(hub.url, dossiers(4));
    await post(hub.url, dossier('D-00002', { channel: 'POSTAL' }, { id: 'later', time: '2022-11-12T08:00:00+07:00' }));
    await hub.stop();
    const before = settled(await figures(box, '2022-11'));
    const database = await openSqlite(join(box.data, 'hub.db'), MIGRATIONS);
    await database.write((sql) => sql.run('DELETE FROM state'));
    await database.close();
    // The cells go with the states that they are computed from.
    expect((await box.run(['rebuild'])).code).toBe(0);
    expect(halves(await figures(box, '2022-11'), 'e-dossier-rate')).toEqual([0, 0]);

    const ran = await box.run(['replay']);
    expect([ran.code, ran.stdout]).toEqual([0, 'accepted 5, repeated 0, dead-lettered 0\n']);
    expect(settled(await figures(box, '2022-11'))).toEqual(before);
  });
});
