import type { Fact } from '../../services/indicators/facts/fact';
import { history, latestText, saidAt, voided } from './merge';
import { localDate, startOfNextDay } from './zone';

/** The agency directly above, in the tree of the local day of T; null where there is none or none is known. */
export function parentOf(agency: string, facts: readonly Fact[], asOf: number, zone: string): string | null {
  return ofAgency('parentCode', agency, facts, asOf, zone);
}

/** The agency's level in the tree of the local day of T; null where none is known. */
export function levelOf(agency: string, facts: readonly Fact[], asOf: number, zone: string): string | null {
  return ofAgency('level', agency, facts, asOf, zone);
}

function ofAgency(field: string, agency: string, facts: readonly Fact[], asOf: number, zone: string): string | null {
  const own = facts.filter(({ kind, subject }) => kind === 'agency' && subject === agency);
  if (voided(own)) return null;
  const said = history(own, field);
  const endOfDay = startOfNextDay(asOf, zone) - 1;
  const byThen = said.filter(({ fact }) => fact.time <= endOfDay).at(-1);
  if (byThen !== undefined) return byThen.value as string | null;
  // What was stated first holds backwards too, but not to before the agency's first day.
  const validFrom = latestText(own, 'validFrom');
  if (validFrom !== null && localDate(asOf, zone) < validFrom) return null;
  return (said.find(({ value }) => value !== null)?.value ?? null) as string | null;
}

/** Is `agency` the asked one, or one of its descendants as of T? */
export function isWithin(agency: string, asked: string, facts: readonly Fact[], asOf: number, zone: string): boolean {
  const seen = new Set<string>();
  let here: string | null = agency;
  while (here !== null && !seen.has(here)) {
    if (here === asked) return true;
    seen.add(here);
    here = parentOf(here, facts, asOf, zone);
  }
  return false;
}

/** The field of a procedure as the catalogue stood at T; null where it had none. */
export function fieldOf(procedure: string, facts: readonly Fact[], asOf: number): string | null {
  const own = facts.filter(({ kind, subject }) => kind === 'procedure' && subject === procedure);
  if (voided(own)) return null;
  return (saidAt(own, 'fieldCode', asOf) ?? null) as string | null;
}
