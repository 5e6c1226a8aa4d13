import { registerEnumType } from 'type-graphql';

export enum Half {
  NUMERATOR = 'NUMERATOR',
  DENOMINATOR = 'DENOMINATOR',
  GAP = 'GAP',
}
registerEnumType(Half, {
  name: 'Half',
  description: 'A half of an indicator',
  valuesConfig: {
    NUMERATOR: { description: 'What is counted (tử số)' },
    DENOMINATOR: { description: 'What it is counted among (mẫu số)' },
    GAP: { description: 'Denominator without numerator: what is missing' },
  },
});

export enum Unit {
  PERCENT = 'PERCENT',
  COUNT = 'COUNT',
}
registerEnumType(Unit, {
  name: 'Unit',
  description: 'Unit of a value (đơn vị tính)',
  valuesConfig: { PERCENT: { description: '0 to 100' }, COUNT: { description: 'A number of dossiers' } },
});

export enum Better {
  HIGHER = 'HIGHER',
  LOWER = 'LOWER',
}
registerEnumType(Better, {
  name: 'Better',
  description: 'Which way is better',
  valuesConfig: {
    HIGHER: { description: 'More is better; the target is a floor' },
    LOWER: { description: 'Less is better; the target is a ceiling' },
  },
});

export enum Grain {
  DAY = 'DAY',
  MONTH = 'MONTH',
  QUARTER = 'QUARTER',
  YEAR = 'YEAR',
}
registerEnumType(Grain, {
  name: 'Grain',
  description: 'How wide each value of a series is',
  valuesConfig: {
    DAY: { description: 'A day (ngày)' },
    MONTH: { description: 'A month (tháng)' },
    QUARTER: { description: 'A quarter (quý)' },
    YEAR: { description: 'A year (năm)' },
  },
});

export enum Calendar {
  CIVIL = 'CIVIL',
  REPORTING = 'REPORTING',
}
registerEnumType(Calendar, {
  name: 'Calendar',
  description: 'Where months begin',
  valuesConfig: {
    CIVIL: { description: 'On day 1' },
    REPORTING: { description: 'On day 15 of the month before (Decree 09/2019)' },
  },
});

export enum Dimension {
  AGENCY = 'AGENCY',
  AGENCY_CHILDREN = 'AGENCY_CHILDREN',
  PROCEDURE = 'PROCEDURE',
  FIELD = 'FIELD',
  CHANNEL = 'CHANNEL',
}
registerEnumType(Dimension, {
  name: 'Dimension',
  description: 'What a figure is broken down by; the rows add up to the whole',
  valuesConfig: {
    AGENCY: { description: 'Every agency by itself' },
    AGENCY_CHILDREN: { description: "Direct children with their descendants, and the agency's own part" },
    PROCEDURE: { description: 'By procedure (thủ tục)' },
    FIELD: { description: 'By field (lĩnh vực)' },
    CHANNEL: { description: 'By channel (kênh)' },
  },
});

export enum TargetStatus {
  MET = 'MET',
  MISSED = 'MISSED',
  NO_TARGET = 'NO_TARGET',
  NO_VALUE = 'NO_VALUE',
}
registerEnumType(TargetStatus, {
  name: 'TargetStatus',
  description: 'Whether a value reaches its target',
  valuesConfig: {
    MET: { description: 'Reached (đạt)' },
    MISSED: { description: 'Not reached (chưa đạt)' },
    NO_TARGET: { description: "No target holds on the period's last day" },
    NO_VALUE: { description: 'There is no value to compare' },
  },
});

export enum TargetBasis {
  LETTER = 'LETTER',
  DECISION_766 = 'DECISION_766',
  PROVINCE = 'PROVINCE',
  DERIVED = 'DERIVED',
}
registerEnumType(TargetBasis, {
  name: 'TargetBasis',
  description: 'Where a target comes from',
  valuesConfig: {
    LETTER: { description: 'Letter 15090/UBND-VP' },
    DECISION_766: { description: 'Decision 766/QĐ-TTg: full marks' },
    PROVINCE: { description: "The province's own" },
    DERIVED: { description: 'Follows from the letter without standing in it' },
  },
});

export enum MissingReason {
  NO_DATA = 'NO_DATA',
  ZERO_DENOMINATOR = 'ZERO_DENOMINATOR',
  NOT_DUE_YET = 'NOT_DUE_YET',
}
registerEnumType(MissingReason, {
  name: 'MissingReason',
  description: 'Why there is no value',
  valuesConfig: {
    NO_DATA: { description: 'No fact of the kind for that agency up to the instant' },
    ZERO_DENOMINATOR: { description: 'There are facts, but none counts in the denominator' },
    NOT_DUE_YET: { description: 'The period begins after the instant' },
  },
});

export enum LatenessRule {
  DATE = 'DATE',
  INSTANT = 'INSTANT',
}
registerEnumType(LatenessRule, {
  name: 'LatenessRule',
  description: 'When a due date has passed',
  valuesConfig: {
    DATE: { description: 'When the day after the due day begins' },
    INSTANT: { description: 'Right after the due instant' },
  },
});

export enum FactKind {
  DOSSIER = 'DOSSIER',
  PROCEDURE = 'PROCEDURE',
  FORM = 'FORM',
  PETITION = 'PETITION',
  DOCUMENT = 'DOCUMENT',
  WORKITEM = 'WORKITEM',
  REGIME = 'REGIME',
  REPORT = 'REPORT',
  ASSIGNMENT = 'ASSIGNMENT',
}
registerEnumType(FactKind, {
  name: 'FactKind',
  description: 'The kind of thing behind a figure',
  valuesConfig: {
    DOSSIER: { description: 'A dossier (hồ sơ)' },
    PROCEDURE: { description: 'A procedure (thủ tục hành chính)' },
    FORM: { description: 'A form (mẫu đơn, tờ khai)' },
    PETITION: { description: 'A petition (phản ánh, kiến nghị)' },
    DOCUMENT: { description: 'A document sent (văn bản)' },
    WORKITEM: { description: 'A work item (hồ sơ công việc)' },
    REGIME: { description: 'A reporting regime (chế độ báo cáo)' },
    REPORT: { description: 'A report (báo cáo)' },
    ASSIGNMENT: { description: "An agency's share of a task (nhiệm vụ được giao)" },
  },
});
