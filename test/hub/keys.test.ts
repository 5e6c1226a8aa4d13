import { type Answer, DEADLINE, HubBox, post, send } from '../support/hub';
import { dossier, expectRefusal, SOURCE } from '../support/hub-facts';

jest.setTimeout(3 * DEADLINE);

let box: HubBox;
beforeAll(() => {
  box = new HubBox();
});
afterAll(() => box.close());

const sendWith = (url: string, key: string): Promise<Answer> =>
  send(`${url}/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify(dossier('D-1')),
  });

test('a key is told once, opens a running hub, and opens nothing once it was revoked', async () => {
  const hub = await box.serve({ HUB_AUTH: 'on' });
  const create = ['keys', 'create', '--role', 'source', '--source', SOURCE, '--name', 'Một cửa'];
  const made = await box.run(create);
  expect(made.code).toBe(0);
  const key = made.stdout.trim();
  expect(key).toMatch(/^hub_[0-9a-f]{12}_[\w-]{43}$/);
  expect(made.stderr).toContain('cannot be shown again');
  const id = key.split('_')[1]!;

  expect((await post(hub.url, dossier('D-1'))).status).toBe(401);
  expect((await sendWith(hub.url, key)).status).toBe(200);

  const listed = await box.run(['keys', 'list']);
  expect(listed.stdout).toMatch(new RegExp(`^${id}  source  ${SOURCE}  \\S+Z +Một cửa$`, 'm'));
  expect(listed.stdout).not.toContain(key.split('_').slice(2).join('_'));

  // One that the hub has not seen: one that it has opens for a few seconds more.
  const second = (await box.run(create)).stdout.trim();
  const other = second.split('_')[1]!;
  const revoked = await box.run(['keys', 'revoke', other]);
  expect(revoked).toMatchObject({ code: 0, stdout: expect.stringContaining(`revoked ${other}`) });
  expect((await sendWith(hub.url, second)).status).toBe(401);
  const { stdout: list } = await box.run(['keys', 'list']);
  expect(list).toMatch(new RegExp(`^${other}  source  ${SOURCE}  \\S+Z  \\S+Z  Một cửa$`, 'm'));
  const { stdout, stderr } = await hub.stop();
  expect(stdout + stderr).not.toContain(key);
});

test('what does not fit together is refused with what would be right', async () => {
  const create = (...args: string[]): ReturnType<HubBox['run']> => box.run(['keys', 'create', '--name', 'A', ...args]);
  expectRefusal(await create('--role', 'source'), /--source \(absent\): expected the CloudEvents source/);
  expectRefusal(await create('--role', 'office', '--source', SOURCE), /expected none with --role office/);
  expectRefusal(await box.run(['keys', 'revoke', 'nobody']), /nobody: no key has this id; hub keys list/);
  expect((await create('--role', 'king')).code).toBe(2);
  expect((await box.run(['keys', 'list'], { HUB_DATA_DIR: box.path('other') })).stdout).toBe('no keys\n');
});
