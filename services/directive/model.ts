/** A text in both languages. */
export interface Words {
  readonly vi: string;
  readonly en: string;
}

/** How sure the hub is of something: read in a source, or recollected without one. */
export type Certainty = 'SEEN' | 'RECOLLECTED';

/** A clause, or a section of the annex. */
export interface Heading {
  /** Such as 1đ, or II. */
  readonly ref: string;
  readonly title: Words;
}

/** Who leads or supports a task. */
export interface PartyRole {
  /** Keys of parties; the agencies behind them are found on a day by {@link partiesOf}. */
  readonly parties: readonly string[];
  /** The document's own words; null where its cell is empty. */
  readonly printed: string | null;
}

/** One row of a directive's annex. */
export interface Task {
  /** Unique among all directives; a text, since a further directive prefixes its own. */
  readonly number: string;
  /** The directive's number. */
  readonly directive: string;
  /** Ref of a section of the same directive. */
  readonly section: string;
  readonly title: Words;
  /** Refs of the clauses that the task carries out. */
  readonly clauses: readonly string[];
  readonly leads: PartyRole;
  readonly supporting: PartyRole;
  /** The last local day, yyyy-MM-dd; null where there is none or an outside event decides. */
  readonly dueAt: string | null;
  /** What the date alone does not tell. */
  readonly dueNote: Words | null;
  /** Whether it has no end: ongoing, or again each quarter. */
  readonly recurring: boolean;
  readonly product: Words | null;
}

/** A document that tells the province what to do. */
export interface Directive {
  readonly number: string;
  /** Its id in the register of acts; absent where it has none. */
  readonly act?: string;
  /** Local date, yyyy-MM-dd. */
  readonly date: string;
  readonly title: Words;
  readonly clauses: readonly Heading[];
  readonly sections: readonly Heading[];
  readonly tasks: readonly Task[];
}

export type PartyLevel = 'PROVINCE' | 'DEPARTMENT' | 'DISTRICT' | 'COMMUNE' | 'CENTRAL';

/** Someone whom a directive charges with something. */
export interface Party {
  readonly key: string;
  readonly name: Words;
  /** Found as every agency of these levels, unless codes are configured; empty: by codes alone. */
  readonly levels: readonly PartyLevel[];
  /** Agency codes from the province's configuration. */
  readonly codes: readonly string[];
}

/** An act of the legal basis, as far as the sources tell. Dates are local, yyyy-MM-dd; null: not known or not limited. */
export interface Act {
  readonly id: string;
  /** As it is cited. */
  readonly number: string;
  readonly title: Words;
  readonly issuedOn: string | null;
  readonly inForceFrom: string | null;
  /** The last day. */
  readonly inForceTo: string | null;
  /** Ids of the acts that replace it. */
  readonly successors: readonly string[];
  /** Ids of the acts that it amends. */
  readonly amends: readonly string[];
  readonly certainty: Certainty;
  readonly note: Words | null;
}

/** What a part's points follow: an indicator, a measure kept for a part alone, or one indicator's numerator over another's. */
export type Ratio =
  | { readonly indicator: string }
  | { readonly part: string }
  | { readonly numerator: string; readonly denominator: string };

/** One part of a group of the index. */
export interface Part {
  readonly code: string;
  readonly title: Words;
  readonly points: number;
  /** The percentage from which the part has all its points. */
  readonly fullMark: number;
  /** Null where no formula is known: the part is not measured. */
  readonly ratio: Ratio | null;
}

/** One group of the index; its parts' points add up to its own. */
export interface Group {
  readonly code: string;
  readonly title: Words;
  readonly points: number;
  /** Of the split into parts. */
  readonly certainty: Certainty;
  readonly parts: readonly Part[];
}

/** The weights of the index (Decision 766/QĐ-TTg) and the local days, both inclusive, on which they hold. */
export interface WeightSet {
  /** Id of the act that sets them. */
  readonly act?: string;
  readonly validFrom: string;
  /** Null: until further notice. */
  readonly validTo: string | null;
  readonly groups: readonly Group[];
}
