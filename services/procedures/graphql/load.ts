import DataLoader from 'dataloader';
import type { Reads } from '../../../infra/database';
import { dossierOf, loadStates, type State } from '../../indicators';
import { type LateView, lateAt, workingDaysLate } from '../late-case';
import { instantText, type ProceduresContext } from './context';
import type { Dossier, LateCase } from './dossier';

/** A loader of dossier states for one request: the codes asked for in a tick are read together. */
export function dossierLoader(reads: Reads): DataLoader<string, State | null> {
  return new DataLoader(async (codes) => {
    const states = await reads.read((sql) => loadStates(sql, 'dossier', codes));
    return codes.map((code) => states.get(code) ?? null);
  });
}

/** null for a code that nothing is known of, and for a voided dossier. */
export async function loadDossier(context: ProceduresContext, code: string): Promise<Dossier | null> {
  const state = await context.dossiers.load(code);
  const life = state === null ? undefined : dossierOf(state, context.settings);
  return state === null || life === undefined ? null : { code, state, life };
}

/** The dossier's lateness as of T; null where it was not late by then. */
export function lateCaseOf(context: ProceduresContext, dossier: Dossier, T: number): LateCase | null {
  const view = lateAt(dossier.state, dossier.life, T, context.settings);
  return view === undefined ? null : shown(context, dossier, view);
}

function shown(context: ProceduresContext, dossier: Dossier, view: LateView): LateCase {
  return {
    dossier,
    becameLateAt: instantText(context, view.becameLateAt)!,
    dueAt: instantText(context, view.dueAt)!,
    completedAt: instantText(context, view.completedAt),
    daysLate: view.daysLate,
    workingDaysLate: workingDaysLate(view, context.settings.zone, context.workingDays),
    officerCode: context.showPersons ? view.officerCode : null,
    reasonCode: view.reasonCode,
    reason: context.showPersons ? view.reason : null,
    explainedAt: instantText(context, view.explainedAt),
    apologisedAt: instantText(context, view.apologisedAt),
  };
}
