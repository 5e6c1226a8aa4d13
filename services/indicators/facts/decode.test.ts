import { type DecodeOptions, decodeFact } from './decode';
import type { Decoded, Fact, Problem } from './fact';
import { dossierEvent, OPTIONS, RECEIVED_AT } from './fixture';

function fact(decoded: Decoded): Fact {
  if (!decoded.ok) throw new Error(`refused: ${JSON.stringify(decoded.problem)}`);
  return decoded.fact;
}

function problem(decoded: Decoded): Problem {
  if (decoded.ok) throw new Error('accepted');
  return decoded.problem;
}

const withData = (data: Readonly<Record<string, unknown>>): Decoded => decodeFact(dossierEvent({}, data), OPTIONS);
const withType = (kind: string, data: Readonly<Record<string, unknown>>): Decoded =>
  decodeFact(dossierEvent({ type: `vn.province.${kind}.v1` }, data), OPTIONS);

describe('a valid message', () => {
  const expected: Fact = {
    kind: 'dossier',
    subject: '000.00.01.H44-221125-0001',
    id: 'evt-1',
    source: 'urn:example:permits',
    time: Date.parse('2022-11-25T01:15:00Z'),
    sequence: null,
    data: { status: 'RECEIVED', receivedAt: Date.parse('2022-11-25T01:15:00Z') },
  };

  it('is the same fact as text, as bytes and as an object', () => {
    const text = JSON.stringify(dossierEvent());
    expect(fact(decodeFact(text, OPTIONS))).toEqual(expected);
    expect(fact(decodeFact(Buffer.from(text), OPTIONS))).toEqual(expected);
    expect(fact(decodeFact(dossierEvent(), OPTIONS))).toEqual(expected);
    expect(fact(decodeFact(`\ufeff${text}`, OPTIONS))).toEqual(expected);
    expect(fact(decodeFact(Buffer.from(`\ufeff ${text}\r\n`), OPTIONS))).toEqual(expected);
  });

  it('may carry attributes that the contract does not name', () => {
    const extended = dossierEvent({ traceparent: '00-1-2-00', dataschema: 'urn:x', constructor: 1, x: { y: [1] } });
    expect(fact(decodeFact(JSON.stringify(extended), OPTIONS))).toEqual(expected);
    expect(fact(decodeFact(dossierEvent({ datacontenttype: 'application/json' }), OPTIONS))).toEqual(expected);
  });

  it('keeps a sequence, and takes an empty one for none', () => {
    expect(fact(decodeFact(dossierEvent({ sequence: '0042' }), OPTIONS)).sequence).toBe('0042');
    expect(fact(decodeFact(dossierEvent({ sequence: '' }), OPTIONS)).sequence).toBeNull();
  });

  it('keeps nulls, texts as they are, lists, dates as text and figures', () => {
    expect(fact(withData({ receivedAt: null, lateReason: '  Đợi \u0000 ', retracts: ['a', 'b'] })).data).toEqual({
      receivedAt: null,
      lateReason: '  Đợi \u0000 ',
      retracts: ['a', 'b'],
    });
    expect(fact(withType('agency', { validFrom: '2025-07-01', successorCodes: null })).data).toEqual({
      validFrom: '2025-07-01',
      successorCodes: null,
    });
    expect(fact(withType('report', { period: 'R2022-11', values: { 'I.1#num': 3, 'form-06a.3': -0 } })).data).toEqual({
      period: 'R2022-11',
      values: { 'I.1#num': 3, 'form-06a.3': 0 },
    });
    expect(fact(withData({ componentsRequired: -0 })).data).toEqual({ componentsRequired: 0 });
  });

  it('does not change the object it is given', () => {
    const message = dossierEvent();
    decodeFact(Object.freeze({ ...message, data: Object.freeze(message['data']) }), OPTIONS);
    expect(message).toEqual(dossierEvent());
  });
});

