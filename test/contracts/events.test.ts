import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { TOPICS } from '../../services/relay';
import { at, type Event, fact, openWorld, received, Topics } from '../relay/support';

const FOLDER = join(__dirname, '../../schema/events');
const readJson = (file: string): Record<string, unknown> => JSON.parse(readFileSync(file, 'utf8'));

interface AsyncApi {
  readonly channels: Readonly<Record<string, { address: string; messages: Record<string, { $ref: string }> }>>;
  readonly components: { messages: Readonly<Record<string, { payload: { schema: { $ref: string } } }>> };
}
const DOCUMENT = readJson(join(FOLDER, 'asyncapi.json')) as unknown as AsyncApi;

/** The schema file that the document gives for a topic. */
function schemaOf(topic: string): string {
  const channel = Object.values(DOCUMENT.channels).find(({ address }) => address === topic)!;
  const [message] = Object.values(channel.messages);
  return DOCUMENT.components.messages[message!.$ref.split('/').at(-1)!]!.payload.schema.$ref;
}

function compile(topic: string): ValidateFunction {
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  addFormats(ajv);
  for (const keyword of ['x-merge', 'x-title-vi']) ajv.addKeyword(keyword);
  ajv.opts.allowUnionTypes = true;
  ajv.opts.strictTypes = false;
  return ajv.compile(readJson(join(FOLDER, schemaOf(topic))));
}

test('the AsyncAPI document is one, by the schema of AsyncAPI 3.0', () => {
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  addFormats(ajv);
  const schema = readJson(require.resolve('@asyncapi/specs/schemas/3.0.0-without-$id.json'));
  const validate = ajv.compile(schema);
  validate(DOCUMENT);
  expect(validate.errors ?? []).toEqual([]);
  expect(validate({ ...DOCUMENT, channels: { x: { address: 1 } } })).toBe(false);
});

test('it names every topic of the contract, and a schema that exists', () => {
  const contract = readFileSync(join(__dirname, '../../schema/contracts/command-line.md'), 'utf8');
  const named = [...contract.matchAll(/`((?:hub|province)\.[a-z.-]+\.v1)`/g)].map(([, topic]) => topic!);
  const addresses = Object.values(DOCUMENT.channels).map(({ address }) => address);
  expect([...new Set(named)].sort()).toEqual([...addresses].sort());
  expect(addresses).toEqual(expect.arrayContaining(Object.values(TOPICS)));
  for (const topic of addresses) expect(compile(topic)).toBeInstanceOf(Function);
});

describe('what is really sent', () => {
  const topics = new Topics();
  beforeAll(async () => {
    const world = await openWorld('DATE', at('2022-12-20'));
    try {
      const problem = { field: 'data.channel', expected: 'one of ONLINE, COUNTER, POSTAL', value: 'FAX' };
      const decoded = { ok: false, problem, redacted: '{}', incomplete: true } as const;
      const topic = 'province.procedures.facts.v1';
      await world.store.ingest(
        [
          { origin: { place: 'facts.jsonl', position: 3 }, decoded },
          { origin: { place: `${topic}/1`, position: 0, source: topic }, decoded },
        ],
        world.now,
      );
      const [early, due] = [at('2022-11-01'), at('2022-11-10')];
      await world.ingest([received('d1', 'A', early, { dueAt: due }), received('d2', 'A', early, { dueAt: due })]);
      world.start(topics);
      await world.quiet();
      const end = at('2022-12-01');
      const over = { explainedAt: end, apologisedAt: end, status: 'COMPLETED', completedAt: end };
      await world.ingest([fact('dossier', 'd1', end, over), fact('dossier', 'd2', end, { voided: true })]);
      await world.quiet();
    } finally {
      await world.close();
    }
  });

  test.each(Object.values(TOPICS))('on %s is what its schema says, and a spoilt message is not', (topic) => {
    const validate = compile(topic);
    const events = topics.of(topic);
    expect(events.length).toBeGreaterThan(1);
    for (const event of events) {
      validate(event);
      expect(validate.errors ?? []).toEqual([]);
    }
    const [event] = events as [Event];
    const [field] = Object.keys(event.data) as [string];
    const { [field]: _, ...rest } = event.data;
    expect(validate({ ...event, data: rest })).toBe(false);
    expect(validate({ ...event, source: 'urn:somebody:else' })).toBe(false);
    expect(validate({ ...event, time: 'yesterday' })).toBe(false);
  });

  test('every change of a late case is among it', () => {
    const changes = topics.of(TOPICS.late).map(({ data }) => data['change']);
    expect(new Set(changes)).toEqual(new Set(['RAISED', 'EXPLAINED', 'APOLOGISED', 'CLOSED', 'CLEARED']));
  });
});
