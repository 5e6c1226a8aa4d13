import type { Fact } from '../../services/indicators/facts/fact';
import { BOUNDARIES } from './boundaries';
import { asFact, type CloudEvent } from './build';
import { CATALOGUE } from './catalogue';
import { CORRECTIONS } from './corrections';
import { EXITS } from './exits';
import { FLAGS } from './flags';
import { LATENESS } from './lateness';

export type { CloudEvent } from './build';

/** The zone in which the scenarios' local times are written. */
export const ZONE = 'Asia/Ho_Chi_Minh';

/** The messages about dossiers alone. */
export const DOSSIERS: readonly CloudEvent[] = [...BOUNDARIES, ...LATENESS, ...EXITS, ...CORRECTIONS, ...FLAGS];

/** Every message of the scenarios, as the source systems send them. */
export const EVENTS: readonly CloudEvent[] = [...CATALOGUE, ...DOSSIERS];

/** The same, decoded by the scenario's own means. */
export const FACTS: readonly Fact[] = EVENTS.map(asFact);
