import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DEADLINE, HubBox, post } from '../support/hub';
import { dossier, jsonLines, type Message } from '../support/hub-facts';

jest.setTimeout(2 * DEADLINE);

let box: HubBox;
beforeEach(() => {
  box = new HubBox();
});
afterEach(() => box.close());

/** What must be found nowhere. Its halves are apart in the source so that no list of sources holds it either. */
const SECRET = ['Nguyen Van', 'Bi Mat 079099'].join(' ');
/** What must be found, so that the search is known to look in the right place. */
const KEPT = 'kept-officer-17';

/** The files below a folder that hold a text, whatever kind of file. */
function holding(folder: string, text: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return files.filter((name) => readFileSync(join(folder, name)).includes(text));
}

/** Messages that are no facts, each with something personal at another place. */
const MESSAGES: (Message | string)[] = [
  dossier('unknown-field', { applicantName: SECRET, officerCode: KEPT }),
  dossier('unknown-object', { applicant: { name: SECRET, papers: [{ number: SECRET }] } }),
  dossier('unknown-list', { attachments: [SECRET, SECRET] }),
  dossier('object-in-a-field', { agencyCode: { code: 'H44', signedBy: SECRET } }),
  dossier('object-in-an-enum', { channel: { said: SECRET } }),
  dossier('list-in-a-field', { procedureCode: [SECRET] }),
  dossier('prose', { lateReason: `${SECRET} was ill`, channel: 'FAX' }),
  dossier('key', { [`Name ${SECRET}`]: true }),
  dossier('attribute', { channel: 'FAX' }, { applicant: SECRET, comment: { by: SECRET } }),
  dossier('date', { receivedAt: `${SECRET}, ${'a very long remark where a date should be, '.repeat(3)}` }),
  dossier('type', {}, { type: 'vn.province.citizen.v1', data: { name: SECRET, officerCode: KEPT } }),
  dossier('data-as-text', {}, { data: SECRET }),
  `{"specversion": "1.0", "name": "${SECRET}"`,
  `"${SECRET}"`,
  `["${SECRET}"]`,
  JSON.stringify(dossier('oversized', { lateReason: SECRET.repeat(60_000) })),
];
/** A fact, hence taken; what the contract does not know about it is not kept. */
const SOUND = dossier('sound', { officerCode: KEPT }, { applicant: SECRET, 'x-note': SECRET });

async function expectNothingKept(more: string): Promise<void> {
  expect(holding(box.data, KEPT)).not.toEqual([]);
  expect(holding(box.data, SECRET)).toEqual([]);
  expect(more).not.toContain(SECRET);
}

test('nothing that may be personal stays of a file: neither in the data folder nor in what the command says', async () => {
  const ran = await box.run(['import', box.write('facts.jsonl', jsonLines([SOUND, ...MESSAGES]))]);
  expect([ran.code, ran.stdout]).toEqual([1, `accepted 1, repeated 0, dead-lettered ${MESSAGES.length}\n`]);
  const again = await box.run(['replay', '--from-dead-letters']);
  expect(again.code).toBe(1);
  await expectNothingKept(ran.stderr + again.stdout + again.stderr);
});

test('nor of a table: columns that no mapping names, rows that are none', async () => {
  const mapping = box.write(
    'map.yaml',
    `
version: 1
type: vn.province.dossier.v1
source: urn:example:permits
subject: { column: case }
time: { column: changed }
data:
  officerCode: { column: officer }
  lateReason: { column: remark }
  channel: { column: way, map: { Internet: ONLINE } }
`,
  );
  const table = box.write(
    'cases.csv',
    [
      'case,officer,way,remark,applicant,changed',
      `A-1,${KEPT},Internet,,${SECRET},2022-11-01 08:00:00`,
      `A-2,${KEPT},Fax,${SECRET},${SECRET},2022-11-01 08:00:00`,
      `A-3,${KEPT},Internet,${SECRET},${SECRET}`,
      `A-4,${KEPT},Inter"net,,${SECRET},2022-11-01 08:00:00`,
      `A-5,${KEPT},Internet,"${SECRET.repeat(400)}",,2022-11-01 08:00:00`,
    ].join('\n'),
  );
  const ran = await box.run(['import', table, '--mapping', mapping]);
  expect([ran.code, ran.stdout]).toEqual([1, 'accepted 1, repeated 0, dead-lettered 4\n']);
  await expectNothingKept(ran.stderr);
});

test('nor of a request, while the hub runs and after; nor in what it answers and prints', async () => {
  const hub = await box.serve();
  const answers = [await post(hub.url, SOUND)];
  for (const message of MESSAGES) answers.push(await post(hub.url, message));
  answers.push(await post(hub.url, Buffer.from(`{"name": "${SECRET}\xff"`, 'latin1')));
  expect(answers.map(({ status }) => status)).toEqual([200, ...MESSAGES.map(expectedStatus), 400]);
  const said = answers.map(({ text }) => text).join('');
  await expectNothingKept(said + hub.running.stdout() + hub.running.stderr());
  await hub.stop();
  await expectNothingKept(hub.running.stdout() + hub.running.stderr());
});

function expectedStatus(message: Message | string): number {
  return typeof message === 'string' && message.startsWith('{"specversion": "1.0", "name"') ? 400 : 422;
}

test('nor of facts that a simulated store refuses', async () => {
  const simulated = dossier('made-up', { officerCode: KEPT }, { source: 'urn:hub:simulation:one-stop' });
  const real = dossier('real', { officerCode: KEPT, lateReason: SECRET });
  const ran = await box.run(['import', box.write('facts.jsonl', jsonLines([simulated, real]))]);
  expect([ran.code, ran.stdout]).toEqual([1, 'accepted 1, repeated 0, dead-lettered 1\n']);
  await expectNothingKept(ran.stderr);
});
