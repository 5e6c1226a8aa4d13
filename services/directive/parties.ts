import type { Faults } from './faults';
import type { Party, PartyLevel, Words } from './model';

/** The agencies as they are on one local day. */
export interface AgenciesOfTheDay {
  /** Whether the agency exists on the day; one that nothing has described yet is taken to exist. */
  exists(code: string): boolean;
  /** What an agency was merged into; empty where that is not known. */
  successors(code: string): readonly string[];
  /** Every agency of these levels. */
  atLevel(levels: readonly PartyLevel[]): readonly string[];
}

/** A party as a file has it. */
export interface RawParty {
  readonly name: Words;
  readonly levels?: readonly PartyLevel[];
}

/**
 * The codes of the agencies that stand behind parties on a day, each once, in the order of the parties. Configured codes
 * go before levels; a code that has ended gives way to its successors, and falls away where it has none.
 */
export function partiesOf(
  keys: readonly string[],
  parties: ReadonlyMap<string, Party>,
  day: AgenciesOfTheDay,
): readonly string[] {
  const found = keys.flatMap((key) => {
    const party = parties.get(key);
    if (party === undefined) return [];
    if (party.codes.length > 0) return standing(party.codes, day);
    return party.levels.length > 0 ? day.atLevel(party.levels) : [];
  });
  return [...new Set(found)];
}

/** The agencies that exist in the place of these; a circle of successors ends where it began. */
function standing(codes: readonly string[], day: AgenciesOfTheDay): string[] {
  const seen = new Set<string>();
  const visit = (code: string): string[] => {
    if (seen.has(code)) return [];
    seen.add(code);
    return day.exists(code) ? [code] : day.successors(code).flatMap(visit);
  };
  return codes.flatMap(visit);
}

/** The parties of all files with the codes that are configured for them; a fault for a key that two files or none define. */
export function gatherParties(
  files: readonly {
    readonly parties: Readonly<Record<string, RawParty>>;
    readonly faults: Faults;
    readonly at: string;
  }[],
  codes: Readonly<Record<string, readonly string[]>>,
  configuration: Faults,
): ReadonlyMap<string, Party> {
  const found = new Map<string, Party>();
  for (const { parties, faults, at } of files) {
    for (const [key, { name, levels = [] }] of Object.entries(parties)) {
      if (found.has(key)) faults.add(at, key, 'a key that no other file has');
      else found.set(key, { key, name, levels, codes: codes[key] ?? [] });
    }
  }
  configuration.unknown(Object.keys(codes), found.keys(), 'parties');
  return found;
}
