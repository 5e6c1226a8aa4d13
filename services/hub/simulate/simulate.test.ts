import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { CONTRACT_KINDS, decodeFact } from '../../indicators';
import { type CloudEvent, DEFAULT_FROM, DEFAULT_TO, SIMULATED_SOURCE_PREFIX, type SimulateOptions, simulate } from '.';
import { dayNumber, WorkingTime } from './working-time';

const LETTER = '2022-11-25';

function options(dossiers: number, seed = 1, from = DEFAULT_FROM, to = DEFAULT_TO): SimulateOptions {
  return { dossiers, seed, from, to };
}

function digest(arguments_: SimulateOptions, counts: (event: CloudEvent) => boolean = () => true): string {
  const hash = createHash('sha256');
  for (const event of simulate(arguments_)) if (counts(event)) hash.update(`${JSON.stringify(event)}\n`);
  return hash.digest('hex');
}

/** Agencies, procedures that people ask for, and their dossiers. */
function isOfOneStop({ type, subject }: CloudEvent): boolean {
  return ['agency', 'procedure', 'dossier'].includes(type.split('.')[2]!) && !subject.startsWith('H06.');
}

function dossierEvents(events: Iterable<CloudEvent>): CloudEvent[] {
  return [...events].filter(({ type }) => type === 'vn.province.dossier.v1');
}

/** What was said about each dossier, later words over earlier ones; voided ones left out. */
function latest(events: Iterable<CloudEvent>): Map<string, Record<string, unknown>> {
  const records = new Map<string, Record<string, unknown>>();
  for (const { subject, data } of dossierEvents(events)) {
    const record = records.get(subject) ?? {};
    const { dueAt, ...rest } = data;
    Object.assign(record, rest, dueAt && data['dueReason'] !== 'APOLOGY' ? { dueAt } : {});
    records.set(subject, record);
  }
  for (const [subject, record] of records) if (record['voided']) records.delete(subject);
  return records;
}

function share<T>(items: readonly T[], test: (item: T) => boolean): number {
  return items.filter(test).length / items.length;
}

/** The contract's definitions, each by the type of event it is for, and the envelope without them. */
function contract() {
  const schema = JSON.parse(readFileSync(join(__dirname, '../../../schema/contracts/facts.schema.json'), 'utf8'));
  const ajv = new Ajv2020({ allowUnionTypes: true, strictTypes: false, strictRequired: false });
  ajv.addKeyword('x-merge');
  addFormats(ajv);
  ajv.addSchema(schema);
  const envelope = ajv.compile({ ...schema, $id: 'envelope', oneOf: undefined });
  const data = (kind: string) => ajv.getSchema(`${schema.$id}#/$defs/${kind}`)!;
  return { envelope, data };
}

