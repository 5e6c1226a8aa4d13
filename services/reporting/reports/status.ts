import type { Settings } from '../../indicators';
import { passedFrom } from '../../indicators';

/** How a report stands against its due date. */
export type ReportStatus = 'ON_TIME' | 'LATE' | 'MISSING' | 'NOT_DUE';

/** By the lateness rule, as of an instant. Without a due date nothing is late: handed in, it is on time. */
export function statusOf(
  { dueAt, submittedAt }: { readonly dueAt: number | null; readonly submittedAt: number | null },
  now: number,
  settings: Settings,
): ReportStatus {
  const passed = dueAt === null ? Number.POSITIVE_INFINITY : passedFrom(dueAt, settings);
  if (submittedAt !== null) return submittedAt < passed ? 'ON_TIME' : 'LATE';
  return now < passed ? 'NOT_DUE' : 'MISSING';
}
