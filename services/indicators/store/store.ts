import { type Database, RunAgain, type Sql } from '../../../infra/database';
import { InputError } from '../../../infra/errors';
import { Zone } from '../../../infra/time/zone';
import { encodeFact } from '../facts/encode';
import type { Fact, Incoming } from '../facts/fact';
import { redact } from '../facts/redact';
import type { LatenessRule, Settings } from '../measure/settings';
import { lockForCopies, mergeBatch } from './batch';
import { type DeadLetter, keepDeadLetters, sourceOf } from './dead-letters';
import { digestOf } from './digest';
import { readMeta, readMetaToChange, writeMeta } from './meta';
import { isOfCatalogue, noteChanges } from './outbox';
import { addToSources, type SourceGain } from './sources';

/** Sources of facts that were made up; they live in stores of their own. */
export const SIMULATED_SOURCE = 'urn:hub:simulation';

export interface StoreOptions {
  /** Absent: the store's own, else Asia/Ho_Chi_Minh. */
  readonly timeZone?: string | undefined;
  /** Absent: the store's own, else DATE. */
  readonly lateness?: LatenessRule | undefined;
  /** Declares an empty store to hold simulated facts (or real ones); absent: the first fact decides. */
  readonly simulated?: boolean | undefined;
  /** Opens a store whose cells stand on other definitions, to rebuild it. */
  readonly forRebuild?: boolean;
}

/** What became of a batch of messages. */
export interface BatchOutcome {
  readonly accepted: number;
  readonly repeated: number;
  readonly deadLetters: readonly DeadLetter[];
}

/** The one place where facts become states, contributions and cells. */
export class Store {
  readonly digest: string;

  private constructor(
    readonly database: Database,
    readonly settings: Settings,
  ) {
    this.digest = digestOf(settings);
  }

  /**
   * Opens a store; an empty one takes the zone and the lateness rule asked for.
   * @throws InputError where the store stands on another zone, rule or definitions
   */
  static async open(database: Database, options: StoreOptions = {}): Promise<Store> {
    return database.write(async (sql) => {
      // Several processes may open a new store at once: one of them decides.
      const first = { table: 'meta', key: ['name'], columns: ['name', 'value'], onConflict: 'ignore' } as const;
      await sql.write(first, [['revision', '0']]);
      const meta = await readMetaToChange(sql);
      const known = meta.get('digest');
      const zone = options.timeZone ?? meta.get('time_zone') ?? 'Asia/Ho_Chi_Minh';
      const rule = options.lateness ?? (meta.get('lateness') as LatenessRule | undefined) ?? 'DATE';
      const store = new Store(database, { zone: new Zone(zone), rule });
      if (known === undefined) {
        const nature = options.simulated === undefined ? {} : { simulated: options.simulated ? '1' : '0' };
        await writeMeta(sql, { digest: store.digest, time_zone: zone, lateness: rule, ...nature });
      } else if (known !== store.digest && options.forRebuild !== true) {
        throw new InputError(mismatch(meta.get('time_zone') ?? '', meta.get('lateness') ?? '', zone, rule));
      }
      return store;
    });
  }

  /**
   * Takes messages in: facts are merged and measured, the rest is kept as dead letters, all in one transaction.
   * Taking the same messages again changes nothing.
   * @param receivedAt when they were received, epoch milliseconds
   */
  async ingest(messages: readonly Incoming[], receivedAt: number): Promise<BatchOutcome> {
    return this.database.write((sql) => this.ingestInto(sql, messages, receivedAt));
  }

  /**
   * As `ingest`, inside a transaction that the caller holds.
   * @param countedUnder the source that all of it is counted under, as a topic; absent: each fact's own
   */
  async ingestInto(
    sql: Sql,
    messages: readonly Incoming[],
    receivedAt: number,
    countedUnder?: string,
  ): Promise<BatchOutcome> {
    const ofCopies = messages.some(({ decoded }) => decoded.ok && decoded.fact.kind === 'portal');
    if (ofCopies) {
      await lockForCopies(
        sql,
        messages.flatMap(({ decoded }) => (decoded.ok ? [decoded.fact] : [])),
      );
    }
    // A dossier and its copy on the portal may come at the same time: one of the two must see the other.
    const meta = ofCopies ? await readMetaToChange(sql) : await readMeta(sql);
    if (meta.get('digest') !== this.digest) throw new InputError(REBUILT);
    const { facts, deadLetters, simulated } = sort(messages, meta.get('simulated'));
    const copies = ofCopies || meta.has('portal_revision');
    const merged = await mergeBatch(sql, facts, { settings: this.settings, now: receivedAt, copies });
    const { accepted, repeated } = merged;
    if (accepted.length + deadLetters.length === 0) return { accepted: 0, repeated, deadLetters };
    const current = ofCopies ? meta : await readMetaToChange(sql);
    for (const name of ['simulated', 'portal_revision'] as const) {
      if (current.get(name) !== meta.get(name)) throw new RunAgain();
    }
    const gains = gainsOf(accepted, countedUnder);
    const unsent = await keepAndCount(sql, deadLetters, gains, receivedAt);
    if (gains.size > 0) await addToSources(sql, gains, receivedAt);
    const revision = Number(current.get('revision')) + (accepted.length > 0 ? 1 : 0);
    await noteChanges(sql, merged, unsent, revision);
    await merged.cells.flush(sql, 'cell');
    if (accepted.length > 0) {
      const text = String(revision);
      await writeMeta(sql, {
        revision: text,
        ...(isOfCatalogue(accepted) ? { catalogue_revision: text } : {}),
        ...(ofCopies ? { portal_revision: text } : {}),
        ...(meta.get('simulated') === undefined && facts.length > 0 ? { simulated } : {}),
      });
    }
    return { accepted: accepted.length, repeated, deadLetters };
  }
}

