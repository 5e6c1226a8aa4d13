export { type DueRange, ExpectedReader, type ExpectedReport, ExpectedReports, placeOf } from './expected';
export { type Frequency, type InForce, type ReportRegime, reportRegimeOf } from './regime';
export { duesOf, firstDue, type RegimeDue, type Slot, slotsDue } from './slots';
