import schema from '../../../schema/contracts/facts.schema.json';
import portalSchema from '../../../schema/portal.schema.json';
import { ENVELOPE, fieldsOf, kindOfType, ruleOf } from './contract';
import { CONTRACT_KINDS, FACT_KINDS } from './fact';

describe('the table derived from the contract', () => {
  it('has the kinds of the contract, no more and no fewer', () => {
    expect(schema.properties.type.enum.map(kindOfType)).toEqual([...CONTRACT_KINDS]);
    expect(kindOfType('vn.province.person.v1')).toBeUndefined();
    expect(kindOfType('toString')).toBeUndefined();
  });

  it('has every field of every kind, in the order of the contract', () => {
    for (const kind of CONTRACT_KINDS) {
      expect([kind, [...fieldsOf(kind).keys()]]).toEqual([kind, Object.keys(schema.$defs[kind].properties)]);
      expect(fieldsOf(kind).size).toBeGreaterThan(1);
    }
  });

  it.each([
    ['dossier', 'voided', 'flag', 'latest'],
    ['dossier', 'retracts', 'codes', 'union'],
    ['dossier', 'agencyCode', 'code', 'latest'],
    ['dossier', 'status', 'enum', 'history'],
    ['dossier', 'dueAt', 'instant', 'history'],
    ['dossier', 'syncedAt', 'instant', 'earliest'],
    ['dossier', 'componentsReused', 'count', 'latest'],
    ['dossier', 'lateReason', 'text', 'latest'],
    ['dossier', 'officerCode', 'code', 'history'],
    ['dossier', 'rating', 'count', 'latest'],
    ['procedure', 'fieldCode', 'code', 'history'],
    ['procedure', 'processingDays', 'number', 'latest'],
    ['agency', 'name', 'text', 'history'],
    ['agency', 'validFrom', 'date', 'latest'],
    ['agency', 'successorCodes', 'codes', 'latest'],
    ['report', 'period', 'text', 'latest'],
    ['report', 'values', 'values', 'latest'],
    ['report', 'submittedAt', 'instant', 'earliest'],
  ] as const)('%s.%s is of type %s and merges by %s', (kind, field, type, merge) => {
    expect(fieldsOf(kind).get(field)).toMatchObject({ name: field, type, merge, nullable: true });
  });

  it("has the hub's own kind last, with fields of its own, and under no type that a message can have", () => {
    expect(FACT_KINDS).toEqual([...CONTRACT_KINDS, 'portal']);
    expect(kindOfType('vn.province.portal.v1')).toBeUndefined();
    expect([...fieldsOf('portal').keys()]).toEqual(Object.keys(portalSchema.properties));
    expect(fieldsOf('portal').get('firstSeenAt')).toMatchObject({ type: 'instant', merge: 'earliest' });
    expect(fieldsOf('portal').get('dueAt')).toMatchObject({ type: 'instant', merge: 'latest' });
    // The merge lets go of what is outdone, which a history or a union would miss.
    for (const { merge } of fieldsOf('portal').values()) expect(['latest', 'earliest']).toContain(merge);
    expect(fieldsOf('portal').get('procedureCode')).toMatchObject({ type: 'code', min: 1, max: 64 });
  });

  it('carries bounds, lengths and values', () => {
    expect(fieldsOf('dossier').get('rating')).toMatchObject({ min: 1, max: 5 });
    expect(fieldsOf('dossier').get('agencyCode')).toMatchObject({ min: 1, max: 64 });
    expect(fieldsOf('procedure').get('fieldCode')).toMatchObject({ min: 1, max: 256 });
    expect(fieldsOf('dossier').get('retracts')).toMatchObject({ min: 0, max: 128, maxItems: 100 });
    expect(fieldsOf('dossier').get('channel')?.values).toEqual(['ONLINE', 'COUNTER', 'POSTAL']);
    expect(ENVELOPE.get('subject')).toMatchObject({ type: 'code', min: 1, max: 128, nullable: false });
    expect(ENVELOPE.has('data')).toBe(false);
  });

  it('knows the fields that people write freely', () => {
    const prose = FACT_KINDS.flatMap((kind) =>
      [...fieldsOf(kind).values()].filter((rule) => rule.prose).map((rule) => `${kind}.${rule.name}`),
    );
    expect(prose).toEqual([
      'dossier.lateReason',
      'report.obstacle',
      'report.proposal',
      'task.product',
      'assignment.product',
      'assignment.obstacle',
      'assignment.proposal',
    ]);
  });

  it('refuses a contract that says what the decoder does not check', () => {
    expect(() => ruleOf('x', { type: 'string', exclusiveMinimum: 3 } as object)).toThrow(/x uses exclusiveMinimum/);
    expect(() => ruleOf('x', { type: ['string', 'number'] })).toThrow(/cannot check/);
    expect(() => ruleOf('x', { type: 'string', format: 'uri' })).toThrow(/cannot check/);
    expect(() => ruleOf('x', { type: 'array', items: { type: 'number' } })).toThrow(/cannot check/);
    expect(() => ruleOf('x', { type: 'object' })).toThrow(/cannot check/);
  });
});
