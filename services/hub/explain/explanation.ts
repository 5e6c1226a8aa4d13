import type { CatalogueSnapshot } from '../../catalog';
import type { DirectiveData } from '../../directive';
import { type Figure, type HalfName, type Question, readMeta, type Settings } from '../../indicators';
import { figuresOn } from '../asking';
import type { OpenStore } from '../open';
import { type FactsBehind, factsBehind } from './facts-behind';

/** Why a figure may still change; null: it may not. */
export type Open = 'PERIOD' | 'AS_OF' | 'WATERMARK' | null;

/** A figure with all that it stands on, read in one snapshot. */
export interface Explanation {
  readonly figure: Figure;
  readonly settings: Settings;
  readonly directive: DirectiveData;
  /** Numerator, denominator; then what lacks to the whole, where more is better. */
  readonly facts: readonly (readonly [half: HalfName, facts: FactsBehind])[];
  readonly open: Open;
  /** Agencies below that have sent nothing in the period. */
  readonly silent: readonly string[];
  readonly catalogue: CatalogueSnapshot;
  readonly simulated: boolean;
}

/**
 * Reads a figure and what is behind it.
 * @param shown how many facts of each half are kept to be named
 * @param now epoch milliseconds
 */
export async function explain(
  open: OpenStore,
  question: Question,
  { shown, now }: { readonly shown: number; readonly now: number },
): Promise<Explanation> {
  const { settings } = open.store;
  const session = open.database.session();
  try {
    const figures = figuresOn(open, session, now);
    const figure = await figures.figure(question);
    const silent = await figures.silent(question);
    return await session.read(async (sql) => {
      const { T } = figure;
      const catalogue = await open.catalogue.within(sql);
      const view = catalogue.on(question.on ?? settings.zone.localDay(T), T);
      const facts: [HalfName, FactsBehind][] = [];
      for (const half of halvesOf(question)) {
        facts.push([half, await factsBehind(sql, { question, half, T, shown }, view, settings)]);
      }
      const simulated = (await readMeta(sql)).get('simulated') === '1';
      const { directive } = open;
      return {
        ...{ figure, settings, directive, facts, silent, catalogue, simulated },
        open: whyOpen(figure, settings, now),
      };
    });
  } finally {
    session.close();
  }
}

/** Where less is better, what lacks to the whole is what is well: nobody asks for it. */
function halvesOf({ indicator }: Question): HalfName[] {
  if (indicator.denominator === undefined) return ['NUMERATOR'];
  return indicator.better === 'HIGHER' ? ['NUMERATOR', 'DENOMINATOR', 'GAP'] : ['NUMERATOR', 'DENOMINATOR'];
}

function whyOpen({ provisional, question, T }: Figure, { zone }: Settings, now: number): Open {
  if (!provisional) return null;
  const end = zone.startOfDay(question.to);
  if (now < end) return 'PERIOD';
  return T < end - 1 ? 'AS_OF' : 'WATERMARK';
}
