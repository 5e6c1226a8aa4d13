import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import type { Sql } from '../../../infra/database';
import { checkFirst, connection } from '../../../infra/graphql/page';
import { PeriodScalar } from '../../../infra/graphql/scalars';
import {
  type DatedQuestion,
  type DatePlace,
  dossierOf,
  effectiveInstant,
  loadStates,
  readDated,
} from '../../indicators';
import { overlongPromise } from '../statutory-time';
import { checkedPeriod, dateKey, datePlace, scope } from './arguments';
import { instantText, type ProceduresContext } from './context';
import { type OverlongPromise, OverlongPromiseConnection } from './overlong';

/** Dossiers looked at in one request at the most: what it costs does not grow with the period. */
const LOOKED_AT = 5000;
/** States in memory at once. */
const BATCH = 500;

/** Promises held against the statutory time. No figure depends on it. */
@Resolver()
export class OverlongResolver {
  @Query(() => OverlongPromiseConnection, {
    description:
      'Dossiers received in the period whose first promised date lies beyond the statutory time of their procedure, by receipt, then code. Those without a known procedure time, or in years that the calendar does not know, are not listed; no figure depends on it',
  })
  async overlongPromises(
    @Ctx() context: ProceduresContext,
    @Arg('agency', () => ID, { nullable: true, description: 'Of this agency and all below it' }) agency: string | null,
    @Arg('period', () => PeriodScalar, { description: 'Received within it' }) asked: string,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50, description: 'Page size, at most 500' }) first:
      | number
      | null,
    @Arg('after', () => String, { nullable: true, description: 'A cursor of this list' }) after: string | null,
  ): Promise<OverlongPromiseConnection> {
    const period = checkedPeriod(asked);
    const T = effectiveInstant(period, null, context.now, context.settings);
    const from = context.settings.zone.startOfDay(period.from);
    const question = { list: 'received', scope: scope(agency, null), from, T } as const;
    const [size, start] = [checkFirst(first), datePlace(after)];
    const page = await context.reads.read((sql) => walk(context, sql, question, size, start));
    const { edges, pageInfo } = connection(
      { ...page, total: 0 },
      (promise) => promise,
      ({ dossier }) => dateKey({ at: dossier.life.receivedAt!, subject: dossier.code }),
    );
    if (page.lookedTo === null) return { edges, pageInfo };
    const last = connection({ rows: [page.lookedTo], total: 0, hasNext: true }, () => null, dateKey);
    return { edges, pageInfo: last.pageInfo };
  }
}

interface Walked {
  readonly rows: OverlongPromise[];
  readonly hasNext: boolean;
  /** Where the request stopped before its page was full; null where it did not. */
  readonly lookedTo: DatePlace | null;
}

/** Looks at received dossiers in the order of their receipts, until one more than a page is found. */
async function walk(
  context: ProceduresContext,
  sql: Sql,
  question: DatedQuestion,
  size: number,
  after: DatePlace | null,
): Promise<Walked> {
  const catalogue = await context.catalogue(sql);
  const { settings, workingDays } = context;
  const { zone } = settings;
  const agencies = catalogue.on(zone.localDay(question.T), question.T);
  const receipts = await readDated(sql, question, agencies, { first: LOOKED_AT, after });
  const rows: OverlongPromise[] = [];
  for (let from = 0; from < receipts.rows.length; from += BATCH) {
    const codes = receipts.rows.slice(from, from + BATCH).map(({ subject }) => subject);
    const states = await loadStates(sql, 'dossier', codes);
    for (const code of codes) {
      const state = states.get(code);
      const life = state && dossierOf(state, settings);
      if (state === undefined || life === undefined || life.receivedAt === null) continue;
      const processingDays = catalogue.procedures.get(life.procedure)?.processingDays ?? null;
      if (processingDays === null) continue;
      const view = overlongPromise(state, life.receivedAt, { processingDays, workingDays, zone });
      if (view === undefined) continue;
      if (rows.length === size) return { rows, hasNext: true, lookedTo: null };
      rows.push({ ...view, dossier: { code, state, life }, promisedAt: instantText(context, view.promisedAt)! });
    }
  }
  return { rows, hasNext: receipts.hasNext, lookedTo: receipts.hasNext ? receipts.rows.at(-1)! : null };
}
