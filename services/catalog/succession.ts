import type { AgencyRecord } from './agency';
import { commonAncestor, type Parents, pathOf } from './forest';

type Relatives = ReadonlyMap<string, readonly string[]>;

/**
 * Gives the agencies that do not exist on a day their place, so that what was handled under their codes is found with
 * those who answer for it: one that has ended hangs under its successor, one that has not begun under the agency that it
 * comes from, and where these are several, under the lowest agency above them all. Where that is nowhere, or would be
 * below the agency itself, its stated parent holds; of agencies that succeed one another in a circle the lowest code's.
 * @param parents as stated, without circles; agencies that do not exist are moved in it, and it stays without circles
 */
export function settle(
  parents: Map<string, string | null>,
  agencies: ReadonlyMap<string, AgencyRecord>,
  day: number,
): void {
  const relatives = relativesOn(agencies, day);
  for (const code of inOrder(relatives, parents)) {
    const place = commonAncestor(parents, relatives.get(code)!);
    if (place !== null && !pathOf(parents, place).includes(code)) parents.set(code, place);
  }
}

/**
 * Of each agency that does not exist on the day: its successors, or those whose successor it is. Only described ones;
 * and a successor that has not begun holds nothing yet, it hangs itself under what it comes from.
 */
function relativesOn(agencies: ReadonlyMap<string, AgencyRecord>, day: number): Relatives {
  const relatives = new Map<string, string[]>();
  const relate = (code: string, relative: string): void => {
    const known = relatives.get(code);
    if (known === undefined) relatives.set(code, [relative]);
    else known.push(relative);
  };
  // In the order of the codes: where succession runs in circles, the order of arrival must not decide.
  for (const agency of [...agencies.values()].sort((a, b) => (a.code < b.code ? -1 : 1))) {
    for (const code of agency.successors) {
      const successor = agencies.get(code);
      if (successor === undefined || successor === agency) continue;
      if (!hasBegun(successor, day)) relate(code, agency.code);
      else if (hasBegun(agency, day) && hasEnded(agency, day)) relate(agency.code, code);
    }
  }
  return relatives;
}

const hasBegun = ({ validFrom }: AgencyRecord, day: number): boolean => validFrom === null || validFrom <= day;
const hasEnded = ({ validTo }: AgencyRecord, day: number): boolean => validTo !== null && validTo < day;

/** Each one after those on whose place its own depends; within a circle the lowest code comes last. */
function inOrder(relatives: Relatives, parents: Parents): Iterable<string> {
  const seen = new Set<string>();
  const order = new Set<string>();
  const open = [...relatives.keys()].sort().reverse();
  for (let code = open.at(-1); code !== undefined; code = open.at(-1)) {
    if (seen.has(code)) {
      order.add(code);
      open.pop();
      continue;
    }
    seen.add(code);
    for (const above of relatives.get(code)!.flatMap((relative) => pathOf(parents, relative))) {
      if (relatives.has(above) && !seen.has(above)) open.push(above);
    }
  }
  return order;
}
