import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from '../telemetry/log';

/** What was wrong with an argument: which one, what came, and what would be right. */
export interface InputFaultDetail {
  /** Name of the argument, dotted for a part of it: `period`, `filter.from`. */
  readonly argument: string;
  /** What came; left out where it may be long or private. */
  readonly value?: unknown;
  /** What would be right, in words that finish the sentence "expected ...": `a period such as 2022-11`. */
  readonly expected: string;
}

/** The caller's mistake: it reaches the client as it is, through every gateway in between. */
export class InputFault extends GraphQLError {
  constructor(detail: InputFaultDetail) {
    const got = detail.value === undefined ? '' : `, got ${brief(detail.value)}`;
    super(`Argument "${detail.argument}": expected ${detail.expected}${got}.`, {
      extensions: { code: 'BAD_USER_INPUT', ...detail },
    });
    this.name = 'InputFault';
  }
}

/** Told of every fault that a client only sees as "Internal error", so that someone can find it. */
export type FaultReporter = (fault: unknown, where: string) => void;

/** The reporter of last resort: one line and the stack on standard error. */
export const reportToStderr: FaultReporter = (fault, where) => {
  const text = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
  process.stderr.write(`ERROR ${where}: ${text}\n`);
};

/** A reporter that tells a logger: where it was, and the fault's words. */
export function reportTo(logger: Pick<Logger, 'error'>): FaultReporter {
  return (fault, where) => logger.error('fault', { where, error: fault instanceof Error ? fault : String(fault) });
}

const INTERNAL: GraphQLFormattedError = { message: 'Internal error', extensions: { code: 'INTERNAL' } };

/** The one face of a fault of ours: no message, no stack, no statement of a database. */
export function internalError(): GraphQLError {
  return new GraphQLError(INTERNAL.message, { extensions: { ...INTERNAL.extensions } });
}

/**
 * A `formatError` for Apollo Server: an error that was made to be read carries a code and passes; everything
 * else is a fault of ours, is told to the reporter, and reaches the client without its words.
 */
export function hideInternals(report: FaultReporter, where: string) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const code = formatted.extensions?.['code'];
    if (typeof code === 'string' && code !== 'INTERNAL_SERVER_ERROR' && meantForReading(error)) return formatted;
    report(unwrap(error), where);
    return {
      ...INTERNAL,
      ...(formatted.path && { path: formatted.path }),
      ...(formatted.locations && { locations: formatted.locations }),
    };
  };
}

/** A library's error may carry `extensions` of its own; only a GraphQLError was written for the client. */
function meantForReading(error: unknown): boolean {
  return unwrap(error) instanceof GraphQLError;
}

function unwrap(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? error.originalError : error;
}

function brief(value: unknown): string {
  const text = typeof value === 'bigint' ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
