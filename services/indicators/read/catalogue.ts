/**
 * What figures need to know of agencies and procedures, as the catalogue stood. The catalogue service
 * provides it; figures join it when they are read, so that nothing of it is baked into a cell.
 */
export interface CatalogueView {
  /** Whether a fact has described the agency. */
  hasAgency(code: string): boolean;
  /** The agency and all below it, in the tree of the day; an agency that nothing describes is by itself. */
  subtree(code: string): ReadonlySet<string>;
  /** Direct children; for null those without a parent. */
  children(code: string | null): readonly string[];
  /** Whether the agency existed on any of the days [from, to); one without limits, or not described, did. */
  existed(code: string, from: number, to: number): boolean;
  /** The level of an agency on the day; null where nobody has said. */
  levelOf(code: string): string | null;
  /** Procedures that the National Portal offers, in full or in part, at the instant. */
  onlineProcedures(): ReadonlySet<string>;
  /** Every agency described, and every parent named. */
  agencies(): readonly string[];
  /** The field of a procedure; '' where none is known. */
  fieldOf(procedure: string): string;
  /** What a field is called, as the first procedure of it says that says so; null where none does. */
  fieldName(field: string): string | null;
  /** What an agency is called on the day; null where nobody has said. */
  agencyName(code: string): string | null;
  /** The procedures of a field. */
  proceduresOf(field: string): readonly string[];
  /** Every procedure whose field is known. */
  proceduresWithField(): readonly string[];
}

export interface Catalogue {
  /**
   * @param day local day of the agency tree, as days since 1970-01-01
   * @param instant the instant at which a procedure's field is read
   */
  on(day: number, instant: number): CatalogueView;
}
