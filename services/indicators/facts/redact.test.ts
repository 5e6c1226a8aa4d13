import fc from 'fast-check';
import { decodeFact } from './decode';
import { dossierEvent, OPTIONS } from './fixture';

function redactedOf(message: unknown): { text: string; value: Record<string, unknown>; incomplete: boolean } {
  const decoded = decodeFact(message, OPTIONS);
  if (decoded.ok) throw new Error('accepted');
  return { text: decoded.redacted, value: JSON.parse(decoded.redacted), incomplete: decoded.incomplete };
}

describe('the text kept of a refused message', () => {
  it('is the whole message where it has only known fields', () => {
    const message = dossierEvent({ sequence: '4' }, { status: 'DONE', componentsRequired: 3, voided: null });
    expect(redactedOf(message)).toMatchObject({ value: message, incomplete: false });
  });

  it('keeps unknown keys without their values, in the envelope and in data', () => {
    const message = dossierEvent({ owner: 'Nguyễn Văn A' }, { status: 'RECEIVED', fullName: { first: 'Nguyễn' } });
    expect(redactedOf(message)).toMatchObject({
      value: dossierEvent({ owner: '[removed]' }, { status: 'RECEIVED', fullName: '[removed]' }),
      incomplete: true,
    });
  });

  it('removes keys that look like content', () => {
    const { text, value, incomplete } = redactedOf(
      dossierEvent({}, { 'Nguyễn Văn A': 1, 'a b': 2, ['x'.repeat(65)]: 3, ['x'.repeat(64)]: 4 }),
    );
    expect(value['data']).toEqual({ '[removed key]': '[removed]', ['x'.repeat(64)]: '[removed]' });
    expect(text).not.toMatch(/Nguy|a b/);
    expect(incomplete).toBe(true);
  });

  it('removes free text, and values that have not the form of their field', () => {
    const message = dossierEvent(
      { id: { a: 1 }, source: 'x'.repeat(300) },
      {
        lateReason: 'ông A ốm',
        agencyCode: { a: 1 },
        procedureCode: 'x'.repeat(65),
        status: 'x'.repeat(65),
        voided: 'yes',
        rating: 'good',
        retracts: ['a', { b: 1 }],
        officerCode: 5,
      },
    );
    const { value, incomplete } = redactedOf(message);
    const data = Object.fromEntries(Object.keys(message['data'] as object).map((key) => [key, '[removed]']));
    expect(value).toEqual(dossierEvent({ id: '[removed]', source: '[removed]' }, data));
    expect(incomplete).toBe(true);
  });

  it('keeps figures under keys that are codes, and nothing else', () => {
    const report = (values: unknown) => dossierEvent({ type: 'vn.province.report.v1', id: '' }, { values });
    expect(redactedOf(report({ 'I.1#num': 3 }))).toMatchObject({ value: report({ 'I.1#num': 3 }), incomplete: false });
    expect(redactedOf(report({ 'Nguyễn A': 3 })).value).toEqual(report('[removed]'));
    expect(redactedOf(report({ a: 'Nguyễn A' })).value).toEqual(report('[removed]'));
  });

  it('keeps no data of a type that the contract does not have', () => {
    const message = dossierEvent({ type: 'vn.province.person.v1' }, { status: 'RECEIVED' });
    expect(redactedOf(message).value).toEqual({ ...message, data: { status: '[removed]' } });
    expect(redactedOf(dossierEvent({ data: 'Nguyễn' })).value['data']).toBe('[removed]');
    expect(redactedOf(dossierEvent({ data: null }))).toMatchObject({ value: { data: null }, incomplete: false });
  });

  it('names at most a hundred unknown keys', () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`k${index}`, 1]));
    const { value } = redactedOf(dossierEvent({ id: '', ...many }));
    expect(Object.keys(value).filter((key) => key.startsWith('k'))).toHaveLength(100);
    expect(value['[removed key]']).toBe('[removed]');
  });

  it('keeps a key such as __proto__ a key', () => {
    const text = JSON.stringify(dossierEvent()).replace('"status"', '"__proto__"');
    expect(redactedOf(text).text).toContain('"__proto__":"[removed]"');
  });
});

const field = fc.constantFrom(
  'status',
  'agencyCode',
  'receivedAt',
  'rating',
  'voided',
  'retracts',
  'lateReason',
  'who',
);
const content = fc.oneof(
  fc.constantFrom('RECEIVED', '2022-11-25T08:15:00+07:00', '2022-02-30T00:00:00Z', null, true, 3, -0, 1e300, ''),
  fc.string({ unit: 'binary' }),
  fc.jsonValue(),
);
const anyMessage = fc
  .tuple(
    fc.dictionary(fc.constantFrom('id', 'subject', 'time', 'sequence', 'data', 'extra'), content, { maxKeys: 2 }),
    fc.dictionary(field, content, { maxKeys: 4 }),
  )
  .map(([over, data]) => ({ ...dossierEvent({}, data), ...over }));

it('decodes, where nothing was removed, to what the message decodes to', () => {
  let kept = 0;
  fc.assert(
    fc.property(anyMessage, (message) => {
      const decoded = decodeFact(JSON.stringify(message), OPTIONS);
      if (decoded.ok || decoded.incomplete) return;
      kept++;
      // Later, when the time of the message has come, it may be a fact: the same in both texts.
      for (const receivedAt of [OPTIONS.receivedAt, Date.parse('2099-12-31T00:00:00Z')]) {
        expect(decodeFact(decoded.redacted, { receivedAt })).toEqual(
          decodeFact(JSON.stringify(message), { receivedAt }),
        );
      }
    }),
    { numRuns: 5000 },
  );
  expect(kept).toBeGreaterThan(500);
});

it('never shows a secret that stands where the contract has no place for it', () => {
  const secret = 'Nguyễn Thị Bí Mật';
  const hidden = fc.constantFrom<unknown>(
    secret,
    [secret],
    { [secret]: secret },
    { a: { b: secret } },
    `${secret}`.repeat(9),
  );
  const place = fc.constantFrom('fullName', secret, 'lateReason', 'voided', 'rating');
  fc.assert(
    fc.property(place, hidden, fc.boolean(), (key, value, inData) => {
      const message = inData
        ? dossierEvent({ id: '' }, { [key]: value })
        : dossierEvent({ [key === 'voided' ? 'data' : key]: value, id: '' });
      expect(JSON.stringify(decodeFact(JSON.stringify(message), OPTIONS))).not.toMatch(/Nguy|Bí/);
    }),
  );
});

it('keeps a message whose time has not come, so that it can be tried again', () => {
  const message = dossierEvent({ time: '2026-06-05T00:00:00Z' });
  const { text, incomplete } = redactedOf(message);
  expect(incomplete).toBe(false);
  expect(decodeFact(text, { receivedAt: Date.parse('2026-06-05T00:00:00Z') }).ok).toBe(true);
});