describe('the envelope', () => {
  it.each([
    ['specversion', '0.3', 'the text 1.0'],
    ['specversion', 1, 'the text 1.0 (a number was given)'],
    ['specversion', undefined, 'the text 1.0; it is missing'],
    ['type', 'vn.province.dosier.v1', 'did you mean vn.province.dossier.v1?'],
    ['type', undefined, 'it is missing'],
    ['id', '', '1 to 128 characters (empty text was given)'],
    ['id', 7, 'a number was given'],
    ['id', 'x'.repeat(129), '129 characters were given'],
    ['source', undefined, 'it is missing'],
    ['source', ' urn:x', 'without blanks at its ends'],
    ['subject', undefined, 'a code of 1 to 128 characters; it is missing'],
    ['subject', null, 'null was given'],
    ['subject', 'a\u0000b', 'without control characters'],
    ['subject', 'a\u00a0', 'without blanks at its ends'],
    ['subject', 'a\ud800', 'half of a surrogate pair'],
    ['time', '2022-11-25T08:15:00', 'with its offset'],
    ['time', 1669338900000, 'a number was given'],
    ['time', undefined, 'it is missing'],
    ['sequence', 4, 'a number was given'],
    ['sequence', null, 'null was given'],
    ['sequence', '1'.repeat(33), '33 characters were given'],
    ['datacontenttype', 'text/xml', 'the text application/json'],
    ['data', undefined, 'it is missing'],
    ['data', null, 'null was given'],
    ['data', [], 'a list was given'],
    ['data', 'x', 'text was given'],
    ['data', {}, 'at least one field of a dossier fact'],
  ])('%s: %p is refused', (field, value, expected) => {
    const found = problem(decodeFact(dossierEvent({ [field]: value }), OPTIONS));
    expect(found.field).toBe(field);
    expect(found.expected).toContain(expected);
  });

  it('holds a time up to a day ahead of the arrival, and not a millisecond more', () => {
    const time = (ms: number, options: Partial<DecodeOptions> = {}): Decoded =>
      decodeFact(dossierEvent({ time: new Date(RECEIVED_AT + ms).toISOString() }), { ...OPTIONS, ...options });
    expect(time(86_400_000).ok).toBe(true);
    expect(problem(time(86_400_001))).toEqual({
      field: 'time',
      expected: 'an instant not later than 2026-06-02T00:00:00.000Z (too far in the future)',
      value: '2026-06-02T00:00:00.001Z',
    });
    expect(time(1, { futureBoundMs: 0 }).ok).toBe(false);
  });

  it('lets an instant inside data lie in the future', () => {
    expect(withData({ dueAt: '2099-12-31T23:59:59Z' }).ok).toBe(true);
  });
});

describe('a field of data', () => {
  it.each([
    [{ receivedAt: '2022-02-30T00:00:00Z' }, 'receivedAt', 'date and time exist'],
    [{ receivedAt: '0202-11-25T00:00:00Z' }, 'receivedAt', 'date out of range'],
    [{ receivedAt: '' }, 'receivedAt', 'with its offset'],
    [{ status: 'RECIEVED' }, 'status', 'one of REGISTERED, RECEIVED, REFUSED'],
    [{ status: 'RECIEVED' }, 'status', 'did you mean RECEIVED?'],
    [{ status: 'null' }, 'status', 'or null'],
    [{ agencyCode: '' }, 'agencyCode', 'empty text was given'],
    [{ agencyCode: 'H44 ' }, 'agencyCode', 'without blanks at its ends'],
    [{ agencyCode: 5 }, 'agencyCode', 'a number was given'],
    [{ voided: 1 }, 'voided', 'true or false, or null (a number was given)'],
    [{ rating: 6 }, 'rating', 'a whole number from 1 to 5'],
    [{ rating: 4.5 }, 'rating', 'a whole number from 1 to 5'],
    [{ componentsRequired: '4' }, 'componentsRequired', 'text was given'],
    [{ lateReason: 'x'.repeat(1001) }, 'lateReason', 'at most 1000 characters'],
    [{ retracts: 'a' }, 'retracts', 'a list of at most 100'],
    [{ retracts: ['a', 3] }, 'retracts[1]', 'a number was given'],
    [{ retracts: ['a '] }, 'retracts[0]', 'without blanks'],
    [{ retracts: Array(101).fill('a') }, 'retracts', '101 were given'],
  ])('%j is refused', (data, field, expected) => {
    const found = problem(withData(data));
    expect(found.field).toBe(`data.${field}`);
    expect(found.expected).toContain(expected);
  });

  it.each([
    ['agency', { validFrom: '2025-06-31' }, 'data.validFrom'],
    ['agency', { validFrom: '2025-06-30T00:00:00Z' }, 'data.validFrom'],
    ['agency', { validFrom: '1989-12-31' }, 'data.validFrom'],
    ['agency', { validFrom: '2100-01-01' }, 'data.validFrom'],
    ['agency', { successorCodes: ['A', ''] }, 'data.successorCodes[1]'],
    ['report', { period: '2022-13' }, 'data.period'],
    ['report', { values: { a: '3' } }, 'data.values'],
    ['report', { values: [] }, 'data.values'],
    ['procedure', { processingDays: 3651 }, 'data.processingDays'],
  ])('%s %j is refused', (kind, data, field) => {
    expect(problem(withType(kind, data)).field).toBe(field);
  });

  it('reads a number too large for a number as no number', () => {
    const text = JSON.stringify(dossierEvent({ type: 'vn.province.report.v1' }, { values: { a: 1 } }));
    expect(problem(decodeFact(text.replace('"a":1', '"a":1e400'), OPTIONS)).field).toBe('data.values');
  });

  it('counts characters, not their halves', () => {
    expect(withData({ agencyCode: '𝒳'.repeat(64) }).ok).toBe(true);
    expect(withData({ agencyCode: '𝒳'.repeat(65) }).ok).toBe(false);
  });

  it('is named, without its value, where the kind does not have it', () => {
    expect(problem(withData({ status: 'RECEIVED', agency_code: 'Nguyễn Văn A' }))).toEqual({
      field: 'data.agency_code',
      expected: 'only fields that dossier facts have; did you mean agencyCode?',
    });
    expect(problem(withData({ 'Nguyễn Văn A': true })).field).toBe('data.[removed key]');
    const proto = JSON.stringify(dossierEvent()).replace('"status"', '"__proto__"');
    expect(problem(decodeFact(proto, OPTIONS)).field).toBe('data.__proto__');
  });
});

