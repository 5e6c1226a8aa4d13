import { fieldsOf } from './contract';
import type { Fact } from './fact';

/** The CloudEvents form of a fact: what `decodeFact` reads back as the same fact. */
export function encodeFact(fact: Fact): Record<string, unknown> {
  const rules = fieldsOf(fact.kind);
  const data = Object.fromEntries(
    Object.entries(fact.data).map(([field, value]) => [
      field,
      typeof value === 'number' && rules.get(field)?.type === 'instant' ? new Date(value).toISOString() : value,
    ]),
  );
  return {
    specversion: '1.0',
    id: fact.id,
    source: fact.source,
    type: `vn.province.${fact.kind}.v1`,
    subject: fact.subject,
    time: new Date(fact.time).toISOString(),
    ...(fact.sequence === null ? {} : { sequence: fact.sequence }),
    data,
  };
}
