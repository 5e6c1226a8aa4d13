import type { Adapter } from '../../services/hub/topics';
import { eventually, type Running } from '../support/hub';
import { type Judged, startProxy, type TcpProxy } from '../support/proxy';
import { type RoleProcess, StackBox } from '../support/stack-box';
import { expectExact, shuffled } from './figures';

/** A moment in the taking of a batch, seen from the connection to the database. */
export interface Moment {
  readonly name: string;
  /** What the worker says at that moment. */
  readonly said: string;
  /** Whether the server has it and answers before the fault comes. */
  readonly answered: boolean;
}

/** The six steps of a batch: where it begins, what it writes, and on both sides of its commit. */
export const MOMENTS: readonly Moment[] = [
  { name: 'before the position is locked', said: 'FROM position WHERE', answered: false },
  { name: 'before its dead letters are kept', said: 'INTO dead_letter', answered: false },
  { name: 'before its states are written', said: 'INTO state', answered: false },
  { name: 'before its cells are written', said: 'INTO cell', answered: false },
  { name: 'before its commit', said: 'COMMIT', answered: false },
  { name: 'after its commit, before it knows', said: 'COMMIT', answered: true },
];

/** Those of a batch of reports, besides. */
export const REPORTING_MOMENTS: readonly Moment[] = [
  { name: 'before its places of reports are written', said: 'INTO report_slot', answered: false },
  { name: 'its places of reports are written, before it knows', said: 'INTO report_slot', answered: true },
  ...MOMENTS.filter(({ said }) => said === 'COMMIT'),
];

/** What moves the position at the end of a batch. */
const MOVED = 'UPDATE position SET next_offset';
const POISON = '{"specversion":"1.0","type":"vn.province.dossier.v1"';

/** A box whose workers reach the database through a proxy. */
export class FaultBox extends StackBox {
  constructor(
    servers: ConstructorParameters<typeof StackBox>[0],
    readonly proxy: TcpProxy,
  ) {
    const url = new URL(servers.databaseUrl);
    url.hostname = proxy.host;
    url.port = String(proxy.port);
    super(servers, { HUB_DATABASE_URL: url.href, HUB_KAFKA_SESSION_SECONDS: '2' });
  }

  static async open(servers: ConstructorParameters<typeof StackBox>[0]): Promise<FaultBox> {
    const { hostname, port } = new URL(servers.databaseUrl);
    const box = new FaultBox(servers, await startProxy({ host: hostname, port: Number(port) }));
    await box.createTopics();
    return box;
  }

  override async close(): Promise<void> {
    await super.close();
    await this.proxy.close();
  }

  /** Calls back at the n-th time that a moment comes. */
  at({ said, answered }: Moment, nth: number, act: () => Judged): void {
    let left = nth;
    let due: number | undefined;
    const taking = new Set<number>();
    this.proxy.onRequest = (piece, connection) => {
      // Claims lock and commit as well: only what belongs to a batch counts.
      if (piece.includes('FROM state WHERE') || piece.includes(MOVED)) taking.add(connection);
      if (left <= 0 || !piece.includes(said)) return 'pass';
      if (said === 'COMMIT' && !taking.delete(connection)) return 'pass';
      if (--left > 0) return 'pass';
      if (!answered) return act();
      due = connection;
      return 'pass';
    };
    this.proxy.onAnswer = (_, connection) => {
      if (due !== connection) return 'pass';
      due = undefined;
      return act();
    };
  }

  /** Nothing is broken any more. */
  untouched(): void {
    this.proxy.onRequest = undefined;
    this.proxy.onAnswer = undefined;
  }

  /** How many dead letters the store keeps. */
  async deadLetters(): Promise<number> {
    const [row] = await this.query<{ count: number }>('SELECT COUNT(*) AS count FROM dead_letter');
    return Number(row!.count);
  }
}

/** Kills a worker at a moment, again and again, and lets the last one finish: nothing is lost, nothing counts twice. */
export async function killedAt(
  box: FaultBox,
  moment: Moment,
  rounds: number,
  seed: number,
  role: Adapter = 'procedures',
): Promise<void> {
  const { events, records } = shuffled(60, seed, role);
  let poisoned = 0;
  // Every batch has something for the dead letters.
  const mixed = records.flatMap((record, i) => {
    if (i % 40 !== 0) return [record];
    poisoned++;
    return [record, { key: `poison-${i}`, value: `${POISON},"id":"${i}"`, partition: i % 6 }];
  });
  const pieces = split(mixed, rounds + 1);
  for (let round = 0; round < rounds; round++) {
    await box.produce(pieces[round]!, role);
    let running: Running | undefined;
    box.at(moment, 1 + (round % 2), () => {
      running?.kill('SIGKILL');
      return 'cut';
    });
    // Not waited for: the moment may come before it listens.
    running = box.start(['serve', role], { ...box.settings, HUB_ROLE_PORT: '0' });
    expect(await running.ended).toMatchObject({ signal: 'SIGKILL' });
  }
  box.untouched();
  await box.produce(pieces[rounds]!, role);
  const last = await box.role([role]);
  await box.taken(role);
  expect((await last.stop()).code).toBe(0);
  await expectExact(box, events);
  expect(await box.deadLetters()).toBe(poisoned);
}

export function startWorker(box: StackBox): Promise<RoleProcess> {
  return box.role(['procedures']);
}

/** Waits until a worker says of itself what is expected. */
export async function untilReady(worker: RoleProcess, ready: boolean): Promise<Readonly<Record<string, string>>> {
  return eventually(
    async () => {
      const answer = await fetch(`${worker.url}/readyz`).catch(() => undefined);
      if (answer === undefined || answer.ok !== ready) return undefined;
      return ((await answer.json()) as { checks: Record<string, string> }).checks;
    },
    `the worker to be ${ready ? '' : 'not '}ready`,
  );
}

function split<T>(items: readonly T[], parts: number): T[][] {
  const size = Math.ceil(items.length / parts);
  return Array.from({ length: parts }, (_, i) => items.slice(i * size, (i + 1) * size));
}
