import DataLoader from 'dataloader';
import { taskAgencies } from '../tasks/agencies';
import { readTasks } from '../tasks/read';
import { type Task, type TaskTerms, taskOf } from '../tasks/task';
import type { ReportingContext } from './context';

type Source = Pick<ReportingContext, 'reads' | 'settings' | 'catalogue' | 'directive'>;

/** A loader of every task as of an instant, for one request: what is asked for in a tick is read once. */
export function taskLoader({ reads, settings, catalogue, directive }: Source): DataLoader<number, readonly Task[]> {
  return new DataLoader((instants) =>
    reads.read(async (sql) => {
      const snapshot = await catalogue(sql);
      const found: Task[][] = [];
      for (const T of instants) {
        const agencies = taskAgencies(snapshot, directive, settings.zone.localDay(T));
        const terms: TaskTerms = { directive, agencies, zone: settings.zone };
        found.push(await readTasks(sql, T, terms, settings));
      }
      return found;
    }),
  );
}

/** A task by its number as of an instant; one that nobody describes stands for itself. */
export async function loadTask(context: ReportingContext, number: string, T: number): Promise<Task> {
  const found = (await context.tasks.load(T)).find((task) => task.number === number);
  if (found !== undefined) return found;
  const agencies = { behind: () => [], nameOf: (code: string) => code };
  const { directive, settings } = context;
  return { ...taskOf(number, undefined, undefined, { directive, agencies, zone: settings.zone }), assignments: [] };
}