describe('a simulated province', () => {
  const events = [...simulate(options(3000))];
  const dossiers = [...latest(events).values()];

  test('every event keeps the contract', () => {
    const { envelope, data } = contract();
    for (const event of simulate(options(300))) {
      const validate = data(event.type.split('.')[2]!);
      expect({ event, errors: validate(event.data) ? null : validate.errors }).toEqual({ event, errors: null });
      expect({ event, ok: envelope(event) }).toEqual({ event, ok: true });
    }
  });

  test('the same arguments give the same bytes, another seed gives others', () => {
    const first = digest(options(200));
    expect(digest(options(200))).toBe(first);
    expect(digest(options(200, 2))).not.toBe(first);
    expect(digest(options(200, 1 + 2 ** 32))).not.toBe(first);
  });

  test('these very bytes, on every machine', () => {
    expect(digest(options(50, 42))).toBe('1e50e7173447c1c939fc2ea6198076085fd1459ac10b5e92059ff9e2c9a38cfe');
  });

  test('what the reporting system draws does not shift the dossiers', () => {
    expect(digest(options(50, 42), isOfOneStop)).toBe(
      'cd277f7295976a5851178257b29dfaf6f7797d911c22702b3c7bb5c1a2a236d9',
    );
  });

  test('every kind of the contract is told, and every event is a fact', () => {
    const kinds = new Set<string>();
    for (const event of events) {
      const decoded = decodeFact(event, { receivedAt: Date.parse(event.time) });
      if (!decoded.ok)
        throw new Error(`${JSON.stringify(event)}: ${decoded.problem.field} ${decoded.problem.expected}`);
      kinds.add(decoded.fact.kind);
    }
    expect([...kinds].sort()).toEqual([...CONTRACT_KINDS].sort());
  });

  test('nobody tells what has not happened yet, only what is promised', () => {
    const promised = new Set(['dueAt', 'publicationDueAt', 'updateDueAt']);
    const early = events.flatMap(({ time, subject, data }) =>
      Object.entries(data)
        .filter(([field, value]) => /(At|through)$/.test(field) && !promised.has(field) && (value as string) > time)
        .map(([field]) => `${subject} ${field}`),
    );
    expect(early).toEqual([]);
  });

  test.each([0, 1, 7, 300, 2999])('%d dossiers are exactly so many subjects', (wanted) => {
    expect(new Set(dossierEvents(simulate(options(wanted, 5))).map(({ subject }) => subject)).size).toBe(wanted);
  });

  test.each([
    ['a day off', '2022-09-02', '2022-09-03'],
    ['one working day', '2022-11-25', '2022-11-26'],
    ['years without a notice of holidays', '2019-03-01', '2019-06-01'],
  ])('%s is range enough', (_, from, to) => {
    const some = dossierEvents(simulate(options(60, 3, from, to)));
    expect(new Set(some.map(({ subject }) => subject)).size).toBe(60);
    expect(some.every(({ time }) => time >= from && time < to)).toBe(true);
  });

  test('senseless options are refused', () => {
    expect(() => simulate(options(-1)).next()).toThrow(RangeError);
    expect(() => simulate(options(1.5)).next()).toThrow(RangeError);
    expect(() => simulate(options(1, 0.5)).next()).toThrow(RangeError);
    expect(() => simulate(options(1, 1, '2023-02-30')).next()).toThrow(RangeError);
    expect(() => simulate(options(1, 1, '2023-01-01', '2023-01-01')).next()).toThrow(RangeError);
  });

  test('events come in order of time, within the range, once each, from simulated sources', () => {
    const times = events.map(({ time }) => time);
    expect(times.filter((time, i) => i > 0 && time < times[i - 1]!)).toEqual([]);
    expect(times[0]).toBe(`${DEFAULT_FROM}T00:00:00+07:00`);
    expect(times.at(-1)! < `${DEFAULT_TO}T00:00:00+07:00`).toBe(true);
    expect(new Set(events.map(({ source, id }) => `${source} ${id}`)).size).toBe(events.length);
    expect(events.filter(({ source }) => !source.startsWith(SIMULATED_SOURCE_PREFIX))).toEqual([]);
  });

  test('the agencies are the province, its departments, 8 districts and 82 communes, each below its parent', () => {
    const agencies = events.filter(({ type }) => type === 'vn.province.agency.v1');
    const level = new Map(agencies.map(({ subject, data }) => [subject, data['level']]));
    const count = (wanted: string) => [...level.values()].filter((one) => one === wanted).length;
    expect([count('PROVINCE'), count('DEPARTMENT'), count('DISTRICT'), count('COMMUNE')]).toEqual([1, 23, 8, 82]);
    for (const { data } of agencies) {
      const parent = data['parentCode'] as string | undefined;
      expect(data['level'] === 'PROVINCE' ? parent === undefined : level.has(parent!)).toBe(true);
      if (data['level'] === 'COMMUNE') expect(level.get(parent!)).toBe('DISTRICT');
    }
    const procedures = new Set(events.filter(({ type }) => type.includes('procedure')).map(({ subject }) => subject));
    expect(procedures.size).toBeGreaterThanOrEqual(40);
    for (const dossier of dossiers) {
      expect(level.has(dossier['agencyCode'] as string)).toBe(true);
      expect(procedures.has(dossier['procedureCode'] as string)).toBe(true);
    }
  });

  test('every status and every reason of a date is said', () => {
    const { data } = contract();
    const properties = (data('dossier').schema as { properties: Record<string, { enum: string[] }> }).properties;
    const said = (field: string) => new Set(events.map((event) => event.data[field] as string));
    for (const field of ['status', 'dueReason', 'channel', 'applicantKind', 'lateReasonCode']) {
      expect(properties[field]!.enum.filter((value) => value !== null && !said(field).has(value))).toEqual([]);
    }
    for (const field of ['retracts', 'voided', 'portalCode', 'apologisedAt', 'explainedAt', 'outsideTerritory']) {
      expect(said(field).size).toBeGreaterThan(1);
    }
    expect(said('completedAt').has(null as unknown as string)).toBe(true);
  });

  test('a correction has the time of what it corrects and a higher sequence; a retraction names an earlier event', () => {
    const byId = new Map(events.map((event) => [event.id, event]));
    let corrections = 0;
    for (const event of events) {
      for (const id of (event.data['retracts'] as string[] | undefined) ?? []) {
        expect(byId.get(id)!.subject).toBe(event.subject);
        expect(byId.get(id)!.time < event.time).toBe(true);
      }
      if (event.data['dueReason'] !== 'CORRECTION') continue;
      corrections++;
      const corrected = events.find(
        (other) => other.subject === event.subject && other.data['dueReason'] === 'INITIAL',
      )!;
      expect(corrected.time).toBe(event.time);
      expect(Number(event.sequence)).toBeGreaterThan(Number(corrected.sequence));
      expect(event.data['dueAt']).not.toBe(corrected.data['dueAt']);
    }
    expect(corrections).toBeGreaterThan(0);
  });

  test('online lodging grows after the letter', () => {
    const received = dossiers.filter((dossier) => dossier['receivedAt']);
    const on = (from: string, to: string) =>
      share(
        received.filter(
          (dossier) => (dossier['receivedAt'] as string) >= from && (dossier['receivedAt'] as string) < to,
        ),
        (dossier) => dossier['channel'] === 'ONLINE',
      );
    expect(on(DEFAULT_FROM, LETTER)).toBeGreaterThan(0.18);
    expect(on(DEFAULT_FROM, LETTER)).toBeLessThan(0.33);
    expect(on(LETTER, '2023-03-01')).toBeGreaterThan(on(DEFAULT_FROM, LETTER));
    expect(on('2023-09-01', DEFAULT_TO)).toBeGreaterThan(0.6);
    expect(on('2023-09-01', DEFAULT_TO)).toBeLessThan(0.8);
  });

  test('everything is received in office hours of a working day, the code carries that day', () => {
    const time = new WorkingTime(dayNumber(DEFAULT_FROM), dayNumber(DEFAULT_TO));
    for (const { subject, data } of dossierEvents(events)) {
      const receivedAt = data['receivedAt'] as string | undefined;
      if (!receivedAt) continue;
      const clock = receivedAt.slice(11, 19);
      const open = (clock >= '07:30:00' && clock < '11:30:00') || (clock >= '13:00:00' && clock < '17:00:00');
      expect({ receivedAt, open }).toEqual({ receivedAt, open: true });
      expect(time.isWorkday(dayNumber(receivedAt.slice(0, 10)))).toBe(true);
      expect(subject).toMatch(/^000\.\d\d\.\d\d\.H06-\d{6}-\d{4,5}$/);
      expect(subject.split('-')[1]).toBe(receivedAt.slice(2, 10).replaceAll('-', ''));
    }
  });

  test('some 6 to 9 in 100 are late, a few agencies much more often; part of them explained, part apologised for', () => {
    const many = [...latest(simulate(options(20_000, 9))).values()];
    const completed = many.filter(({ completedAt, dueAt }) => completedAt && dueAt);
    const isLate = ({ completedAt, dueAt }: Record<string, unknown>) =>
      (completedAt as string).slice(0, 10) > (dueAt as string).slice(0, 10);
    expect(share(completed, isLate)).toBeGreaterThan(0.06);
    expect(share(completed, isLate)).toBeLessThan(0.09);
    const late = completed.filter(isLate);
    for (const field of ['explainedAt', 'apologisedAt']) {
      expect(share(late, (dossier) => field in dossier)).toBeGreaterThan(0.5);
      expect(share(late, (dossier) => field in dossier)).toBeLessThan(0.9);
    }
    const offices = [...new Set(completed.map(({ agencyCode }) => agencyCode))];
    const rates = offices
      .map((office) => completed.filter(({ agencyCode }) => agencyCode === office))
      .filter((own) => own.length > 80)
      .map((own) => share(own, isLate));
    expect(Math.max(...rates)).toBeGreaterThan(5 * Math.min(...rates));
    expect(share(many, (dossier) => 'rating' in dossier)).toBeGreaterThan(0.14);
    expect(share(many, (dossier) => !dossier['completedAt'] && 'receivedAt' in dossier)).toBeGreaterThan(0.02);
  });

  test('a long range streams', () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const heap = () => {
      collect();
      return process.memoryUsage().heapUsed;
    };
    const before = heap();
    let most = 0;
    let told = 0;
    let ofDossiers = 0;
    for (const { type } of simulate(options(40_000))) {
      told++;
      if (type === 'vn.province.dossier.v1') ofDossiers++;
      if (told % 40_000 === 0) most = Math.max(most, heap() - before);
    }
    expect(ofDossiers / 40_000).toBeGreaterThan(5.5);
    expect(ofDossiers / 40_000).toBeLessThan(7.5);
    expect(told / ofDossiers).toBeLessThan(1.2);
    // Some 6 MB are held on the way; all events would be over 200 MB.
    expect(most).toBeLessThan(40 * 2 ** 20);
  });
});
