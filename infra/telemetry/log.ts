import pino, { type DestinationStream } from 'pino';
import type { LogLevel } from '../config';
import { messageOf } from '../errors';

/** Values told beside a message, by name. Only names of `LOGGED` are written. */
export type LogFields = Readonly<Record<string, unknown>>;

/** Tells what happens, one JSON line each. A message is a constant text: what varies goes into the fields. */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

export interface LogOptions {
  readonly level: LogLevel;
  /** What this process does: `gateway`, `procedures`, `all`. */
  readonly role: string;
  /** Standard error where absent. */
  readonly to?: DestinationStream;
}

/**
 * The only names of fields that are written: none of them holds anything of a person. What else is given is dropped,
 * so that a careless line cannot put an applicant's data into a log.
 */
export const LOGGED: readonly string[] = [
  ...['address', 'attempt', 'bytes', 'check', 'code', 'count', 'error', 'from', 'group', 'indicator', 'lag', 'limit'],
  ...[
    'method',
    'ms',
    'offset',
    'operation',
    'partition',
    'path',
    'period',
    'pid',
    'place',
    'port',
    'reason',
    'revision',
  ],
  ...['signal', 'source', 'state', 'status', 'subgraph', 'table', 'to', 'topic', 'version', 'where'],
];

/** A logger that writes JSON lines: time, level, role, msg, and the fields it was given. */
export function createLogger({ level, role, to }: LogOptions): Logger {
  const lines = pino(
    {
      level,
      base: { role },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (name) => ({ level: name }) },
    },
    // At once, not when there is time: the last line before a crash is the one that matters.
    to ?? pino.destination({ dest: 2, sync: true }),
  );
  const withStack = level === 'debug';
  const at =
    (name: LogLevel) =>
    (message: string, fields: LogFields = {}): void => {
      if (lines.isLevelEnabled(name)) lines[name](kept(fields, withStack), message);
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

const nothing = (): void => undefined;

/** A logger that tells nobody. */
export const SILENT: Logger = { debug: nothing, info: nothing, warn: nothing, error: nothing };

/** Longest text of a field, in characters. */
const TEXT_LIMIT = 300;

function kept(fields: LogFields, withStack: boolean): Record<string, string | number | boolean> {
  const found: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (!LOGGED.includes(name)) continue;
    if (typeof value === 'number' || typeof value === 'boolean') found[name] = value;
    else if (typeof value === 'string') found[name] = cut(value);
    else if (typeof value === 'bigint') found[name] = String(value);
    else if (value instanceof Error) {
      found[name] = cut(messageOf(value));
      if (withStack && value.stack !== undefined) found['stack'] = value.stack;
    }
  }
  return found;
}

function cut(text: string): string {
  return text.length > TEXT_LIMIT ? `${text.slice(0, TEXT_LIMIT - 1)}…` : text;
}
