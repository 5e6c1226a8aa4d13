import { formatDay } from '../../infra/time/zone';
import type { AgencyRecord } from './agency';
import type { CatalogueSnapshot } from './catalogue';
import { circleOf, isCut } from './forest';

/** Something in what was said about an agency that cannot be quite right. Figures count all the same. */
export interface AgencyOddity {
  readonly agency: string;
  /** The field of the fact that says it. */
  readonly field: 'parentCode' | 'successorCodes';
  /** A sentence: the agency, the field, the value, what would be right, and what is done until then. */
  readonly says: string;
}

/**
 * What is odd about the agencies, by code: parents and successors in circles (told once a circle, at its lowest code),
 * parents and successors that nothing describes, and successors that ended before they could take over.
 * @param day the local day on which parents are read
 */
export function agencyOddities({ agencies }: Pick<CatalogueSnapshot, 'agencies'>, day: number): AgencyOddity[] {
  const found = [...parentOddities(agencies, day), ...successorOddities(agencies), ...successionCircles(agencies)];
  return found.sort((a, b) => (a.agency < b.agency ? -1 : a.agency > b.agency ? 1 : 0));
}

type Agencies = ReadonlyMap<string, AgencyRecord>;

function parentOddities(agencies: Agencies, day: number): AgencyOddity[] {
  const parents = new Map([...agencies.values()].map((agency) => [agency.code, agency.parent(day)]));
  const found: AgencyOddity[] = [];
  for (const [agency, parent] of parents) {
    const tell = (says: string): void => {
      found.push({ agency, field: 'parentCode', says: `agency ${agency}: parentCode ${says}` });
    };
    if (parent !== null && !agencies.has(parent)) {
      tell(
        `is ${parent}, which no fact describes; a described agency is right. Until then ${parent} stands at the top.`,
      );
    }
    if (isCut(parents, agency)) {
      const circle = [...circleOf(parents, agency)!, agency].join(' -> ');
      tell(
        `closes the circle ${circle} on ${formatDay(day)}; a parent outside it is right. Until then ${agency} has none.`,
      );
    }
  }
  return found;
}

function successorOddities(agencies: Agencies): AgencyOddity[] {
  const found: AgencyOddity[] = [];
  for (const { code: agency, validTo, successors } of agencies.values()) {
    for (const code of successors) {
      const tell = (says: string): void => {
        found.push({
          agency,
          field: 'successorCodes',
          says: `agency ${agency}: successorCodes names ${code}, ${says}`,
        });
      };
      const successor = agencies.get(code);
      if (successor === undefined) {
        tell('which no fact describes; a described agency is right. Until then it takes nothing over.');
      } else if (successor !== agencies.get(agency) && endedBefore(successor, validTo)) {
        const own = validTo === null ? 'which has no validTo itself' : `whose own validTo is ${formatDay(validTo)}`;
        tell(
          `whose validTo is ${formatDay(successor.validTo!)}, before it could take over from ${agency}, ${own}; ` +
            'an agency that lasts longer is right.',
        );
      }
    }
  }
  return found;
}

/** Whether a successor is gone by the first day on which it would answer; without an end it never would. */
function endedBefore(successor: AgencyRecord, validTo: number | null): boolean {
  return successor.validTo !== null && (validTo === null || successor.validTo <= validTo);
}

/** Agencies that succeed one another, however many lie between: who reaches whom both ways is in one circle. */
function successionCircles(agencies: Agencies): AgencyOddity[] {
  const reached = new Map([...agencies.keys()].map((code) => [code, heirsOf(agencies, code)]));
  const found: AgencyOddity[] = [];
  for (const [agency, heirs] of reached) {
    const circle = [...heirs].filter((heir) => reached.get(heir)?.has(agency)).sort();
    // Who is in a circle reaches itself; the lowest code tells of it.
    if (circle[0] !== agency) continue;
    const says =
      circle.length === 1
        ? `agency ${agency}: successorCodes names ${agency} itself; the agency that took over is right.`
        : `agency ${agency}: successorCodes leads back to ${agency} through ${circle.slice(1).join(', ')}; ` +
          'successors outside this circle are right.';
    found.push({ agency, field: 'successorCodes', says });
  }
  return found;
}

/** All that succeed an agency, directly or not; itself only where its successors lead back to it. */
function heirsOf(agencies: Agencies, code: string): ReadonlySet<string> {
  const heirs = new Set(agencies.get(code)!.successors);
  for (const heir of heirs) for (const next of agencies.get(heir)?.successors ?? []) heirs.add(next);
  return heirs;
}
