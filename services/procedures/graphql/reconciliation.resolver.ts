import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import { checkFirst, connection, readCursor } from '../../../infra/graphql/page';
import type { Compared } from '../portal/compare';
import { type MismatchKey, reconcile } from '../portal/reconcile';
import { instantText, type ProceduresContext } from './context';
import { MismatchConnection } from './mismatch';

/** The portal's copies held against the provincial system. */
@Resolver()
export class ReconciliationResolver {
  @Query(() => MismatchConnection, {
    description:
      "Where the portal's copy and the provincial system disagree, by dossier and field; what pushing systems are known to rewrite is left out",
  })
  async reconciliation(
    @Ctx() context: ProceduresContext,
    @Arg('agency', () => ID, { nullable: true, description: 'Of this agency and all below it' }) agency: string | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50, description: 'Page size, at most 500' }) first:
      | number
      | null,
    @Arg('after', () => String, { nullable: true, description: 'A cursor of this list' }) after: string | null,
  ): Promise<MismatchConnection> {
    const { reads, settings, now } = context;
    const question = { settings, first: checkFirst(first), after: readCursor(after, isPlace) };
    const page = await reads.read(async (sql) => {
      const view = (await context.catalogue(sql)).on(settings.zone.localDay(now), now);
      return reconcile(sql, { ...question, agencies: agency == null ? null : view.subtree(agency) });
    });
    const shown = (value: Compared): string | null => (typeof value === 'number' ? instantText(context, value) : value);
    return connection(
      page,
      ({ dossier, field, system, portal }) => ({ dossier, field, system: shown(system), portal: shown(portal) }),
      ({ dossier, field }) => [dossier, field],
    );
  }
}

function isPlace(key: unknown): key is MismatchKey {
  return Array.isArray(key) && key.length === 2 && key.every((part) => typeof part === 'string');
}
