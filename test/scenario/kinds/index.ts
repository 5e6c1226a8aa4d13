import type { Fact } from '../../../services/indicators';
import { DOCUMENTS, WORK } from './administration';
import type { Broken, Case, Scenario } from './build';
import { ELIGIBLE } from './eligible';
import { FORMS } from './forms';
import { CONTENT, HANDLED, RESULTS, REUSED } from './parts-dossiers';
import { PROCEDURE_PARTS } from './parts-procedures';
import { PETITIONS } from './petitions';
import { ONLINE, PAYMENT, PROCESSES } from './procedures';
import { PUBLISHED } from './published';
import { REGIMES, SHARED } from './reports';
import { SCORED } from './score';
import { MONTHLY, QUARTERLY } from './slots';
import { TASKS } from './tasks';

export { type Asked, amounts, type Broken, type Case, instantOf, RULES, type Rule, sum } from './build';
export { SCORES } from './score';

/** Each stands by itself: its agencies and things are told of in no other. */
const SCENARIOS: readonly Scenario[] = [
  ...[PUBLISHED, PROCESSES, ONLINE, PAYMENT, FORMS, PETITIONS, DOCUMENTS, WORK],
  ...[REGIMES, QUARTERLY, MONTHLY, SHARED, TASKS, ELIGIBLE],
  ...[PROCEDURE_PARTS, HANDLED, CONTENT, RESULTS, REUSED, SCORED],
];

/** What the source systems say, of every kind. */
export const FACTS: readonly Fact[] = SCENARIOS.flatMap(({ facts }) => facts);

/** Every figure that was worked out by hand, from the design's words and the comments beside the facts. */
export const CASES: readonly Case[] = SCENARIOS.flatMap(({ cases }) => cases);

/** And every breakdown. */
export const BROKEN: readonly Broken[] = SCENARIOS.flatMap(({ broken = [] }) => broken);