const REBUILT =
  'The store was rebuilt under other definitions, another zone or another lateness rule while this process ran. ' +
  'Restart this process with the settings of the store.';

function mismatch(hasZone: string, hasRule: string, zone: string, rule: string): string {
  const advice =
    'or run `npm run hub -- rebuild` to recompute every figure under the new one, or choose another HUB_DATA_DIR.';
  if (hasZone !== zone) {
    return `The store's figures are in the zone ${hasZone}, and HUB_TIME_ZONE asks for ${zone}. Set HUB_TIME_ZONE=${hasZone}, ${advice}`;
  }
  if (hasRule !== rule) {
    return `The store's figures stand on the lateness rule ${hasRule}, and HUB_LATENESS asks for ${rule}. Set HUB_LATENESS=${hasRule}, ${advice}`;
  }
  return "The store's figures stand on other definitions than this version's. Run `npm run hub -- rebuild` to recompute them from the stored facts.";
}

/** Tells facts from dead letters; the first fact decides whether a store is simulated. */
function sort(
  messages: readonly Incoming[],
  nature: string | undefined,
): { facts: Fact[]; deadLetters: DeadLetter[]; simulated: string } {
  const facts: Fact[] = [];
  const deadLetters: DeadLetter[] = [];
  let simulated = nature;
  for (const { origin, decoded } of messages) {
    if (!decoded.ok) {
      deadLetters.push({ origin, ...decoded });
      continue;
    }
    const { fact } = decoded;
    const own = isSimulated(fact.source) ? '1' : '0';
    simulated ??= own;
    if (own === simulated) {
      facts.push(fact);
      continue;
    }
    const expected =
      simulated === '1'
        ? `a source under ${SIMULATED_SOURCE}: this store holds a simulated province, and real facts never mix with it`
        : `a real source: this store holds real facts, and simulated ones (${SIMULATED_SOURCE}) never mix with them`;
    const kept = redact(encodeFact(fact));
    deadLetters.push({ origin, problem: { field: 'source', expected, value: fact.source.slice(0, 100) }, ...kept });
  }
  return { facts, deadLetters, simulated: simulated ?? '0' };
}

export function isSimulated(source: string): boolean {
  return source === SIMULATED_SOURCE || source.startsWith(`${SIMULATED_SOURCE}:`);
}

function gainsOf(accepted: readonly Fact[], countedUnder: string | undefined): Map<string, SourceGain> {
  const gains = new Map<string, SourceGain>();
  for (const { kind, source, time } of accepted) {
    const name = countedUnder ?? source;
    let gain = gains.get(name);
    if (gain === undefined) {
      gain = { newestEvent: null, accepted: 0, deadLettered: 0 };
      gains.set(name, gain);
    }
    gain.accepted++;
    // A copy on the portal says nothing of how new the province's own facts are.
    if (kind !== 'portal' && time > (gain.newestEvent ?? Number.NEGATIVE_INFINITY)) gain.newestEvent = time;
  }
  return gains;
}

/** @returns identifiers of the dead letters that are new */
async function keepAndCount(
  sql: Sql,
  letters: readonly DeadLetter[],
  gains: Map<string, SourceGain>,
  at: number,
): Promise<string[]> {
  const fresh = await keepDeadLetters(sql, letters, at);
  for (const { letter } of fresh) {
    const place = sourceOf(letter);
    const gain = gains.get(place) ?? { newestEvent: null, accepted: 0, deadLettered: 0 };
    gain.deadLettered++;
    gains.set(place, gain);
  }
  return fresh.map(({ id }) => id);
}
