import { DEADLINE, HubBox, PROJECT, post, send } from '../support/hub';
import { CLEAN, dossier, dossiers, jsonLines } from '../support/hub-facts';

jest.setTimeout(2 * DEADLINE);

let box: HubBox;
beforeEach(() => {
  box = new HubBox();
});
afterEach(() => box.close());

const ARGUMENTS = ['simulate', '--dossiers', '60', '--seed', '7', '--from', '2022-10-01', '--to', '2022-12-01'];

/** Both systems speak, in one stream, in order of time. */
function expectJsonLines(text: string): void {
  expect(text).toMatch(/\}\n$/);
  const events = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { specversion: string; source: string; time: string });
  expect(new Set(events.map(({ specversion }) => specversion))).toEqual(new Set(['1.0']));
  expect([...new Set(events.map(({ source }) => source))].sort()).toEqual([
    'urn:hub:simulation:catalogue',
    'urn:hub:simulation:one-stop',
    'urn:hub:simulation:reporting',
  ]);
  expect(events.filter(({ time }, i) => i > 0 && time < events[i - 1]!.time)).toEqual([]);
}

test('the same arguments give the same bytes, on standard output or in a file; another seed gives others', async () => {
  const [first, second] = [await box.run(ARGUMENTS), await box.run(ARGUMENTS, { TZ: 'America/New_York' })];
  expect([first.code, first.stderr]).toEqual([0, '']);
  expectJsonLines(first.stdout);
  expect(second.stdout).toBe(first.stdout);

  const { readFileSync } = await import('node:fs');
  expect(await box.run([...ARGUMENTS, '--out', 'facts.jsonl'])).toMatchObject({ code: 0, stdout: '', stderr: '' });
  expect(readFileSync(box.path('facts.jsonl'), 'utf8')).toBe(first.stdout);

  const other = await box.run(ARGUMENTS.map((argument) => (argument === '7' ? '8' : argument)));
  expectJsonLines(other.stdout);
  expect(other.stdout).not.toBe(first.stdout);
});

test('through `npm run hub` too there is nothing else on standard output', async () => {
  const direct = await box.run(ARGUMENTS);
  const { code, stdout } = await box.run(['run', 'hub', '--', ...ARGUMENTS], {}, { command: 'npm', cwd: PROJECT });
  expect(code).toBe(0);
  expect(stdout).toBe(direct.stdout);
});

test('a simulated store refuses real facts, says why, and is labelled wherever it is shown', async () => {
  const simulated = await box.run(ARGUMENTS);
  const count = simulated.stdout.trimEnd().split('\n').length;
  expect((await box.run(['import', box.write('simulated.jsonl', simulated.stdout)])).stdout).toBe(
    `accepted ${count}, repeated 0, dead-lettered 0\n`,
  );
  const real = await box.run(['import', box.write('real.jsonl', jsonLines(dossiers(2)))]);
  expect([real.code, real.stdout]).toEqual([1, 'accepted 0, repeated 0, dead-lettered 2\n']);
  expect(real.stderr).toMatch(
    /real\.jsonl:1: source: expected a source under urn:hub:simulation: this store holds a simulated province/,
  );
  expect(real.stderr).toContain("(got 'urn:example:one-stop')");

  const hub = await box.serve();
  expect((await post(hub.url, dossier('real'))).status).toBe(422);
  expect((await post(hub.url, simulated.stdout.split('\n', 1)[0]!)).json).toMatchObject({ repeated: 1 });
  expect(hub.running.stdout()).toContain('SIMULATED DATA');
  const home = await send(hub.url, { headers: { accept: 'text/html' } });
  expect(home.text).toContain('SIMULATED DATA');
  await hub.stop();

  expect((await box.run(['indicators', '--period', '2022-11'])).stdout).toMatch(/^\*\*\* .*SIMULATED DATA \*\*\*$/m);
  expect((await box.run(['doctor'])).stdout).toMatch(/^ok {3}store: simulated, .*3 dead letters$/m);
  expect((await box.run(['verify'])).stdout).toMatch(CLEAN);
  expect((await box.run(['import', box.path('simulated.jsonl')])).stdout).toBe(
    `accepted 0, repeated ${count}, dead-lettered 0\n`,
  );
});

test('a real store refuses simulated facts, and the sound among them still go in', async () => {
  const simulated = await box.run(ARGUMENTS);
  const lines = simulated.stdout.trimEnd().split('\n').slice(0, 3);
  const ran = await box.run(['import', box.write('mixed.jsonl', jsonLines([dossier('a'), ...lines, dossier('b')]))]);
  expect([ran.code, ran.stdout]).toEqual([1, 'accepted 2, repeated 0, dead-lettered 3\n']);
  expect(ran.stderr).toMatch(/mixed\.jsonl:2: source: expected a real source: this store holds real facts/);
  expect((await box.run(['doctor'])).stdout).toMatch(/^ok {3}store: real, /m);
});

test('an empty store is neither, until the first fact', async () => {
  expect((await box.run(['doctor'])).stdout).toMatch(/^ok {3}store: empty, /m);
  // What is no fact decides nothing.
  await box.run(['import', box.write('bad.jsonl', jsonLines([dossier('bad', { channel: 'FAX' })]))]);
  expect((await box.run(['doctor'])).stdout).toMatch(/^ok {3}store: empty, /m);
  await box.run(['import', box.write('facts.jsonl', (await box.run(ARGUMENTS)).stdout)]);
  expect((await box.run(['doctor'])).stdout).toMatch(/^ok {3}store: simulated, /m);
});
