import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { DateTimeScalar } from '../../../infra/graphql/scalars';
import { inWords, Language } from '../../../infra/graphql/words';
import { LETTER } from '../../directive';
import { effectiveInstant, INDICATORS } from '../../indicators';
import { filterTasks } from '../tasks/read';
import { instantText, type ReportingContext } from './context';
import { Agency, Assignment, Clause, DirectiveTask, Indicator } from './types';

/** A day after every date of a fact: what is asked as of an instant is not cut by a period. */
const FAR_DAY = 60_000;

/** The instant that tasks are told of: now, or as asked; under DATE the end of its local day. */
export function taskInstant({ now, settings }: ReportingContext, asOf: number | null): number {
  return effectiveInstant({ to: FAR_DAY }, asOf, now, settings);
}

const agenciesOf = (codes: readonly string[]): Agency[] => codes.map((code) => ({ code }));

/** The tasks of the directives, and how far their agencies have come. */
@Resolver(() => DirectiveTask)
export class TaskResolver {
  @Query(() => [DirectiveTask], {
    description:
      "The tasks of the directives, in the order of their annexes, with each agency's share; then those that only facts name",
  })
  async tasks(
    @Ctx() context: ReportingContext,
    @Arg('agency', () => ID, {
      nullable: true,
      description: 'Those that this agency, or one below it, leads or has a share of; with their shares only',
    })
    agency: string | null,
    @Arg('overdue', () => Boolean, {
      nullable: true,
      description: 'Only with (true) or without (false) a share that is overdue',
    })
    overdue: boolean | null,
    @Arg('asOf', () => DateTimeScalar, { nullable: true, description: 'As of this instant; now where absent' })
    asOf: number | null,
  ): Promise<DirectiveTask[]> {
    // Both filters look into agencies' shares, which are not public: what they leave would tell of them.
    if (agency != null || overdue != null) await context.officeReads.read(async () => {});
    const T = taskInstant(context, asOf ?? null);
    const agencies = agency == null ? null : await subtreeOf(context, agency, T);
    const tasks = filterTasks(await context.tasks.load(T), { agencies, overdue: overdue ?? null });
    return tasks.map((task) => ({ number: task.number, task }));
  }

  @FieldResolver(() => Boolean, { description: 'Whether a directive or a fact describes it' })
  known(@Root() { task }: DirectiveTask): boolean {
    return task.known;
  }

  @FieldResolver(() => String, { description: 'Its title in short (tên nhiệm vụ)' })
  title(@Root() { task }: DirectiveTask): string {
    return task.title;
  }

  @FieldResolver(() => String, { nullable: true, description: 'The section of the annex, such as II' })
  section(@Root() { task }: DirectiveTask): string | null {
    return task.section;
  }

  @FieldResolver(() => [Clause], { description: 'The sections of the directive that it carries out' })
  clauses(@Root() { task }: DirectiveTask): Clause[] {
    return task.clauses.map((ref) => ({ directive: task.directive, ref }));
  }

  @FieldResolver(() => [Indicator], { description: 'The indicators that show its state' })
  indicators(@Root() { task }: DirectiveTask): Indicator[] {
    if (task.directive !== LETTER) return [];
    return INDICATORS.filter(({ tasks }) => tasks.some((row) => String(row) === task.number)).map(({ code }) => ({
      code,
    }));
  }

  @FieldResolver(() => [Agency], { description: 'Who leads it, in the agencies of the day (chủ trì)' })
  leadAgencies(@Root() { task }: DirectiveTask): Agency[] {
    return agenciesOf(task.leadAgencies);
  }

  @FieldResolver(() => [Agency], { description: 'Who supports it (phối hợp)' })
  supportingAgencies(@Root() { task }: DirectiveTask): Agency[] {
    return agenciesOf(task.supportingAgencies);
  }

  @FieldResolver(() => String, { description: 'Who leads it, as printed; else the names of who was stated' })
  leads(@Root() { task }: DirectiveTask): string {
    return task.leads;
  }

  @FieldResolver(() => String, { nullable: true, description: 'Who supports it, likewise' })
  supporting(@Root() { task }: DirectiveTask): string | null {
    return task.supporting;
  }

  @FieldResolver(() => DateTimeScalar, {
    nullable: true,
    description: 'When it is due (thời hạn): the end of its last day',
  })
  dueAt(@Root() { task }: DirectiveTask, @Ctx() context: ReportingContext): string | null {
    return instantText(context, task.dueAt);
  }

  @FieldResolver(() => String, { nullable: true, description: 'What the date alone does not tell' })
  dueNote(@Root() { task }: DirectiveTask): string | null {
    return task.dueNote;
  }

  @FieldResolver(() => Boolean, { description: 'Whether it has no end, or comes again (thường xuyên)' })
  recurring(@Root() { task }: DirectiveTask): boolean {
    return task.recurring;
  }

  @FieldResolver(() => String, { nullable: true, description: 'What is to come of it (sản phẩm)' })
  product(@Root() { task }: DirectiveTask): string | null {
    return task.product;
  }

  @FieldResolver(() => [Assignment], { description: "The agencies' shares, by agency" })
  async assignments(@Root() { task }: DirectiveTask, @Ctx() context: ReportingContext): Promise<Assignment[]> {
    // Loaded with the task, of which the rest is public: who may not see single shares is told so here.
    await context.officeReads.read(async () => {});
    return task.assignments.map(({ task: _, agency, dueAt, completedAt, obstacle, proposal, ...rest }) => ({
      ...rest,
      agency: { code: agency },
      dueAt: instantText(context, dueAt),
      completedAt: instantText(context, completedAt),
      obstacle: context.showPersons ? obstacle : null,
      proposal: context.showPersons ? proposal : null,
    }));
  }
}

function subtreeOf(context: ReportingContext, agency: string, T: number): Promise<ReadonlySet<string>> {
  const day = context.settings.zone.localDay(T);
  return context.reads.read(async (sql) => (await context.catalogue(sql)).on(day, T).subtree(agency));
}

/** A section's words. */
@Resolver(() => Clause)
export class TaskClauseResolver {
  @FieldResolver(() => String, { description: 'What the section asks for, in short' })
  text(
    @Root() { directive, ref }: Clause,
    @Ctx() context: ReportingContext,
    @Arg('lang', () => Language, { nullable: true, defaultValue: Language.VI, description: 'Language of the words' })
    lang: Language | null,
  ): string {
    const clause = context.directive.clause(directive, ref);
    return clause === undefined ? ref : inWords(clause.title, lang);
  }
}
