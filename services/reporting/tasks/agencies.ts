import { type CatalogueSnapshot, existsOn } from '../../catalog';
import { type AgenciesOfTheDay, type DirectiveData, partiesOf } from '../../directive';

/** The agencies of a local day, as tasks name them. */
export interface TaskAgencies {
  /** The agencies behind keys of a directive's parties. */
  behind(parties: readonly string[]): readonly string[];
  /** An agency's name; its code where none was stated. */
  nameOf(code: string): string;
}

/** @param day days since 1970-01-01 */
export function taskAgencies(catalogue: CatalogueSnapshot, directive: DirectiveData, day: number): TaskAgencies {
  const { agencies } = catalogue;
  const exists = (code: string): boolean => {
    const agency = agencies.get(code);
    return agency === undefined || existsOn(agency, day);
  };
  const ofTheDay: AgenciesOfTheDay = {
    exists,
    successors: (code) => agencies.get(code)?.successors ?? [],
    atLevel: (levels) =>
      [...agencies.values()]
        .filter((agency) => existsOn(agency, day) && levels.some((level) => level === agency.level(day)))
        .map(({ code }) => code)
        .sort(),
  };
  return {
    behind: (parties) => partiesOf(parties, directive.parties, ofTheDay),
    nameOf: (code) => agencies.get(code)?.name(day) ?? code,
  };
}
