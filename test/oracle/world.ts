import type { Fact, FactKind } from '../../services/indicators/facts/fact';
import { life, NO_LIFE } from './life';
import { latestNumber, latestText, voided } from './merge';
import type { Settings } from './period';
import type { Thing, World } from './rows/row';

/** The facts by the things that they are about. Voided things are not there, not even as data. */
export function worldOf(facts: readonly Fact[], settings: Settings): World {
  const bySubject = new Map<string, Fact[]>();
  for (const fact of facts) {
    const key = `${fact.kind} ${fact.subject}`;
    bySubject.set(key, [...(bySubject.get(key) ?? []), fact]);
  }
  const things = [...bySubject.values()]
    .filter((own) => !voided(own))
    .map((own): Thing => {
      const { kind, subject } = own[0]!;
      return { kind, subject, facts: own, life: kind === 'dossier' ? life(own, settings) : NO_LIFE };
    });
  const catalogue = facts.filter(({ kind }) => kind === 'agency' || kind === 'procedure');
  return { settings, catalogue, things: (kind) => things.filter((thing) => thing.kind === kind) };
}

/** No channel is the counter for a dossier, in the filter as in the table; nothing else has one. */
export function channelOf({ kind, facts }: Thing): string | null {
  return kind === 'dossier' ? (latestText(facts, 'channel') ?? 'COUNTER') : null;
}

/** The procedure that a thing stands under: a procedure under itself, and most things under none. */
export function procedureOf({ kind, subject, facts }: Thing): string | null {
  if (kind === 'procedure') return subject;
  return kind === 'dossier' || kind === 'form' ? latestText(facts, 'procedureCode') : null;
}

/** The dates of each kind by which something of it is dated: they decide a period. */
const DATES: Readonly<Partial<Record<FactKind, readonly string[]>>> = {
  procedure: ['publicationDueAt', 'updateDueAt'],
  petition: ['receivedAt', 'dueAt', 'answeredAt'],
  document: ['sentAt'],
  workitem: ['openedAt'],
  report: ['dueAt'],
  assignment: ['dueAt'],
};

/** From when a thing is data: from the earliest of its dates and of what was said about it. */
export function dataSince(thing: Thing): number {
  const { kind, facts } = thing;
  if (kind === 'dossier') return dossierSince(thing);
  const dates = (DATES[kind] ?? []).map((field) => latestNumber(facts, field));
  return Math.min(...facts.map(({ time }) => time), ...dates.filter((date) => date !== null));
}

/** Decision 1.1: a dossier is data from its receipt, else from its earliest statement, and from its rating. */
function dossierSince({ facts }: Thing): number {
  const known = latestNumber(facts, 'receivedAt') ?? Math.min(...facts.map(({ time }) => time));
  const rated = latestNumber(facts, 'rating') === null ? null : latestNumber(facts, 'ratedAt');
  return Math.min(known, rated ?? known);
}
