import Ajv2020, { type ErrorObject } from 'ajv/dist/2020';
import { dayNumber } from '../../infra/time/zone';
import schema from '../../schema/directive/form.schema.json';
import type { Faults } from './faults';

/** The forms that `schema/directive/form.schema.json` describes for whole files. */
export type FormName = 'directive' | 'parties' | 'acts' | 'weights' | 'configuration';

let compiled: Ajv2020 | undefined;

/** Holds a value against its form and notes what is wrong; whether it has the form. */
export function hasForm(name: FormName, value: unknown, faults: Faults): boolean {
  compiled ??= compile();
  const validate = compiled.getSchema(`${schema.$id}#/$defs/${name}`)!;
  if (validate(value)) return true;
  for (const error of telling(validate.errors ?? [])) tell(error, faults);
  return false;
}

function compile(): Ajv2020 {
  const ajv = new Ajv2020({ allErrors: true, verbose: true, allowUnionTypes: true });
  ajv.addFormat('date', isDate);
  return ajv.addSchema(schema);
}

function isDate(text: string): boolean {
  try {
    dayNumber(text);
    return true;
  } catch {
    return false;
  }
}

/** The errors worth telling: of a choice between forms only that none fits, of a bad key only what is wrong with it. */
function telling(errors: readonly ErrorObject[]): ErrorObject[] {
  const choices = errors.filter(({ keyword }) => keyword === 'anyOf').map(({ instancePath }) => instancePath);
  const within = (path: string, choice: string): boolean => path === choice || path.startsWith(`${choice}/`);
  return errors.filter(
    ({ keyword, instancePath }) =>
      keyword === 'anyOf' || (keyword !== 'propertyNames' && !choices.some((choice) => within(instancePath, choice))),
  );
}

function tell(error: ErrorObject, faults: Faults): void {
  const place = placeOf(error.instancePath);
  const own = error.parentSchema as { description?: string; properties?: Record<string, unknown> };
  if (error.keyword === 'required') {
    const { missingProperty } = error.params as { missingProperty: string };
    faults.add(join(place, missingProperty), undefined, descriptionOf(own.properties?.[missingProperty]));
  } else if (error.keyword === 'additionalProperties') {
    const { additionalProperty } = error.params as { additionalProperty: string };
    faults.add(place, additionalProperty, `only the keys ${Object.keys(own.properties ?? {}).join(', ')}`);
  } else if (error.keyword === 'uniqueItems') {
    faults.add(place, error.data, `${own.description ?? 'a list'}, each only once`);
  } else {
    faults.add(place, error.data, own.description ?? error.message ?? 'something else');
  }
}

/** What a form says of itself, be it described here or by reference. */
function descriptionOf(form: unknown): string {
  const { description, $ref } = (form ?? {}) as { description?: string; $ref?: string };
  if (description !== undefined || $ref === undefined) return description ?? 'a value';
  return descriptionOf((schema.$defs as Record<string, unknown>)[$ref.split('/').at(-1)!]);
}

/** `/tasks/3/dueAt` as `tasks[3].dueAt`. */
function placeOf(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((place, part) => (/^\d+$/.test(part) ? `${place}[${part}]` : join(place, part)), '');
}

function join(place: string, key: string): string {
  return place === '' ? key : `${place}.${key}`;
}
