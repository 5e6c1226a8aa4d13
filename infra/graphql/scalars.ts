import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { dayNumber, formatDay, type Zone } from '../time/zone';

function fault(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

function textScalar<In>(options: {
  name: string;
  description: string;
  parse: (text: string) => In;
  serialize: (value: unknown) => string;
}): GraphQLScalarType<In, string> {
  const { name, description, parse, serialize } = options;
  const read = (value: unknown): In => {
    if (typeof value !== 'string') throw fault(`${name}: expected a text, got ${JSON.stringify(value)}.`);
    return parse(value);
  };
  return new GraphQLScalarType<In, string>({
    name,
    description,
    serialize,
    parseValue: read,
    parseLiteral: (node) => {
      if (node.kind !== Kind.STRING) throw fault(`${name}: expected a text in quotation marks.`);
      return read(node.value);
    },
  });
}

/** A local date; in the program the number of days since 1970-01-01. */
export const DateScalar = textScalar<number>({
  name: 'Date',
  description: 'A local date (ngày), such as 2022-11-25.',
  parse: (text) => {
    try {
      return dayNumber(text);
    } catch {
      throw fault(`Date: expected a date such as 2022-11-25, got '${text.slice(0, 40)}'.`);
    }
  },
  serialize: (value) => (typeof value === 'number' ? formatDay(value) : String(value)),
});

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/i;

/** An instant; in the program epoch milliseconds on the way in, formatted text on the way out. */
export const DateTimeScalar = textScalar<number>({
  name: 'DateTime',
  description: 'An instant in ISO 8601 with its offset (thời điểm), such as 2022-11-25T08:15:00+07:00.',
  parse: (text) => {
    const instant = INSTANT.test(text) ? Date.parse(text) : Number.NaN;
    // Date.parse lets February have 31 days; the day is held against the calendar.
    if (!Number.isNaN(instant) && isDate(text.slice(0, 10))) return instant;
    throw fault(
      `DateTime: expected an instant with an offset, such as 2022-11-25T08:15:00+07:00, got '${text.slice(0, 40)}'.`,
    );
  },
  serialize: (value) => (typeof value === 'number' ? new Date(value).toISOString() : String(value)),
});

function isDate(text: string): boolean {
  try {
    dayNumber(text);
    return true;
  } catch {
    return false;
  }
}

/** A printed period; checked where it is used. */
export const PeriodScalar = textScalar<string>({
  name: 'Period',
  description:
    'A period (kỳ). Civil: 2022, 2022-H1, 2022-9M, 2022-Q4, 2022-11, 2022-11-25; reporting calendar of Decree 09/2019: ' +
    'R2022, R2022-H1, R2022-9M, R2022-Q4, R2022-11.',
  parse: (text) => text,
  serialize: String,
});

/** An instant as text with the offset that a zone has then. */
export function formatInstant(instant: number, zone: Zone): string {
  const offset = zone.offsetAt(instant);
  const local = new Date(instant + offset).toISOString().slice(0, -1);
  const minutes = Math.round(Math.abs(offset) / 60_000);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${local}${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
