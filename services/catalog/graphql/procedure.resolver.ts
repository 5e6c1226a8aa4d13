import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { checkFirst, connection, isText, readCursor } from '../../../infra/graphql/page';
import type { ProcedureRecord } from '../procedure';
import { Agency } from './agency';
import { type CatalogContext, today } from './context';
import { Procedure, ProcedureConnection } from './procedure';

/** Administrative procedures. */
@Resolver(() => Procedure)
export class ProcedureResolver {
  @Query(() => ProcedureConnection, { description: 'Procedures by code' })
  procedures(
    @Ctx() context: CatalogContext,
    @Arg('search', () => String, { nullable: true, description: 'Part of the code or name, accents or not' })
    search: string | null,
    @Arg('field', () => ID, { nullable: true, description: 'Only of this field (mã lĩnh vực)' }) field: string | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50, description: 'Page size, at most 500' }) first:
      | number
      | null,
    @Arg('after', () => String, { nullable: true, description: 'A cursor of this list' }) after: string | null,
  ): ProcedureConnection {
    const size = checkFirst(first);
    const start = readCursor(after, isText) ?? '';
    const { now } = context;
    const wanted = search == null ? '' : plain(search);
    const found = [...context.catalogue.procedures.values()]
      .filter((procedure) => field == null || procedure.field(now) === field)
      .filter((procedure) => wanted === '' || plain(`${procedure.code} ${procedure.name ?? ''}`).includes(wanted))
      .map(({ code }) => ({ code }))
      .sort((a, b) => (a.code < b.code ? -1 : 1));
    const rest = found.filter(({ code }) => code > start);
    const page = { rows: rest.slice(0, size), total: found.length, hasNext: rest.length > size };
    return connection(
      page,
      (row) => row,
      ({ code }) => code,
    );
  }

  @Query(() => Procedure, { nullable: true, description: 'One procedure; null for a code that no fact describes' })
  procedure(
    @Ctx() context: CatalogContext,
    @Arg('code', () => ID, { description: 'Its code' }) code: string,
  ): Procedure | null {
    return context.catalogue.procedures.has(code) ? { code } : null;
  }

  @FieldResolver(() => String, { description: 'Name (tên thủ tục); the code where no name is known' })
  name(@Root() procedure: Procedure, @Ctx() context: CatalogContext): string {
    return record(procedure, context)?.name ?? procedure.code;
  }

  @FieldResolver(() => String, { nullable: true, description: 'Code of its field today (lĩnh vực)' })
  field(@Root() procedure: Procedure, @Ctx() context: CatalogContext): string | null {
    return record(procedure, context)?.field(context.now) ?? null;
  }

  @FieldResolver(() => String, { nullable: true, description: 'Name of its field' })
  fieldName(@Root() procedure: Procedure, @Ctx() context: CatalogContext): string | null {
    return record(procedure, context)?.fieldName ?? null;
  }

  @FieldResolver(() => Agency, { nullable: true, description: 'The agency answerable for its publication and process' })
  agency(@Root() procedure: Procedure, @Ctx() context: CatalogContext): Agency | null {
    const code = record(procedure, context)?.agency ?? null;
    return code === null ? null : { code, day: today(context) };
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Online level today: FULL (toàn trình), PARTIAL (một phần) or NONE',
  })
  onlineLevel(@Root() procedure: Procedure, @Ctx() context: CatalogContext): string | null {
    return record(procedure, context)?.onlineLevel(context.now) ?? null;
  }

  @FieldResolver(() => Boolean, { description: 'Whether a fact has described it, or only named its code' })
  known(@Root() procedure: Procedure, @Ctx() context: CatalogContext): boolean {
    return record(procedure, context) !== undefined;
  }
}

function record(procedure: Procedure, context: CatalogContext): ProcedureRecord | undefined {
  return context.catalogue.procedures.get(procedure.code);
}

/** Lower case without accents, so that "ho tich" finds "Hộ tịch". */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase();
}