describe('the value that a problem shows', () => {
  it('is the value of a known field, cut where it is long', () => {
    expect(problem(withData({ status: 'DONE' })).value).toBe('DONE');
    expect(problem(withData({ rating: 9 })).value).toBe('9');
    expect(problem(withData({ retracts: ['a', ' b'] })).value).toBe(' b');
    expect(problem(decodeFact(dossierEvent({ source: ` ${'x'.repeat(200)}` }), OPTIONS)).value).toBe(
      ` ${'x'.repeat(99)}…`,
    );
    expect(problem(withData({ agencyCode: 'a\u001b[2J' })).value).toBe('a\\u001b[2J');
  });

  it.each([
    [{ agencyCode: { name: 'Nguyễn Văn A' } }],
    [{ agencyCode: 'Nguyễn Văn A '.repeat(10) }],
    [{ status: 'Nguyễn Văn A '.repeat(10) }],
    [{ receivedAt: ['Nguyễn Văn A'] }],
    [{ lateReason: 'Nguyễn Văn A '.repeat(100) }],
    [{ retracts: [{ a: 'Nguyễn Văn A' }] }],
    [{ fullName: 'Nguyễn Văn A' }],
  ])('is absent where it may be personal (%#)', (data) => {
    const decoded = withData(data);
    expect(problem(decoded).value).toBeUndefined();
    expect(JSON.stringify(decoded)).not.toContain('Nguyễn');
  });
});

describe('what is no message at all', () => {
  it.each([
    ['{"specversion":', '[not JSON, 15 bytes]'],
    ['', '[not JSON, 0 bytes]'],
    ['[]', '[not a JSON object, 2 bytes]'],
    ['"Đ"', '[not a JSON object, 4 bytes]'],
    ['null', '[not a JSON object, 4 bytes]'],
    [Buffer.from([0x7b, 0xff, 0x7d]), '[not UTF-8, 3 bytes]'],
    [undefined, '[not a JSON object]'],
    [42, '[not a JSON object]'],
  ])('%p is refused whole', (raw, redacted) => {
    const decoded = decodeFact(raw, OPTIONS);
    expect(decoded).toMatchObject({ ok: false, redacted, incomplete: true, problem: { field: '' } });
    expect(problem(decoded).value).toBeUndefined();
  });

  it('is a message over the limit, in bytes', () => {
    const text = JSON.stringify(dossierEvent({ x: 'Đ'.repeat(300_000) }));
    expect(decodeFact(text, OPTIONS).ok).toBe(true);
    const long = JSON.stringify(dossierEvent({ x: 'Đ'.repeat(600_000) }));
    const expected = { ok: false, redacted: `[${Buffer.byteLength(long)} bytes]`, incomplete: true };
    expect(decodeFact(long, OPTIONS)).toMatchObject(expected);
    expect(decodeFact(Buffer.from(long), OPTIONS)).toMatchObject(expected);
    expect(decodeFact(long, { ...OPTIONS, maxBytes: 2_000_000 }).ok).toBe(true);
  });

  it('is a nest deeper than any stack', () => {
    expect(decodeFact('['.repeat(500_000), OPTIONS).ok).toBe(false);
    const deep = `{"a":${'['.repeat(250_000)}${']'.repeat(250_000)}}`;
    expect(problem(decodeFact(deep, OPTIONS)).field).toBe('specversion');
  });
});
