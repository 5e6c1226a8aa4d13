import { type CloudEvent, DEFAULT_FROM, DEFAULT_TO, simulate } from '.';

/** What stands of each subject of a kind at the end, later words over earlier ones. */
function standing(events: readonly CloudEvent[], kind: string): Map<string, Record<string, unknown>> {
  const records = new Map<string, Record<string, unknown>>();
  for (const { type, subject, data } of events) {
    if (type === `vn.province.${kind}.v1`) records.set(subject, { ...records.get(subject), ...data });
  }
  return records;
}

describe('forms', () => {
  const events = [...simulate({ dossiers: 100, seed: 1, from: DEFAULT_FROM, to: DEFAULT_TO })];
  const forms = [...standing(events, 'form').values()];
  const inForce = forms.filter((form) => form['inForce']);
  const procedures = standing(events, 'procedure');

  /** Five times the cut, less the baseline: 0 is a cut of exactly a fifth. */
  const beyond = (form: Record<string, unknown>): number => {
    const [baseline, declared] = [form['baselineFields'] as number, form['declaredFields'] as number];
    return (baseline - declared) * 5 - baseline;
  };
  const reviewed = inForce.filter((form) => form['declaredFields'] !== undefined);

  test('belong to a procedure and to the department that answers for it', () => {
    for (const form of forms) {
      expect(procedures.get(form['procedureCode'] as string)?.['agencyCode']).toBe(form['agencyCode']);
    }
    expect(new Set(forms.map((form) => form['procedureCode'])).size).toBeGreaterThanOrEqual(40);
  });

  test('are cut by less than, exactly and more than a fifth; some are not reviewed, one asks for more than before', () => {
    expect(reviewed.filter((form) => beyond(form) > 0).length).toBeGreaterThan(reviewed.length / 2);
    expect(reviewed.filter((form) => beyond(form) === 0).length).toBeGreaterThan(2);
    expect(reviewed.filter((form) => beyond(form) < 0).length).toBeGreaterThan(5);
    expect(inForce.length - reviewed.length).toBeGreaterThan(2);
    const grew = forms.filter((form) => (form['declaredFields'] as number) > (form['baselineFields'] as number));
    expect(grew).toHaveLength(1);
    expect(inForce).toContain(grew[0]);
  });

  test('in all are cut by more than a fifth at the end, and by less at the start', () => {
    const cut = (some: readonly Record<string, unknown>[]) => {
      const sum = (field: string) => some.reduce((all, form) => all + (form[field] as number), 0);
      return 1 - sum('declaredFields') / sum('baselineFields');
    };
    expect(cut(reviewed)).toBeGreaterThan(0.2);
    const start = [...standing(events.slice(0, 400), 'form').values()];
    expect(cut(start.filter((form) => form['declaredFields'] !== undefined))).toBeLessThan(0.15);
  });

  test('take no more from digitised data than they no longer ask for', () => {
    const reused = forms.filter((form) => form['reusedFields'] !== undefined);
    expect(reused.length).toBeGreaterThan(20);
    expect(reused.length).toBeLessThan(reviewed.length);
    for (const form of reused) {
      const cut = (form['baselineFields'] as number) - (form['declaredFields'] as number);
      expect(form['reusedFields'] as number).toBeLessThanOrEqual(Math.max(0, cut));
    }
  });

  test('procedures of the province itself are published within the range: in time, too late, never', () => {
    const local = [...procedures].filter(([code]) => code.startsWith('H06.')).map(([, procedure]) => procedure);
    const inTime = local.filter(({ publishedAt, publicationDueAt }) => publishedAt && publishedAt <= publicationDueAt!);
    const never = local.filter(({ publishedAt }) => !publishedAt);
    expect(local.every(({ publicationDueAt }) => (publicationDueAt as string) > DEFAULT_FROM)).toBe(true);
    expect([local.length, inTime.length, never.length]).toEqual([6, 4, 1]);
    expect(local.filter(({ inForce }) => !inForce)).toHaveLength(1);
  });
});
