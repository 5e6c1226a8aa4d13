import { REPORTING_SOURCE, type Timed } from '../event';
import type { Office } from '../province';
import type { Random } from '../random';
import { Story } from '../story';
import { trendOn } from '../trends';
import { instantText } from '../working-time';
import type { Receipts } from './receipts';
import { isInForce, REGIMES, type Regime } from './regimes';
import { LEAD, type Slot, slotDueOn } from './slots';
import { daytime, type Stage, type Teller } from './stage';
import { OBSTACLES, PROPOSALS } from './words';

const DAY = 86_400;

/** What every report is made from. */
interface Desk {
  readonly stage: Stage;
  readonly random: Random;
  readonly receipts: Receipts;
  /** By agency code: those who handle dossiers themselves. */
  readonly offices: ReadonlyMap<string, Office>;
  /** Agencies that hardly ever report. */
  readonly silent: ReadonlySet<string>;
}

/** The reports of all regimes: in time, late, or never made. An agency that keeps silent leaves no trace at all. */
export function reports(stage: Stage, receipts: Receipts, random: Random): Teller {
  const offices = new Map(stage.province.offices.map((office) => [office.code, office]));
  const silent = new Set<string>();
  for (const level of ['DEPARTMENT', 'DISTRICT', 'COMMUNE', 'COMMUNE'] as const) {
    silent.add(random.pick(stage.province.offices.filter((office) => office.level === level)).code);
  }
  const desk: Desk = { stage, random, receipts, offices, silent };
  return function* (day): Generator<Timed> {
    for (const regime of REGIMES) {
      for (let due = day; due <= day + LEAD; due++) {
        const slot = slotDueOn(regime, due);
        if (slot === undefined || Math.max(slot.opens, stage.first) !== day) continue;
        if (isInForce(regime, stage.first, due)) yield* ofSlot(desk, regime, { ...slot, opens: day });
      }
    }
  };
}

function* ofSlot(desk: Desk, regime: Regime, slot: Slot): Generator<Timed> {
  for (const agency of regime.reporters ?? []) {
    const story = report(desk, regime, slot, agency);
    yield* story.tell(`${regime.code}/${slot.period}/${agency}`, desk.stage.end * DAY);
  }
}

function report(desk: Desk, regime: Regime, slot: Slot, agency: string): Story {
  const { random, offices, silent } = desk;
  const story = new Story(REPORTING_SOURCE, 'report');
  const identity: Record<string, unknown> = { regimeCode: regime.code, agencyCode: agency, period: slot.period };
  // Most systems say by when the report is wanted; what they leave out follows from the regime.
  if (random.chance(0.92)) identity['dueAt'] = instantText((slot.due + 1) * DAY - 1);
  if (random.chance(silent.has(agency) ? 0.8 : 0.02)) {
    // Now and then it was at least begun.
    if (!silent.has(agency) && random.chance(0.5)) story.say(daytime(slot.due, random), identity);
    return story;
  }
  const trend = trendOn(slot.due);
  const tardiness = offices.get(agency)?.tardiness ?? 0.3;
  const late = random.chance(Math.min(0.6, 0.12 * tardiness * trend.lateness));
  const day = late ? slot.due + 1 + Math.floor(random.skewed() * 20) : random.whole(slot.opens, slot.due);
  const at = daytime(day, random);
  const submitted: Record<string, unknown> = { ...identity, submittedAt: instantText(at) };
  story.say(at, submitted);
  if (regime.figures) submitted['values'] = figures(desk, slot, agency);
  if (regime.figures && random.chance(0.5)) submitted['obstacle'] = random.pick(OBSTACLES);
  if ('obstacle' in submitted && random.chance(0.6)) submitted['proposal'] = random.pick(PROPOSALS);
  if (random.chance(trend.reportsShared)) {
    if (random.chance(0.6)) submitted['sharedWithGovernment'] = true;
    else story.say(at + random.between(0.1, 4) * DAY, { sharedWithGovernment: true });
  }
  // Sent back and handed in again: the first time counts.
  const again = at + random.between(0.5, 4) * DAY;
  if (random.chance(0.05)) story.say(again, { submittedAt: instantText(again) });
  return story;
}

/** Figures as the agency counts them: most are right, some miscounted, and some rates are more hoped for than known. */
function figures({ stage, random, receipts }: Desk, slot: Slot, agency: string): Record<string, number> {
  const { received, online } = receipts.sum(agency, Math.max(slot.from, stage.first), slot.until);
  const offline = received - online;
  const miscounted = random.chance(0.25) ? random.whole(1, 3) : 0;
  const values: Record<string, number> = {
    'e-dossier-rate#num': online + miscounted,
    'e-dossier-rate#den': received + miscounted,
    'form-06a.4': online + miscounted,
    'form-06a.5': offline,
    'petitions-escalated#num': 0,
  };
  const total = received + miscounted;
  if (total > 0) values['e-dossier-rate'] = Math.round((1000 * (online + miscounted)) / total) / 10;
  if (total > 0) values['on-time-rate'] = random.chance(0.3) ? 100 : random.whole(880, 999) / 10;
  return values;
}
