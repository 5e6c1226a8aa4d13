import type { Database, Sql } from '../../../infra/database';
import { InputError } from '../../../infra/errors';
import { Zone } from '../../../infra/time/zone';
import { encodeFact } from '../facts/encode';
import type { Fact, Incoming } from '../facts/fact';
import { redact } from '../facts/redact';
import type { LatenessRule, Settings } from '../measure/settings';
import { mergeBatch } from './batch';
import { type DeadLetter, keepDeadLetters, sourceOf } from './dead-letters';
import { digestOf } from './digest';
import { readMeta, writeMeta } from './meta';
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
      const meta = await readMeta(sql);
      const known = meta.get('digest');
      const zone = options.timeZone ?? meta.get('time_zone') ?? 'Asia/Ho_Chi_Minh';
      const rule = options.lateness ?? (meta.get('lateness') as LatenessRule | undefined) ?? 'DATE';
      const store = new Store(database, { zone: new Zone(zone), rule });
      if (known === undefined) {
        const nature = options.simulated === undefined ? {} : { simulated: options.simulated ? '1' : '0' };
        await writeMeta(sql, { digest: store.digest, time_zone: zone, lateness: rule, revision: '0', ...nature });
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

  /** As `ingest`, inside a transaction that the caller holds. */
  async ingestInto(sql: Sql, messages: readonly Incoming[], receivedAt: number): Promise<BatchOutcome> {
    const meta = await readMeta(sql);
    if (meta.get('digest') !== this.digest) {
      throw new InputError(
        'The store was rebuilt under other definitions, another zone or another lateness rule while this process ran. ' +
          'Restart this process with the settings of the store.',
      );
    }
    const { facts, deadLetters, simulated } = sort(messages, meta.get('simulated'));
    const { accepted, repeated } = await mergeBatch(sql, facts, this.settings);
    const gains = gainsOf(accepted);
    if (deadLetters.length > 0) await keepAndCount(sql, deadLetters, gains, receivedAt);
    if (gains.size > 0) await addToSources(sql, gains, receivedAt);
    if (accepted.length > 0) {
      const revision = String(Number(meta.get('revision')) + 1);
      const catalogue = accepted.some((fact) => fact.kind === 'agency' || fact.kind === 'procedure');
      await writeMeta(sql, {
        revision,
        ...(catalogue ? { catalogue_revision: revision } : {}),
        ...(meta.get('simulated') === undefined ? { simulated } : {}),
      });
    }
    return { accepted: accepted.length, repeated, deadLetters };
  }
}

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

function gainsOf(accepted: readonly Fact[]): Map<string, SourceGain> {
  const gains = new Map<string, SourceGain>();
  for (const { source, time } of accepted) {
    const gain = gains.get(source);
    if (gain === undefined) gains.set(source, { newestEvent: time, accepted: 1, deadLettered: 0 });
    else {
      gain.accepted++;
      if (time > gain.newestEvent!) gain.newestEvent = time;
    }
  }
  return gains;
}

async function keepAndCount(
  sql: Sql,
  letters: readonly DeadLetter[],
  gains: Map<string, SourceGain>,
  at: number,
): Promise<void> {
  const places = new Map<string, DeadLetter[]>();
  for (const letter of letters) {
    const source = sourceOf(letter);
    const known = places.get(source);
    if (known === undefined) places.set(source, [letter]);
    else known.push(letter);
  }
  for (const [place, own] of places) {
    const deadLettered = await keepDeadLetters(sql, own, at);
    if (deadLettered === 0) continue;
    const gain = gains.get(place) ?? { newestEvent: null, accepted: 0, deadLettered: 0 };
    gain.deadLettered += deadLettered;
    gains.set(place, gain);
  }
}
