import { InputError } from '../errors';
import { DatabaseAway } from './sql';

/** Where a server is, and as whom it is asked; nothing secret. */
export interface Place {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
}

/** What the driver says of an error. */
export interface Fault {
  readonly errno: number | undefined;
  readonly code: string;
  /** The connection is no longer good. */
  readonly fatal: boolean;
  readonly message: string;
}

export const DUPLICATE_KEY = 1062;
export const LOCK_WAIT_TIMEOUT = 1205;

/** Deadlock, lock wait timeout, and a row that changed since it was read: undone whole, the same may succeed. */
const CONFLICTS = new Set([1213, LOCK_WAIT_TIMEOUT, 1020]);

/** The server is stopping, starting, full of connections, or has ended this one. */
const AWAY = new Set([1040, 1047, 1053, 1077, 1079, 1152, 1158, 1159, 1160, 1161, 1184, 1203, 1927, 2006, 2013, 4031]);

const AWAY_CODES = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'],
  ...['ECONNABORTED', 'PROTOCOL_CONNECTION_LOST', 'PROTOCOL_SEQUENCE_TIMEOUT'],
]);

/** The driver's error below whatever wraps it. */
export function faultOf(error: unknown): Fault {
  const cause = ((error as { driverError?: unknown } | null)?.driverError ?? error) as Record<string, unknown> | null;
  const { errno, code, fatal, sqlMessage, message } = (cause ?? {}) as Record<string, unknown>;
  return {
    errno: typeof errno === 'number' ? errno : undefined,
    code: String(code ?? ''),
    fatal: fatal === true,
    message: String(sqlMessage ?? message ?? ''),
  };
}

export function isConflict(error: unknown): boolean {
  const { errno } = faultOf(error);
  return errno !== undefined && CONFLICTS.has(errno);
}

/** Whether the server, or the connection to it, is gone. */
export function isAway(error: unknown): boolean {
  if (error instanceof InputError) return error instanceof DatabaseAway;
  const { errno, code, fatal, message } = faultOf(error);
  if (errno !== undefined && REMEDIES.has(errno)) return false;
  return AWAY.has(errno ?? 0) || AWAY_CODES.has(code) || fatal || /in closed state|Pool is closed/.test(message);
}

/** Where the message's quotes hold names of tables, columns or users, and not values. */
const NAMES_ONLY = new Set([1050, 1051, 1054, 1091, 1136, 1142, 1143, 1146, 1227, 1264, 1370, 1406, 1412]);

type Remedy = (place: Place, message: string) => string;

const who = ({ user, database }: Place): string => `the user ${user} of HUB_DATABASE_URL on the database ${database}`;
const where = ({ host, port }: Place): string => `The database server at ${host}:${port}`;

const denied: Remedy = (place) =>
  `${where(place)} denies ${who(place)}, or there is no such database. As its administrator run ` +
  `CREATE DATABASE IF NOT EXISTS \`${place.database}\` CHARACTER SET utf8mb4; ` +
  `GRANT ALL ON \`${place.database}\`.* TO that user, or name another database.`;
const login: Remedy = (place) =>
  `${where(place)} refuses the user ${place.user}: wrong user or password, or the user may not come from this machine. ` +
  'Check HUB_DATABASE_URL (special characters of the password percent-encoded), and set HUB_DATABASE_TLS where the server lets in over TLS alone.';
const rights: Remedy = (place, message) =>
  `${where(place)} denies ${who(place)} a right that the hub needs (${message}). ` +
  `As its administrator run GRANT ALL ON \`${place.database}\`.* TO that user.`;
const full: Remedy = (place, message) =>
  `${where(place)} has no room left (${message}). Free some space; nothing that was committed is lost.`;
const readOnly: Remedy = (place) =>
  `${where(place)} takes no writes: it is read-only, perhaps a replica. Name the server that writes in HUB_DATABASE_URL.`;
const packet: Remedy = (place) =>
  `${where(place)} takes no packet as large as one row of this store. Raise its max_allowed_packet (16 MB or more).`;

/** What a person can mend, by the server's error number. */
const REMEDIES: ReadonlyMap<number, Remedy> = new Map<number, Remedy>([
  ...[1044, 1049].map((errno): [number, Remedy] => [errno, denied]),
  ...[1045, 1130, 1251, 1698, 1862, 3159].map((errno): [number, Remedy] => [errno, login]),
  ...[1142, 1143, 1227, 1370].map((errno): [number, Remedy] => [errno, rights]),
  ...[1021, 1041, 1114].map((errno): [number, Remedy] => [errno, full]),
  ...[1290, 1792, 1836].map((errno): [number, Remedy] => [errno, readOnly]),
  [1153, packet],
]);

const TLS_CODES = /^(ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HANDSHAKE_(SSL|NO_SSL)|ERR_SSL|EPROTO)/;

/**
 * Turns what a person can mend into an InputError, a server that is gone into DatabaseAway, and any other error of the
 * driver into one without the statement, which holds values. Errors that are not the driver's are passed on.
 */
export function explainMysql(error: unknown, place: Place, atCommit = false): unknown {
  if (error instanceof InputError) return error;
  const { errno, code, message } = faultOf(error);
  const remedy = errno === undefined ? undefined : REMEDIES.get(errno);
  if (remedy !== undefined) return new InputError(remedy(place, message));
  if (TLS_CODES.test(code)) {
    return new InputError(
      `${where(place)} and this process do not agree on TLS (${code}: ${message}). Check HUB_DATABASE_TLS: ca= names the ` +
        "authority that signed the server's certificate, and the certificate must name the host of HUB_DATABASE_URL.",
    );
  }
  if (isAway(error)) {
    const meanwhile = atCommit
      ? 'It is not known whether the last transaction was committed; it is safe to send the same again.'
      : 'Nothing that was committed is lost.';
    return new DatabaseAway(
      `${where(place)} cannot be reached, or broke the connection (${reason(code, message)}). ${meanwhile} ` +
        'Check that it runs, and host and port of HUB_DATABASE_URL.',
      atCommit,
    );
  }
  if (errno === undefined || !code.startsWith('ER_')) return error;
  const text = NAMES_ONLY.has(errno) ? message : message.replace(/'.*'/gs, "'...'");
  return Object.assign(new Error(`${code} (${errno}): ${text}`), { errno, code });
}

function reason(code: string, message: string): string {
  return code === '' ? message : code;
}
